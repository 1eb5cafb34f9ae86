package io.cartwright.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cartwright.basket.Baskets;
import io.cartwright.basket.FakeShopVerticle;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommandLog;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.pricing.Evaluator;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.PhysicalProperties;
import io.cartwright.wire.totalscalculator.AdditionalFee;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsResponse;
import io.cartwright.wire.totalscalculator.LineItem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TotalsFlowTest {
  private static final UUID SITE = UUID.randomUUID();
  private static final Caller ADMIN = new Caller(SITE, Role.ADMIN, UUID.randomUUID());
  private static final Caller VISITOR = new Caller(SITE, Role.VISITOR, UUID.randomUUID());
  private static final Caller MEMBER = new Caller(SITE, Role.MEMBER, UUID.randomUUID());

  private final Vertx vertx = Vertx.vertx();
  private Bus bus;

  @BeforeAll
  void open() {
    CommandLog nothing = (caller, key) -> Future.succeededFuture(Optional.empty());
    bus = new Bus(vertx, Owners.LOCAL, nothing);
    FakeShopVerticle shop = new FakeShopVerticle(bus);
    shop.sells("desk", 100_00);
    await(vertx.deployVerticle(shop));
    await(vertx.deployVerticle(new TotalsVerticle(bus, new Evaluator())));
  }

  @AfterAll
  void shut() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Outcome<CalculateTotalsResponse> ask(Caller caller, CalculateTotalsRequest body) {
    return await(
        bus.call(
            TotalsOperations.CALCULATE_TOTALS,
            new Call<>(caller, CallId.minted("c"), body, null, Baskets.NOW, "test")));
  }

  private static LineItem line(String id, String price, int quantity) {
    return LineItem.builder()
        .id(id)
        .price(price)
        .quantity(quantity)
        .catalogReference(Baskets.reference("desk"))
        .physicalProperties(PhysicalProperties.builder().shippable(true).build())
        .build();
  }

  private static CalculateTotalsRequest of(LineItem... lines) {
    return CalculateTotalsRequest.builder().lineItems(List.of(lines)).build();
  }

  @Test
  void theCallersPricesCount() {
    CalculateTotalsRequest request =
        of(line("a", "80.00", 1), line("b", "1.115", 2)).toBuilder()
            .shippingAddress(Address.builder().country("US").build())
            .additionalFees(List.of(AdditionalFee.builder().name("Wrapping").price("2.00").build()))
            .build();
    CalculateTotalsResponse reply = ask(VISITOR, request).orNull();
    assertEquals("82.24", reply.priceSummary().subtotal().amount());
    assertEquals("5.00", reply.priceSummary().shipping().amount());
    assertEquals("2.00", reply.priceSummary().additionalFees().amount());
    assertEquals("8.72", reply.priceSummary().tax().amount());
    assertEquals("97.96", reply.priceSummary().total().amount());
    assertEquals("a", reply.calculatedLineItems().get(0).lineItemId());
  }

  @Test
  void aCouponThatDoesNotExistIsACalculationError() {
    CalculateTotalsResponse reply =
        ask(ADMIN, of(line("a", "1.10", 2)).toBuilder().couponCode("NONE").build()).orNull();
    assertEquals("2.20", reply.priceSummary().total().amount());
    assertNotNull(reply.calculationErrors().couponCalculationError());
  }

  static Stream<Arguments> refusals() {
    CalculateTotalsRequest one = of(line("a", "1.00", 1));
    String member = MEMBER.subjectId().toString();
    return Stream.of(
        arguments("PERMISSION_DENIED", VISITOR, one.toBuilder().memberId(member).build()),
        arguments(
            "PERMISSION_DENIED",
            MEMBER,
            one.toBuilder().memberId(UUID.randomUUID().toString()).build()),
        arguments("INVALID_ARGUMENT", VISITOR, of(line("a", "1.00", 1), line("a", "1.00", 1))),
        arguments("INVALID_ARGUMENT", VISITOR, of(line("a", "1.00", -1))),
        arguments("INVALID_ARGUMENT", VISITOR, of(line("a", "1e30", 1))),
        arguments("TOTAL_TOO_LARGE", VISITOR, of(line("a", "9000000000000", 100_000))));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(String code, Caller caller, CalculateTotalsRequest request) {
    assertEquals(
        code, assertInstanceOf(Outcome.Refused.class, ask(caller, request)).refusal().name());
  }

  @Test
  void aMemberMayNameItself() {
    CalculateTotalsRequest own =
        of(line("a", "1.00", 1)).toBuilder().memberId(MEMBER.subjectId().toString()).build();
    assertEquals("1.00", ask(MEMBER, own).orNull().priceSummary().total().amount());
  }
}
