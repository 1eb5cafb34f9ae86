package io.cartwright.shipping;

import io.cartwright.bus.Operation;
import io.cartwright.pricing.Delivery;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.DeliveryLogistics;
import java.util.List;
import java.util.Map;

/** What other domains ask about delivery. */
public final class DeliveryQuestions {
  /** What can be delivered where, and at which rates. */
  public static final Operation<DeliverTo, DeliveryAnswer> DELIVER_TO =
      Operation.internal("ecom.shipping.deliverTo");

  private DeliveryQuestions() {}

  /**
   * @param destination null when not known: no options then
   * @param lines the shippable lines
   * @param chosenCarrierId the buyer's choice, or null
   * @param chosenCode the buyer's choice, or null
   */
  public record DeliverTo(
      Address destination, List<Line> lines, String chosenCarrierId, String chosenCode) {
    public DeliverTo {
      lines = List.copyOf(lines);
    }

    /** A shippable line; the profile is null for the default one. */
    public record Line(String lineId, String deliveryProfileId) {}
  }

  /**
   * @param delivery options with their rates and conditions, as pricing takes them
   * @param regionId delivery region of the destination; null when none matches
   * @param regionName its name, or null
   * @param logistics what to show beside an option, by {@link #key carrier and code}
   * @param carrierErrors carriers that failed, by carrier id, with a code of the contract
   */
  public record DeliveryAnswer(
      Delivery delivery,
      String regionId,
      String regionName,
      Map<String, DeliveryLogistics> logistics,
      Map<String, String> carrierErrors) {
    public DeliveryAnswer {
      logistics = Map.copyOf(logistics);
      carrierErrors = Map.copyOf(carrierErrors);
    }
  }

  /** Names an option among all carriers' options. */
  public static String key(String carrierId, String code) {
    return carrierId + '/' + code;
  }
}
