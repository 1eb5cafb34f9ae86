package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.wire.common.LineItemDiscount;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.ProductName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small messages that the writer remembers are written as they are, each time. */
class RecurringMessageTest {
  private static MultiCurrencyPrice price(String amount, String shown) {
    return new MultiCurrencyPrice(amount, amount, shown, shown);
  }

  private static String json(String amount, String shown) {
    return "{\"amount\":\"%1$s\",\"convertedAmount\":\"%1$s\",\"formattedAmount\":\"%2$s\",\"formattedConvertedAmount\":\"%2$s\"}"
        .formatted(amount, shown);
  }

  @Test
  void theSameMessageIsTheSameJson() {
    for (int i = 0; i < 3; i++) {
      assertEquals(json("7.25", "$7.25"), MultiCurrencyPrice.CODEC.toText(price("7.25", "$7.25")));
    }
  }

  @Test
  void messagesWithOneHashAreToldApart() {
    for (String shown : List.of("$7.25", "€7.25", "$7.25", "7.25 \"x\"")) {
      assertEquals(
          json("7.25", shown.replace("\"", "\\\"")),
          MultiCurrencyPrice.CODEC.toText(price("7.25", shown)));
    }
    assertEquals("{\"original\":\"Aa\"}", ProductName.CODEC.toText(new ProductName("Aa", null)));
    assertEquals("{\"original\":\"BB\"}", ProductName.CODEC.toText(new ProductName("BB", null)));
    assertEquals("{\"translated\":\"x\"}", ProductName.CODEC.toText(new ProductName(null, "x")));
    assertEquals("{}", ProductName.CODEC.toText(new ProductName(null, null)));
  }

  @Test
  void commasStandWhereTheyBelong() {
    LineItemDiscount discount = new LineItemDiscount("a", price("1.00", "$1.00"));
    String expected = "{\"id\":\"a\",\"totalDiscountAmount\":" + json("1.00", "$1.00") + "}";
    assertEquals(expected, LineItemDiscount.CODEC.toText(discount));
    assertEquals(expected, LineItemDiscount.CODEC.toText(discount));
  }

  @Test
  void longTextsAreWrittenToo() {
    String name = "n".repeat(5_000);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          "{\"original\":\"" + name + "\"}", ProductName.CODEC.toText(new ProductName(name, null)));
    }
  }
}
