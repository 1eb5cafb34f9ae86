package io.cartwright.basket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.bus.StoredCommands;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.wire.own.basket.StoredBasket;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits on uses are asked about for the rules that fire, and for no other. */
class UsedUpRulesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(null));
  private final FakeShopVerticle shop = new FakeShopVerticle(bus);
  private final StoredBasket basket = Baskets.of(Map.of(Baskets.item("mug", 1_000), 1));

  @BeforeEach
  void start() throws Exception {
    vertx.deployVerticle(shop).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Rule to(String id, String item, long priceE4) {
    Scope scope = Scope.items(Baskets.reference(item).appId(), Set.of(item));
    return new Rule(
        id,
        Baskets.NOW.minusSeconds(priceE4 / 10_000),
        id,
        null,
        null,
        null,
        new Target.Items(List.of(scope), List.of()),
        new Discount.FixedPrice(priceE4),
        null,
        false);
  }

  private void rules(List<Rule> rules) {
    shop.rules = RuleBook.compile(1, rules, Baskets.NOW);
    shop.limits = id -> id.startsWith("free") ? null : new UsageLimit(1, null);
  }

  private Quote price() throws Exception {
    Caller visitor = new Caller(UUID.randomUUID(), Role.VISITOR, UUID.randomUUID());
    Call<Void> call = new Call<>(visitor, CallId.minted("c"), null, null, Baskets.NOW, "r");
    return new PricingFlow(bus, new Evaluator())
        .price(call, PriceAsk.linesOf(basket, Baskets.USD))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .orNull()
        .quote();
  }

  @Test
  void aRuleThatIsUsedUpTakesNothing() throws Exception {
    rules(List.of(to("limited", "mug", 20_000)));
    assertEquals(200, price().summary().totalMinor());

    shop.usedUp.add("limited");
    assertEquals(1_000, price().summary().totalMinor());
  }

  @Test
  void rulesThatDoNotFireAreNotAskedAbout() throws Exception {
    List<Rule> many = new ArrayList<>(List.of(to("free", "mug", 50_000)));
    for (int i = 0; i < 1_000; i++) many.add(to("limited" + i, "plate" + i, 10_000));
    rules(many);

    assertEquals(500, price().summary().totalMinor());
    assertEquals(List.of(), shop.askedUses);
  }

  /** Any number of rules that come to light one after the other are all left out. */
  @Test
  void rulesThatFireInTheStepOfOthersAreFoundToo() throws Exception {
    List<Rule> ladder = new ArrayList<>();
    for (int i = 0; i < 5; i++) ladder.add(to("step" + i, "mug", (i + 1) * 10_000L));
    ladder.add(to("free", "mug", 90_000));
    rules(ladder);
    for (int i = 0; i < 5; i++) shop.usedUp.add("step" + i);

    assertEquals(900, price().summary().totalMinor());
    Set<String> asked = new java.util.HashSet<>();
    shop.askedUses.forEach(asked::addAll);
    assertEquals(5, asked.size());
    assertEquals(5, shop.askedUses.stream().mapToInt(Set::size).sum(), "each asked about once");
  }
}
