package io.cartwright.order;

import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.ChannelInfo;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.orders.CreateOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Orders with all that staff do with them. */
public final class StaffFixture implements AutoCloseable {
  public final OrderFixture base = new OrderFixture();
  private volatile StockDecrement stockDecrement = StockDecrement.ON_PLACEMENT;

  public StaffFixture() {
    base.deploy(new FakeSite());
    base.deploy(new OrderChangeVerticle(base.bus, base.pools, base.committer, base.ids));
  }

  /** Says when the site takes stock. */
  public void takeStock(StockDecrement when) {
    stockDecrement = when;
  }

  /** A site in US dollars. */
  private final class FakeSite extends VerticleBase {
    @Override
    public Future<?> start() {
      return base.bus.serve(
          SiteQuestions.SETTINGS, call -> Future.succeededFuture(Outcome.done(settings())));
    }
  }

  private SiteSettings settings() {
    return new SiteSettings(
        base.site,
        1,
        "Shop",
        UUID.randomUUID(),
        "USD",
        "en",
        BusinessAddress.builder().country("US").build(),
        ZoneOffset.UTC,
        WeightUnit.KG,
        true,
        List.of(),
        false,
        stockDecrement);
  }

  public <Q, A> Future<Outcome<A>> asked(Operation<Q, A> operation, Q body) {
    return base.ask(operation, base.admin(), body);
  }

  public <Q, A> Outcome<A> ask(Operation<Q, A> operation, Q body) {
    return OrderFixture.await(asked(operation, body));
  }

  /** The answer of an operation that is done. */
  public <Q, A> A done(Operation<Q, A> operation, Q body) {
    Outcome<A> outcome = ask(operation, body);
    if (!outcome.isDone()) throw new AssertionError(operation + ": " + outcome);
    return outcome.orNull();
  }

  /** Sends a body as it would come over HTTP, with the fields that it names. */
  public <Q, A> Outcome<A> send(Operation<Q, A> operation, String json) {
    Call<Q> call =
        new Call<>(
            base.admin(),
            CallId.minted(UUID.randomUUID().toString()),
            operation.requestCodec().fromText(json),
            Fields.of(json.getBytes(StandardCharsets.UTF_8)),
            base.clock.instant(),
            "test");
    return OrderFixture.await(base.call(operation, call));
  }

  public static Price price(String amount) {
    return Price.builder().amount(amount).build();
  }

  public static OrderLineItem line(int quantity) {
    return OrderLineItem.builder()
        .id(UUID.randomUUID().toString())
        .productName(ProductName.builder().original("Mug").build())
        .itemType(ItemType.builder().preset(ItemTypePreset.PHYSICAL).build())
        .price(price("10"))
        .quantity(quantity)
        .build();
  }

  /** An order of these lines that is to be sent, as another system would record it. */
  public static Order given(OrderLineItem... lines) {
    return Order.builder()
        .lineItems(List.of(lines))
        .channelInfo(ChannelInfo.builder().build())
        .buyerInfo(BuyerInfo.builder().email("buyer@example.com").build())
        .shippingInfo(V1ShippingInformation.builder().title("Parcel").build())
        .priceSummary(PriceSummary.builder().total(price("30")).build())
        .build();
  }

  /** A recorded order. */
  public Order created(Order given) {
    return done(OrderOperations.CREATE_ORDER, new CreateOrderRequest(given, null)).order();
  }

  public Order created(OrderLineItem... lines) {
    return created(given(lines));
  }

  /** Writes an order as it is, past all rules. */
  public Order stored(Order order) {
    UUID id = UUID.randomUUID();
    Order whole = order.toBuilder().id(id.toString()).createdDate(base.clock.instant()).build();
    base.commit(base.change().insert(OrderStore.ORDERS, base.site, id, whole));
    return whole;
  }

  @Override
  public void close() {
    base.close();
  }
}
