package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cartwright.money.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units and rounding. */
class RoundingOfLinesTest extends PricingBase {

  @Test
  void theAmountOffIsMultipliedByTheQuantityAndThenRounded() {
    // 3 × 0.3333 = 0.9999
    assertEquals(
        "29.00", afterRules(price(basket(line("a", "10.00", 3)), rule("r", off("0.3333"), ALL))));
  }

  @Test
  void aPercentageRoundsTheAmountTakenOff() {
    // half of 10.05 is 5.025
    Quote quote = price(basket(line("a", "10.05", 1)), rule("r", percent(50), ALL));
    assertEquals("5.02", afterRules(quote));
    assertEquals(503, first(quote).ruleDiscountMinor());
  }

  @Test
  void everyRuleRoundsItsOwnLine() {
    // 0.99 − 33 % (0.3267) = 0.66; 0.66 − 33 % (0.2178) = 0.44
    Quote quote =
        price(
            basket(line("a", "0.99", 1)), rule("r", percent(33), ALL), rule("s", percent(33), ALL));
    assertEquals("0.44", afterRules(quote));
  }

  @Test
  void totalsAreSumsOfRoundedLines() {
    // a third of 0.10 is 0.0333: 0.03 off each line, not 0.10 off the sum of three
    Quote quote =
        price(
            basket(line("a", "0.10", 1), line("b", "0.10", 1), line("c", "0.10", 1)),
            rule("r", percent(33.3333), ALL));
    assertEquals("0.30 - 0.09 + 0.00 + 0.00 + 0.00 = 0.21", text(quote.summary()));
  }

  @Test
  void thePriceOfAUnitIsHalfUpOfItsLine() {
    // 20.01 − 0.02 = 19.99 for 3: 6.66333; 30.00 − 10.00 = 20.00 for 3: 6.66667
    Quote quote =
        price(
            basket(line("a", "6.67", 3), line("b", "10.00", 3)),
            lowest("r", off("0.02"), only("a")),
            lowest("s", off("10.00"), only("b")));
    assertEquals("19.99 20.00", afterRules(quote));
    assertEquals(666, first(quote).priceMinor());
    assertEquals(667, quote.lines().get(1).priceMinor());
  }

  @Test
  void noLineGoesBelowZero() {
    Quote quote =
        price(
            basket(line("a", "3.00", 2), line("b", "9.00", 1))
                .merchantDiscounts(
                    List.of(new MerchantDiscount("m", "M", 99_999L, null, List.of("b")))),
            rule("r", off("5.00"), only("a")));
    assertEquals("0.00 0.00", afterDiscounts(quote));
    assertEquals(0, quote.summary().totalMinor());
  }

  @Test
  void currenciesKeepTheirOwnDecimals() {
    Currency yen = Currency.of("JPY");
    Currency dinar = Currency.of("KWD");
    BookPair book = book(rule("r", percent(50), ALL));
    Basket.Builder inYen =
        Basket.builder(yen, NOW, List.of(BasketLine.builder("a", yen.parse("101"), 1).build()));
    Basket.Builder inDinar =
        Basket.builder(
            dinar, NOW, List.of(BasketLine.builder("a", dinar.parse("1.005"), 1).build()));
    assertEquals(50, book.price(inYen.build()).summary().totalMinor());
    assertEquals(502, book.price(inDinar.build()).summary().totalMinor());
  }

  @Test
  void aBasketBeyondTheLargestTotalIsRefused() {
    long most = Basket.TOTAL_MAX_MINOR;
    BasketLine whole = BasketLine.builder("a", most, 1).build();
    BasketLine cent = BasketLine.builder("b", 1, 1).build();
    assertEquals(most, price(basket(whole)).summary().totalMinor());
    assertThrows(IllegalArgumentException.class, () -> basket(whole, cent).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> basket(BasketLine.builder("a", most, 2).build()).build());
    assertThrows(
        IllegalArgumentException.class, () -> BasketLine.builder("a", Long.MAX_VALUE, 1).build());
  }
}
