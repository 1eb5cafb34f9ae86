package io.cartwright.shipping.offer;

import static io.cartwright.shipping.DeliveryQuestions.key;

import io.cartwright.pricing.Delivery;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.DeliveryQuestions.DeliverTo;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.shipping.offer.DeliveryBook.Flat;
import io.cartwright.shipping.offer.DeliveryBook.Option;
import io.cartwright.shipping.offer.DeliveryBook.Pickup;
import io.cartwright.shipping.offer.DeliveryBook.Profile;
import io.cartwright.shipping.offer.DeliveryBook.Region;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.DeliveryLogistics;
import io.cartwright.wire.common.PickupDetails;
import io.cartwright.wire.common.PickupMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers what can be delivered to a destination, at which rates. */
final class Offers {
  /** The code of a carrier's backup rate among its options. */
  static final String BACKUP_CODE = "backup";

  /** The code of Pickup's one option. */
  static final String PICKUP_CODE = "pickup";

  private static final String BACKUP_TITLE = "Delivery";
  private static final String PICKUP_TITLE = "Pickup";

  /**
   * What does not hang on the lines of a basket; made once for each list of regions.
   *
   * @param choices of Basic Shipping
   * @param options all of them where one region takes all lines; else null
   * @param logistics by carrier and code
   */
  record Ready(
      List<Choice> choices,
      List<Delivery.Option> options,
      Map<String, DeliveryLogistics> logistics) {}

  /** A choice among the options of several regions, with its texts. */
  record Choice(String code, String title, String deliveryTime, List<Option> options) {
    static Choice of(Combinations.Choice choice) {
      return new Choice(choice.code(), choice.title(), choice.deliveryTime(), choice.options());
    }
  }

  private final List<Region> regions = new ArrayList<>();
  private final List<List<String>> lineIds = new ArrayList<>();
  private final List<Delivery.Option> options = new ArrayList<>();

  private Offers() {}

  /**
   * The options that lead all lines to the destination; none when a line cannot be delivered there.
   *
   * @param pickupAddress where Pickup hands over
   */
  static DeliveryAnswer of(DeliverTo ask, DeliveryBook book, Address pickupAddress) {
    Offers offers = new Offers();
    Address to = ask.destination();
    boolean known = to != null && to.country() != null && !to.country().isBlank();
    boolean reachable = known && offers.route(ask, book);
    Ready ready = reachable ? offers.ready(book, pickupAddress) : null;
    Region region = offers.regions.isEmpty() ? null : offers.regions.get(0);
    return new DeliveryAnswer(
        new Delivery(
            ready == null ? List.of() : offers.options(ready),
            ask.chosenCarrierId(),
            ask.chosenCode(),
            known),
        region == null ? null : region.id(),
        region == null ? null : region.name(),
        ready == null ? Map.of() : ready.logistics(),
        Map.of());
  }

  private Ready ready(DeliveryBook book, Address pickupAddress) {
    return book.offers()
        .ready(regions.stream().map(Region::id).toList(), pickupAddress, () -> make(pickupAddress));
  }

  private Ready make(Address pickupAddress) {
    List<Choice> choices = Combinations.of(regions).stream().map(Choice::of).toList();
    Map<String, DeliveryLogistics> logistics = logistics(choices, pickupAddress);
    Ready shared = new Ready(choices, null, logistics);
    boolean one = lineIds.size() == 1;
    return one ? new Ready(choices, List.copyOf(options(shared)), logistics) : shared;
  }

  private List<Delivery.Option> options(Ready ready) {
    if (ready.options() != null) return ready.options();
    addBasicShipping(ready.choices());
    addBackup();
    addPickup();
    return options;
  }

