package io.cartwright.race;

import static io.cartwright.race.Shop.atOnce;
import static io.cartwright.race.Shop.codes;
import static io.cartwright.race.Shop.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.TestEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Buyers who want the same thing at the same moment, over HTTP. The same races are run on one
 * engine and on two of a cluster; after each of them the books must be right. {@code
 * -Dcartwright.long=true} runs each of them more often.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1_200)
abstract class RacesBase {
  /** How much more often the long form runs a race. */
  private static final int LONGER = Boolean.getBoolean("cartwright.long") ? 10 : 1;

  private static final int TRIES_MAX = 100;
  private static final Set<String> OUT_OF_STOCK =
      Set.of("FULL_OUT_OF_STOCK", "PARTIAL_OUT_OF_STOCK");
  private static final String COUPON_ERROR =
      "/details/applicationError/data/couponCalculationError/applicationError/code";
  private static final String SANDBOX_STATE =
      "select doc::json ->> 'state' from sandbox_payment where order_id = '%s'";
  private static final String IN_PROGRESS = "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS";
  private static final String KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";

  private final List<TestEngine> engines = new ArrayList<>();
  Shop shop;
  Books books;

  /** The engines that the buyers call in turn. */
  abstract List<TestEngine> engines() throws Exception;

  /** How often each race is run in the short form, for once on one engine. */
  abstract int times(int onOneEngine);

  private int rounds(int onOneEngine) {
    return Math.max(1, times(onOneEngine)) * LONGER;
  }

  @BeforeAll
  void open() throws Exception {
    engines.addAll(engines());
    shop = new Shop(engines);
    books = new Books(engines.get(0).database());
  }

  @AfterAll
  void shut() {
    for (int i = engines.size() - 1; i >= 0; i--) engines.get(i).close();
  }

  @AfterEach
  void booksAreRight() {
    books.check();
  }

