package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a rule applies. */
class TriggerTest extends PricingBase {
  private static final Basket.Builder TWO_LINES =
      basket(line("a", "30.00", 2), line("b", "40.00", 1));

  static Stream<Arguments> triggers() {
    return Stream.of(
        Arguments.of("subtotal meets from", subtotal("100", null), true),
        Arguments.of("subtotal a hair below from", subtotal("100.0001", null), false),
        Arguments.of("subtotal meets to", subtotal(null, "100"), true),
        Arguments.of("subtotal a hair above to", subtotal("0", "99.9999"), false),
        Arguments.of("subtotal of a scope", subtotal("60", "60", only("a")), true),
        Arguments.of(
            "subtotal of two scopes, lines counted once",
            subtotal("100", "100", Scope.app(STORES), only("a")),
            true),
        Arguments.of("no line in the scope", subtotal("0", null, only("z")), false),
        Arguments.of("no line in the scope, open range", subtotal(null, null, only("z")), false),
        Arguments.of("quantity meets from", quantity(3, null), true),
        Arguments.of("quantity below from", quantity(4, null), false),
        Arguments.of("quantity meets to", quantity(1, 3), true),
        Arguments.of("quantity above to", quantity(1, 2), false),
        Arguments.of("quantity of a scope", quantity(2, 2, only("a")), true),
        Arguments.of("no line to count", quantity(null, 5, only("z")), false),
        Arguments.of("custom trigger that holds", new Trigger.Custom("app/yes"), true),
        Arguments.of("custom trigger that does not", new Trigger.Custom("app/no"), false),
        Arguments.of("member", new Trigger.Members(Set.of("m")), true),
        Arguments.of("other member", new Trigger.Members(Set.of("n")), false),
        Arguments.of("and, both", and(quantity(3, 3), subtotal("100", "100")), true),
        Arguments.of("and, one", and(quantity(3, 3), subtotal("101", null)), false),
        Arguments.of("or, one", or(quantity(9, null), subtotal("100", null)), true),
        Arguments.of("or, none", or(quantity(9, null), subtotal("101", null)), false),
        Arguments.of(
            "or of ands",
            or(
                and(quantity(9, null), quantity(1, null)),
                and(quantity(1, null), quantity(2, null))),
            true));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("triggers")
  void firesWhenItsTriggerHolds(String name, Trigger trigger, boolean fires) {
    TWO_LINES.memberId("m").customTriggers(Set.of("app/yes"));
    Quote quote = price(TWO_LINES, when(trigger, percent(10)));
    assertEquals(fires ? "54.00 36.00" : "60.00 40.00", afterRules(quote));
  }

  @Test
  void rulesDoNotHideEachOthersTriggers() {
    // the first rule leaves 50.00, but the second sees 100.00
    Quote quote =
        price(
            basket(line("a", "100.00", 1)),
            rule("r", percent(50), ALL),
            rule(
                "s",
                subtotal("100", null),
                Target.Items.of(ALL),
                percent(10),
                Rule.AppliesTo.ALL_ITEMS));
    assertEquals("45.00", afterRules(quote));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, false",
    "0, 1, true",
    "-1, 1, true",
    ", , true",
    ", 1, true",
    "1, , false",
    "0, , true"
  })
  void aTimeWindowIncludesItsStartAndNotItsEnd(Integer start, Integer end, boolean fires) {
    Rule rule =
        new Rule(
            "r",
            NOW,
            "r",
            start == null ? null : NOW.plusSeconds(start),
            end == null ? null : NOW.plusSeconds(end),
            null,
            Target.Items.of(ALL),
            percent(10),
            null,
            false);
    Quote quote =
        BookPair.compile(1, List.of(rule), NOW).price(basket(line("a", "10.00", 1)).build());
    assertEquals(fires ? "9.00" : "10.00", afterRules(quote));
  }

  private static Trigger and(Trigger... children) {
    return new Trigger.And(Arrays.asList(children));
  }

  private static Trigger or(Trigger... children) {
    return new Trigger.Or(Arrays.asList(children));
  }
}
