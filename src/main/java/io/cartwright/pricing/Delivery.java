package io.cartwright.pricing;

import java.util.List;

/**
 * What delivery can be offered for a basket. It is priced only when a line is shippable.
 *
 * @param options every option of every carrier, in the order in which they are shown
 * @param chosenCarrierId carrier of the buyer's choice; null: any carrier
 * @param chosenCode code of the buyer's choice; null: none made
 * @param addressKnown with an address and no choice, the first option counts
 */
public record Delivery(
    List<Option> options, String chosenCarrierId, String chosenCode, boolean addressKnown) {
  /** No delivery. */
  public static final Delivery NONE = new Delivery(List.of(), null, null, false);

  public Delivery {
    options = List.copyOf(options);
  }

  /**
   * An option that a carrier may offer. It is offered when each of its parts that covers a line has
   * a rate; its price is the sum over those parts.
   *
   * @param carrierId carrier (app) id
   * @param code unique within the carrier
   * @param title as shown to the buyer
   * @param parts usually one; several when the basket's lines travel by different delivery profiles
   * @param backup shown only when no other option of the same carrier can be offered
   */
  public record Option(
      String carrierId, String code, String title, List<Part> parts, boolean backup) {
    public Option {
      parts = List.copyOf(parts);
    }

    /** An option that covers every shippable line by the same rates. */
    public static Option of(String carrierId, String code, String title, Rate... rates) {
      return new Option(
          carrierId, code, title, List.of(new Part(null, List.of(rates), List.of())), false);
    }
  }

  /**
   * Some lines with their rates.
   *
   * @param lineIds shippable lines it covers; null: all of them
   * @param rates of the valid ones the lowest counts
   * @param charges added to the rate
   */
  public record Part(List<String> lineIds, List<Rate> rates, List<Charge> charges) {
    public Part {
      lineIds = lineIds == null ? null : List.copyOf(lineIds);
      rates = List.copyOf(rates);
      charges = List.copyOf(charges);
    }
  }

  /**
   * A price with the conditions under which it is valid.
   *
   * @param amountMinor minor units, half up when finer
   * @param multiplyByQuantity for each unit that the part covers
   * @param conditions all must hold; empty: always valid
   */
  public record Rate(long amountMinor, boolean multiplyByQuantity, List<Condition> conditions) {
    public Rate {
      conditions = List.copyOf(conditions);
      if (amountMinor < 0) {
        throw new IllegalArgumentException("negative rate: " + amountMinor);
      }
    }

    /** A rate that is always valid. */
    public static Rate flat(long amountMinor) {
      return new Rate(amountMinor, false, List.of());
    }
  }

  /**
   * Compares a total over the lines that a part covers with a value.
   *
   * @param valueE6 millionths of the major unit, of the weight unit, or of one piece
   */
  public record Condition(Total total, Operator operator, long valueE6) {}

  /** What a condition looks at. */
  public enum Total {
    /** The lines after all discounts, as displayed. */
    BY_TOTAL_PRICE,
    BY_TOTAL_WEIGHT,
    BY_TOTAL_QUANTITY
  }

  /** How a condition compares. */
  public enum Operator {
    EQ,
    GT,
    GTE,
    LT,
    LTE
  }

  /** An extra charge, itemised beside the rate. */
  public record Charge(String type, long amountMinor) {
    public Charge {
      if (amountMinor < 0) {
        throw new IllegalArgumentException("negative charge: " + amountMinor);
      }
    }
  }
}