  private long stockOf(String product) {
    return books.number(
        "select value from tally where kind = 'stock' and key ="
            + " (select id::text from inventory_item where product_id = '%s')".formatted(product));
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private List<Answer> orderAll(List<String> visitors, List<String> checkouts) {
    return atOnce(visitors.size(), i -> shop.order(visitors.get(i), checkouts.get(i)));
  }

  /** A placed order of one unit that awaits its payment. */
  private String unpaid(String visitor, String product) {
    String checkout = shop.checkout(visitor, line(product, 1), null).join().text("/checkout/id");
    return shop.order(visitor, checkout).join().sure().text("/orderId");
  }

  @Test
  void ofFiveHundredBuyersOneGetsTheLastUnit() {
    List<String> buyers = shop.visitors(500);
    for (int round = 0; round < rounds(2); round++) {
      String product = shop.product(1);
      List<String> checkouts = shop.checkouts(buyers, i -> line(product, 1), null);
      List<Answer> answers = orderAll(buyers, checkouts);
      assertEquals(Map.of("done", 1, "FULL_OUT_OF_STOCK", 499), codes(answers));
      assertEquals(0, stockOf(product));
    }
  }

  @Test
  void basketsThatOverlapInAnyOrderSellWhatThereIs() {
    int units = 100;
    List<String> buyers = shop.visitors(400);
    for (int round = 0; round < rounds(1); round++) {
      List<String> products = new ArrayList<>();
      for (int i = 0; i < 5; i++) products.add(shop.product(units));
      List<String> checkouts = shop.checkouts(buyers, i -> basket(products, i), null);
      List<Answer> answers = orderAll(buyers, checkouts);
      Map<String, Integer> codes = codes(answers);
      int sold = codes.remove("done");
      assertTrue(OUT_OF_STOCK.containsAll(codes.keySet()), codes::toString);
      long left = 0;
      for (String product : products) left += stockOf(product);
      assertEquals(units * 5 - 2 * sold, left);
      assertTrue(left < units * 5 / 2, left + " units are left");
    }
  }

  /** Two neighbours, in the one order or in the other. */
  private static String basket(List<String> products, int i) {
    String first = products.get(i % products.size());
    String second = products.get((i + 1) % products.size());
    return i % 2 == 0
        ? line(first, 1) + "," + line(second, 1)
        : line(second, 1) + "," + line(first, 1);
  }

  @Test
  void aCommandUnderOneKeyIsDoneOnceAndAnsweredAlike() {
    String product = shop.product(90_000);
    for (int round = 0; round < rounds(3); round++) {
      String buyer = shop.visitors(1).get(0);
      String add = newKey();
      Answer added = sameForAll(i -> shop.add(buyer, add, line(product, 2)));
      assertEquals(2, added.at("/cart/lineItems/0/quantity").asInt());
      assertEquals(KEY_REUSED, shop.add(buyer, add, line(product, 3)).join().code());

      String checkout =
          shop.checkout(buyer, line(product, 1), null).join().sure().text("/checkout/id");
      String order = newKey();
      String orderId = sameForAll(i -> shop.order(buyer, checkout, order)).text("/orderId");
      String other = shop.checkout(buyer, line(product, 1), null).join().text("/checkout/id");
      assertEquals(KEY_REUSED, shop.order(buyer, other, order).join().code());

      String pay = newKey();
      Answer paid = sameForAll(i -> shop.pay(buyer, orderId, "tok_approve", pay));
      assertEquals("APPROVED", paid.text("/status"));
      assertEquals(KEY_REUSED, shop.pay(buyer, orderId, "tok_decline", pay).join().code());
      assertEquals(
          1, shop.get("/ecom/v1/carts/current", buyer).join().at("/cart/lineItems").size());
    }
  }

  @Test
  void aNewEntityUnderOneKeyIsMadeOnce() {
    for (int round = 0; round < rounds(2); round++) {
      String code = "ONCE" + UUID.randomUUID().toString().substring(0, 8);
      String body = coupon(code, 5);
      String key = newKey();
      sameForAll(i -> shop.post("/stores/v2/coupons", shop.apiKey(), key, body));
      assertEquals(
          KEY_REUSED,
          shop.post("/stores/v2/coupons", shop.apiKey(), key, coupon(code + "B", 5)).join().code());
      assertEquals(1, books.number("select count(*) from coupon where doc like '%" + code + "%'"));
    }
  }

  private static Answer sameForAll(IntFunction<CompletableFuture<Answer>> command) {
    List<Answer> answers = atOnce(100, command);
    assertEquals(Set.of(answers.get(0).sure()), new HashSet<>(answers));
    return answers.get(0);
  }

  @Test
  void ofTwoBodiesUnderOneKeyOneIsDone() {
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(rounds(20));
    for (String buyer : buyers) {
      String key = newKey();
      List<Answer> answers = atOnce(10, i -> shop.add(buyer, key, line(product, 1 + i % 2)));
      assertEquals(Map.of("done", 5, KEY_REUSED, 5), codes(answers));
    }
  }

  @Test
  void aCouponForFiveIsUsedByFive() {
    List<String> buyers = shop.visitors(200);
    for (int round = 0; round < rounds(2); round++) {
      String code = "FIVE" + UUID.randomUUID().toString().substring(0, 8);
      String id = shop.manage("/stores/v2/coupons", coupon(code, 5)).text("/id");
      String product = shop.product(1_000);
      List<String> checkouts = shop.checkouts(buyers, i -> line(product, 1), code);
      List<Answer> answers = orderAll(buyers, checkouts);
      assertEquals(Map.of("done", 5, "CALCULATION_ERROR", 195), codes(answers));
      for (Answer answer : answers) {
        String reason = answer.text(COUPON_ERROR);
        assertEquals(answer.ok() ? "" : "ERROR_COUPON_USAGE_EXCEEDED", reason, answer::toString);
      }
      assertEquals(995, stockOf(product));
      Answer coupon = shop.get("/stores/v2/coupons/" + id, shop.apiKey()).join().sure();
      assertEquals(5, coupon.at("/coupon/numberOfUsages").asInt());
    }
  }

  private static String coupon(String code, int usageLimit) {
    return """
        {"specification":{"name":"%s","code":"%s","startTime":"1700000000000","percentOffRate":10,\
        "scope":{"namespace":"stores"},"usageLimit":%d}}"""
        .formatted(code, code, usageLimit);
  }

  @Test
  void aRuleForFiveIsUsedByFiveAndTheOthersPayTheirPrice() throws Exception {
    List<String> buyers = shop.visitors(60);
    for (int round = 0; round < rounds(1); round++) {
      String product = shop.product(1_000);
      String rule = shop.manage("/ecom/v1/discount-rules", rule(product)).text("/discountRule/id");
      Thread.sleep(1_100); // the time in which the other engine of a cluster hears of a rule
      List<String> checkouts = shop.checkouts(buyers, i -> line(product, 1), null);
      List<Answer> answers = orderAll(buyers, checkouts);
      assertEquals(Map.of("done", 5, "CHECKOUT_CHANGED", 55), codes(answers));
      for (int tries = 0; codes(answers).get("done") < 60; tries++) {
        assertTrue(tries < TRIES_MAX, "the rule is not seen to be used up");
        Thread.sleep(100);
        answers = orderAll(buyers, checkouts);
      }
      assertEquals(60, new HashSet<>(answers).size());
      assertEquals(940, stockOf(product));
      String uses = "select value from tally where kind = 'rule-uses' and key = '" + rule + "'";
      assertEquals(5, books.number(uses));
      assertEquals(5, books.number("select count(*) from orders where doc like '%" + rule + "%'"));
    }
  }

  private static String rule(String product) {
    return """
        {"discountRule":{"name":"Five","active":true,"settings":{"usageLimit":5},"discounts":{"values":[{\
        "targetType":"SPECIFIC_ITEMS","discountType":"PERCENTAGE","percentage":50,\
        "specificItemsInfo":{"scopes":[{"id":"s","type":"CATALOG_ITEM","catalogItemFilter":\
        {"catalogAppId":"%s","catalogItemIds":["%s"]}}]}}]}}}"""
        .formatted(Shop.STORES, product);
  }

  @Test
  void twoAddsToOneCartAreBothThere() {
    String one = shop.product(90_000);
    String two = shop.product(90_000);
    List<String> buyers = shop.visitors(rounds(200));
    List<Answer> answers =
        atOnce(
            2 * buyers.size(),
            i -> {
              boolean sameTwice = i / 2 % 2 == 0;
              String product = sameTwice || i % 2 == 0 ? one : two;
              return shop.add(buyers.get(i / 2), null, line(product, 1));
            });
    answers.forEach(Answer::sure);
    List<Answer> carts =
        atOnce(buyers.size(), i -> shop.get("/ecom/v1/carts/current", buyers.get(i)));
    for (Answer cart : carts) {
      int units = 0;
      for (var item : cart.sure().at("/cart/lineItems")) units += item.get("quantity").asInt();
      assertEquals(2, units, cart.toString());
    }
  }

  @Test
  void aCheckoutThatIsOrderedTwiceAtOnceHasOneOrder() {
    int count = rounds(100);
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(count);
    List<String> checkouts = shop.checkouts(buyers, i -> line(product, 2), null);
    List<Answer> answers =
        atOnce(2 * count, i -> shop.order(buyers.get(i / 2), checkouts.get(i / 2)));
    for (int i = 0; i < count; i++) {
      String orderId = answers.get(2 * i).sure().text("/orderId");
      assertEquals(orderId, answers.get(2 * i + 1).sure().text("/orderId"));
    }
    assertEquals(90_000 - 2L * count, stockOf(product));
  }

  /** A change and an order of one checkout: the order is of what was shown, before or after. */
  @Test
  void anOrderHoldsWhatItsCheckoutShowed() {
    int count = rounds(60);
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(count);
    List<String> checkouts = shop.checkouts(buyers, i -> line(product, 1), null);
    List<Answer> answers =
        atOnce(
            2 * count,
            i ->
                i % 2 == 0
                    ? shop.order(buyers.get(i / 2), checkouts.get(i / 2))
                    : shop.post(
                        "/ecom/v1/checkouts/" + checkouts.get(i / 2) + "/add-to-checkout",
                        buyers.get(i / 2),
                        "{\"lineItems\":[" + line(product, 1) + "]}"));
    for (int i = 0; i < count; i++) {
      Answer placed = answers.get(2 * i);
      if (!placed.ok()) {
        assertEquals("CHECKOUT_CHANGED", placed.code());
        continue;
      }
      String path = "/ecom/v1/orders/" + placed.text("/orderId");
      int units = shop.get(path, buyers.get(i)).join().at("/order/lineItems/0/quantity").asInt();
      assertTrue(units == 1 || units == 2, () -> placed.toString());
    }
  }

  private enum News {
    CLIENT,
    NOTIFICATION,
    ORDER_AGAIN
  }

  /** News of one payment, one after the other in every order, and all at once. */
  @Test
  void clientAndNotificationInAnyOrderPayOneOrderOnce() {
    List<List<News>> orders = permutations(List.of(News.values()));
    String product = shop.product(90_000);
    for (int round = 0; round < rounds(2); round++) {
      for (List<News> order : orders) {
        Purchase purchase = new Purchase(product);
        purchase.begin().join().sure();
        for (News news : order) purchase.tell(news).join();
        purchase.assertPaidOnce();
      }
      List<Purchase> purchases = new ArrayList<>();
      for (int i = 0; i < 20; i++) purchases.add(new Purchase(product));
      Random random = new Random(round);
      atOnce(
          20 * 8,
          i -> {
            Purchase purchase = purchases.get(i % 20);
            if (i < 20) return purchase.begin();
            return purchase.tell(News.values()[random.nextInt(News.values().length)]);
          });
      for (Purchase purchase : purchases) {
        purchase.tell(News.NOTIFICATION).join().sure();
        purchase.assertPaidOnce();
      }
    }
  }

  private static List<List<News>> permutations(List<News> all) {
    if (all.isEmpty()) return List.of(List.of());
    List<List<News>> found = new ArrayList<>();
    for (News first : all) {
      List<News> rest = new ArrayList<>(all);
      rest.remove(first);
      for (List<News> tail : permutations(rest)) {
        List<News> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        found.add(order);
      }
    }
    return found;
  }

  /** An order whose payment is told of from several sides. */
  private final class Purchase {
    private final String buyer = shop.visitors(1).get(0);
    private final String checkout;
    private final String order;

    Purchase(String product) {
      checkout = shop.checkout(buyer, line(product, 1), null).join().text("/checkout/id");
      order = shop.order(buyer, checkout).join().sure().text("/orderId");
    }

    CompletableFuture<Answer> begin() {
      return shop.pay(buyer, order, "tok_pending", null);
    }

    /** The notification is the one that decides; a client who tries again is told how it stands. */
    CompletableFuture<Answer> tell(News news) {
      return switch (news) {
        case CLIENT ->
            shop.pay(buyer, order, "tok_pending", null)
                .thenApply(
                    answer -> {
                      Set<String> codes = Set.of("done", IN_PROGRESS, "CHECKOUT_ALREADY_PAID");
                      assertTrue(codes.contains(answer.code()), answer::toString);
                      return answer;
                    });
        case NOTIFICATION -> shop.confirm(order, true);
        case ORDER_AGAIN ->
            shop.order(buyer, checkout)
                .thenApply(
                    answer -> {
                      assertEquals(order, answer.sure().text("/orderId"));
                      return answer;
                    });
      };
    }

    void assertPaidOnce() {
      Answer shown = shop.get("/ecom/v1/orders/" + order, buyer).join().sure();
      assertEquals("APPROVED", shown.text("/order/status"));
      assertEquals("PAID", shown.text("/order/paymentStatus"));
      Answer source = shop.get("/ecom/v1/checkouts/" + checkout, buyer).join().sure();
      assertTrue(source.at("/checkout/completed").asBoolean());
    }
  }

  /** A payment that is approved and declined at once is one of both, for order, money and stock. */
  @Test
  void aPaymentIsApprovedOrDeclinedAndNotBoth() {
    int count = rounds(25);
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(count);
    List<String> orders = new ArrayList<>();
    for (String buyer : buyers) orders.add(unpaid(buyer, product));
    atOnce(count, i -> shop.pay(buyers.get(i), orders.get(i), "tok_pending", null))
        .forEach(Answer::sure);
    atOnce(4 * count, i -> shop.confirm(orders.get(i / 4), i % 2 == 0));
    int approved = 0;
    for (int i = 0; i < count; i++) {
      Answer order = shop.get("/ecom/v1/orders/" + orders.get(i), shop.apiKey()).join().sure();
      String states = order.text("/order/status") + " " + order.text("/order/paymentStatus");
      assertTrue(Set.of("APPROVED PAID", "REJECTED DECLINED").contains(states), states);
      if (states.equals("APPROVED PAID")) approved++;
    }
    assertEquals(90_000 - approved, stockOf(product));
  }

  /** Whichever comes first: a canceled order keeps money only when it was paid before. */
  @Test
  void anOrderThatIsPaidAndCanceledAtOnceHasItsMoneyOrNot() {
    int count = rounds(40);
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(count);
    List<String> orders = new ArrayList<>();
    for (String buyer : buyers) orders.add(unpaid(buyer, product));
    Random random = new Random(1);
    List<Answer> answers =
        atOnce(
            2 * count,
            i ->
                i % 2 == 0
                    ? shop.pay(buyers.get(i / 2), orders.get(i / 2), "tok_approve", null)
                    : later(random.nextInt(200), () -> shop.cancel(orders.get(i / 2))));
    for (int i = 0; i < count; i++) {
      Answer paid = answers.get(2 * i);
      answers.get(2 * i + 1).sure();
      Answer order = shop.get("/ecom/v1/orders/" + orders.get(i), shop.apiKey()).join().sure();
      assertEquals("CANCELED", order.text("/order/status"));
      assertEquals(paid.ok() ? "PAID" : "NOT_PAID", order.text("/order/paymentStatus"));
      List<String> taken = books.column(SANDBOX_STATE.formatted(orders.get(i)));
      List<String> expected = List.of(paid.ok() ? "APPROVED" : "UNDONE");
      boolean neverAsked = !paid.ok() && taken.isEmpty();
      assertTrue(neverAsked || taken.equals(expected), () -> paid + " " + taken);
    }
    assertEquals(90_000, stockOf(product));
  }

  private static <T> CompletableFuture<T> later(int delayMs, Supplier<CompletableFuture<T>> call) {
    return CompletableFuture.supplyAsync(
            call, CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS))
        .thenCompose(asked -> asked);
  }

  @Test
  void anOrderThatIsPaidTenTimesAtOnceIsPaidOnce() {
    int count = rounds(10);
    String product = shop.product(90_000);
    List<String> buyers = shop.visitors(count);
    List<String> orders = new ArrayList<>();
    for (String buyer : buyers) orders.add(unpaid(buyer, product));
    List<Answer> answers =
        atOnce(
            10 * count,
            i -> {
              String token = i % count % 2 == 0 ? "tok_approve" : "tok_timeout";
              return shop.pay(buyers.get(i % count), orders.get(i % count), token, null);
            });
    Map<String, Integer> codes = codes(answers);
    assertEquals(count, codes.remove("done"), codes::toString);
    Set<String> refusals = Set.of(IN_PROGRESS, "CHECKOUT_ALREADY_PAID");
    assertTrue(refusals.containsAll(codes.keySet()), codes::toString);
  }
}