  private Map<String, DeliveryLogistics> logistics(List<Choice> choices, Address pickupAddress) {
    Map<String, DeliveryLogistics> logistics = new HashMap<>();
    for (Choice choice : choices) {
      if (choice.deliveryTime() == null) continue;
      logistics.put(
          key(Carriers.BASIC_SHIPPING, choice.code()),
          DeliveryLogistics.builder().deliveryTime(choice.deliveryTime()).build());
    }
    if (regions.stream().allMatch(region -> region.pickup() != null)) {
      PickupDetails details =
          PickupDetails.builder()
              .address(pickupAddress)
              .pickupMethod(PickupMethod.STORE_PICKUP)
              .build();
      logistics.put(
          key(Carriers.PICKUP, PICKUP_CODE),
          DeliveryLogistics.builder().pickupDetails(details).build());
    }
    return Map.copyOf(logistics);
  }

  /** Finds the region of each profile; false when one does not deliver. */
  private boolean route(DeliverTo ask, DeliveryBook book) {
    String country = ask.destination().country().toUpperCase(Locale.ROOT);
    String subdivision = ask.destination().subdivision();
    Map<String, List<String>> byProfile = new LinkedHashMap<>();
    for (DeliverTo.Line line : ask.lines()) {
      Profile profile = book.profileOf(line.deliveryProfileId());
      if (profile == null) return false;
      byProfile.computeIfAbsent(profile.id(), id -> new ArrayList<>()).add(line.lineId());
    }
    boolean reachable = true;
    for (Map.Entry<String, List<String>> entry : byProfile.entrySet()) {
      Region region = book.profiles().get(entry.getKey()).match(country, subdivision);
      if (region == null) {
        reachable = false;
      } else {
        reachable &= region.active();
        regions.add(region);
        lineIds.add(byProfile.size() == 1 ? null : entry.getValue());
      }
    }
    return reachable && !regions.isEmpty();
  }

  private void addBasicShipping(List<Choice> choices) {
    for (Choice choice : choices) {
      List<Delivery.Part> parts = new ArrayList<>(regions.size());
      for (int i = 0; i < regions.size(); i++) {
        parts.add(part(i, choice.options().get(i).rates(), regions.get(i).charges()));
      }
      add(Carriers.BASIC_SHIPPING, choice.code(), choice.title(), parts, false);
    }
  }

  /** A region without an active backup rate takes part with its options' rates. */
  private void addBackup() {
    List<Delivery.Part> parts = new ArrayList<>(regions.size());
    String title = null;
    boolean any = false;
    for (int i = 0; i < regions.size(); i++) {
      Flat backup = regions.get(i).backup();
      any |= backup != null;
      if (backup != null && title == null) title = backup.title();
      parts.add(part(i, backup == null ? rates(regions.get(i)) : flat(backup), charges(i)));
    }
    if (any) {
      String shown = title == null ? BACKUP_TITLE : title;
      add(Carriers.BASIC_SHIPPING, BACKUP_CODE, shown, parts, true);
    }
  }

  private static List<Delivery.Rate> rates(Region region) {
    List<Delivery.Rate> rates = new ArrayList<>();
    for (Option option : region.options()) rates.addAll(option.rates());
    return rates;
  }

  private void addPickup() {
    List<Delivery.Part> parts = new ArrayList<>(regions.size());
    String title = null;
    for (int i = 0; i < regions.size(); i++) {
      Pickup pickup = regions.get(i).pickup();
      if (pickup == null) return;
      if (title == null) title = pickup.rate().title();
      parts.add(part(i, flat(pickup.rate()), pickup.charges()));
    }
    add(Carriers.PICKUP, PICKUP_CODE, title == null ? PICKUP_TITLE : title, parts, false);
  }

  private List<Delivery.Charge> charges(int region) {
    return regions.get(region).charges();
  }

  private static List<Delivery.Rate> flat(Flat rate) {
    return List.of(Delivery.Rate.flat(rate.amountMinor()));
  }

  private Delivery.Part part(int region, List<Delivery.Rate> rates, List<Delivery.Charge> charges) {
    return new Delivery.Part(lineIds.get(region), rates, charges);
  }

  private void add(
      String carrierId, String code, String title, List<Delivery.Part> parts, boolean backup) {
    options.add(new Delivery.Option(carrierId, code, title, parts, backup));
  }
}
