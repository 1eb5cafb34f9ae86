package io.cartwright.discount.coupon;

import static io.cartwright.discount.DiscountFixture.code;
import static io.cartwright.discount.DiscountFixture.field;
import static io.cartwright.discount.DiscountOperations.BULK_CREATE_COUPONS;
import static io.cartwright.discount.DiscountOperations.BULK_DELETE_COUPONS;
import static io.cartwright.discount.DiscountOperations.CREATE_COUPON;
import static io.cartwright.discount.DiscountOperations.DELETE_COUPON;
import static io.cartwright.discount.DiscountOperations.GET_COUPON;
import static io.cartwright.discount.DiscountOperations.QUERY_COUPONS;
import static io.cartwright.discount.DiscountOperations.UPDATE_COUPON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountFixture;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.pricing.Scope;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.coupons.BulkCreateCouponsResponse;
import io.cartwright.wire.coupons.BulkDeleteCouponsResponse;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.QueryCouponsResponse;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coupons from the bus to Postgres, and what a buyer is told about a code. */
class CouponFlowIT {
  private static DatabaseConfig database;
  private DiscountFixture node;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @BeforeEach
  void start() {
    node = new DiscountFixture(database);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String spec(String code, String more) {
    return "{'name':'Coupon "
        + code
        + "','code':'"
        + code
        + "','percentOffRate':10,'scope':{'namespace':'stores'}"
        + more
        + "}";
  }

  private String create(String code, String more) {
    return node.done(CREATE_COUPON, "{'specification':" + spec(code, more) + "}").id();
  }

  private Coupon get(String id) {
    return node.done(GET_COUPON, "{}", id).coupon();
  }

  private String ms(Duration fromNow) {
    return String.valueOf(node.clock.millis() + fromNow.toMillis());
  }

  @Test
  void aNewCouponIsActiveFromNowOnAndFoundInAnyCase() {
    String id = create("Welcome", "");

    Coupon coupon = get(id);
    assertEquals("Welcome", coupon.specification().code());
    assertEquals(true, coupon.specification().active());
    assertEquals(ms(Duration.ZERO), coupon.specification().startTime());
    assertEquals(ms(Duration.ZERO), coupon.dateCreated());
    assertEquals(false, coupon.expired());
    assertEquals(0, coupon.numberOfUsages());
    CouponAnswer answer = node.couponFor("wELCOME", "anna").orNull();
    assertEquals(id, answer.id());
    assertEquals("Welcome", answer.code());
    assertEquals(Scope.Kind.APP, answer.coupon().scope().kind());
    assertNull(answer.limit());
  }

  @Test
  void aCodeIsUniqueInAnyCaseAndFreeAgainOnceDeleted() {
    String id = create("SPRING", "");
    assertEquals(
        "COUPON_CODE_ALREADY_EXISTS",
        code(node.call(CREATE_COUPON, "{'specification':" + spec("spring", "") + "}")));

    node.done(DELETE_COUPON, "{}", id);
    create("spring", "");
  }

  @Test
  void ofTwoCouponsWithOneCodeAtOnceOneIsMade() {
    List<Future<Outcome<Integer>>> both = new ArrayList<>();
    for (String code : List.of("Twin", "TWIN")) {
      both.add(
          node.send(CREATE_COUPON, CallId.minted("c"), "{'specification':" + spec(code, "") + "}")
              .map(outcome -> outcome.map(done -> 1)));
    }

    DiscountFixture.await(Future.all(both));
    List<String> codes = both.stream().map(each -> code(each.result())).sorted().toList();
    assertEquals(List.of("", "COUPON_CODE_ALREADY_EXISTS"), codes);
  }

  @Test
  void aPatchChangesWhatItNamesAndClearsWithNull() {
    String id =
        create("PATCH", ",'usageLimit':5,'expirationTime':'" + ms(Duration.ofDays(1)) + "'");

    node.done(
        UPDATE_COUPON,
        "{'specification':{'percentOffRate':15.5,'usageLimit':null,'code':'Patched'}}",
        id);

    Coupon coupon = get(id);
    assertEquals(15.5, coupon.specification().percentOffRate());
    assertNull(coupon.specification().usageLimit());
    assertEquals("Coupon PATCH", coupon.specification().name());
    assertEquals(ms(Duration.ofDays(1)), coupon.specification().expirationTime());
    assertEquals("ERROR_COUPON_DOES_NOT_EXIST", code(node.couponFor("PATCH", null)));
    assertTrue(node.couponFor("patched", null).isDone());
  }

  @Test
  void theKindOfACouponCannotChange() {
    String id = create("KIND", "");

    assertEquals(
        "specification",
        field(node.call(UPDATE_COUPON, "{'specification':{'moneyOffAmount':5}}", id)));
    assertEquals(
        "specification",
        field(node.call(UPDATE_COUPON, "{'specification':{'percentOffRate':null}}", id)));
    assertEquals(10.0, get(id).specification().percentOffRate());
  }

  @Test
  void aCodeThatIsTakenCannotBeChangedTo() {
    create("FIRST", "");
    String id = create("SECOND", "");

    assertEquals(
        "COUPON_CODE_ALREADY_EXISTS",
        code(node.call(UPDATE_COUPON, "{'specification':{'code':'first'}}", id)));
    assertTrue(node.couponFor("second", null).isDone());
  }

  @Test
  void anUnknownCouponIsNotFound() {
    for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
      assertEquals("COUPON_NOT_FOUND", code(node.call(GET_COUPON, "{}", id)));
      assertEquals("COUPON_NOT_FOUND", code(node.call(DELETE_COUPON, "{}", id)));
      assertEquals(
          "COUPON_NOT_FOUND", code(node.call(UPDATE_COUPON, "{'specification':{'name':'n'}}", id)));
    }
  }

  @Test
  void aCodeIsRefusedWithTheFirstReasonInTheOrderOfChecks() {
    String window =
        ",'startTime':'%s','expirationTime':'%s'"
            .formatted(ms(Duration.ofHours(1)), ms(Duration.ofHours(2)));
    String id = create("STEPS", window + ",'active':false,'usageLimit':2,'limitPerCustomer':1");
    assertEquals("ERROR_COUPON_DOES_NOT_EXIST", code(node.couponFor("NOSTEPS", "anna")));
    assertEquals("ERROR_COUPON_IS_DISABLED", code(node.couponFor("STEPS", "anna")));

    node.done(UPDATE_COUPON, "{'specification':{'active':true}}", id);
    assertEquals("ERROR_COUPON_IS_NOT_ACTIVE_YET", code(node.couponFor("STEPS", "anna")));

    node.clock.advance(Duration.ofHours(1));
    assertTrue(node.couponFor("STEPS", "anna").isDone());
    node.use(DiscountQuestions.COUPON_USES, id);
    node.use(DiscountQuestions.COUPON_BUYER_USES, id + ":anna");
    assertEquals("ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED", code(node.couponFor("STEPS", "anna")));
    assertTrue(node.couponFor("STEPS", "bert").isDone());
    assertTrue(node.couponFor("STEPS", null).isDone());
    node.use(DiscountQuestions.COUPON_USES, id);
    assertEquals("ERROR_COUPON_USAGE_EXCEEDED", code(node.couponFor("STEPS", "anna")));
    assertEquals(2, get(id).numberOfUsages());

    node.clock.advance(Duration.ofHours(1));
    assertEquals("ERROR_COUPON_HAS_EXPIRED", code(node.couponFor("STEPS", "anna")));
    assertEquals(true, get(id).expired());
  }

  @Test
  void aCodeThatWasUnknownIsSeenAsSoonAsItIsMadeHereAndWithinASecondElsewhere() {
    try (DiscountFixture other = new DiscountFixture(database, node.siteId, node.clock)) {
      assertEquals("ERROR_COUPON_DOES_NOT_EXIST", code(node.couponFor("LATE", null)));
      assertEquals("ERROR_COUPON_DOES_NOT_EXIST", code(other.couponFor("LATE", null)));

      create("LATE", "");
      assertTrue(node.couponFor("LATE", null).isDone());
      node.clock.advance(Duration.ofSeconds(1));
      assertTrue(other.couponFor("LATE", null).isDone());
    }
  }

  @Test
  void queriesTakeJsonInStrings() {
    create("Q1", ",'expirationTime':'" + ms(Duration.ofMinutes(1)) + "'");
    node.clock.advance(Duration.ofHours(1));
    create("Q2", "");
    node.clock.advance(Duration.ofHours(1));
    create("Q3", ",'active':false");

    assertEquals(List.of("Q3", "Q2", "Q1"), codes("{}"));
    assertEquals(List.of("Q1", "Q2", "Q3"), codes("{'sort':'{\\'dateCreated\\':\\'asc\\'}'}"));
    assertEquals(
        List.of("Q1", "Q2", "Q3"),
        codes("{'sort':'[{\\'fieldName\\':\\'specification.code\\',\\'order\\':\\'ASC\\'}]'}"));
    assertEquals(List.of("Q1"), codes("{'filter':'{\\'expired\\':true}'}"));
    assertEquals(List.of("Q3"), codes("{'filter':'{\\'specification.active\\':false}'}"));
    assertEquals(
        List.of("Q3", "Q2", "Q1"), codes("{'filter':'{\\'scope.namespace\\':\\'stores\\'}'}"));
    QueryCouponsResponse page =
        node.done(QUERY_COUPONS, "{'query':{'paging':{'limit':1,'offset':1}}}");
    assertEquals(3, page.totalResults());
    assertEquals("Q2", page.coupons().get(0).specification().code());
  }

  private List<String> codes(String query) {
    return node.done(QUERY_COUPONS, "{'query':" + query + "}").coupons().stream()
        .map(coupon -> coupon.specification().code())
        .toList();
  }

  @Test
  void queriesThatCannotBeReadAreRefused() {
    assertEquals("query.filter", field(query("{'filter':'[1]'}")));
    assertEquals("query.filter", field(query("{'filter':'{\\'a\\''}")));
    assertEquals("query.sort", field(query("{'sort':'{\\'name\\':\\'up\\'}'}")));
    assertEquals("query.filter.colour", field(query("{'filter':'{\\'colour\\':1}'}")));
    assertEquals("query.paging.limit", field(query("{'paging':{'limit':101}}")));
  }

  private Outcome<?> query(String query) {
    return node.call(QUERY_COUPONS, "{'query':" + query + "}");
  }

  @Test
  void manyCouponsAreMadeEachOnItsOwn() {
    create("TAKEN", "");
    String specs =
        String.join(",", spec("BULK1", ""), spec("taken", ""), spec("BULK2", ",'usageLimit':0"));
    BulkCreateCouponsResponse reply =
        node.done(
            BULK_CREATE_COUPONS, "{'returnFullEntity':true,'specifications':[" + specs + "]}");

    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(2, reply.bulkActionMetadata().totalFailures());
    ItemMetadata first = reply.results().get(0).itemMetadata();
    assertEquals(true, first.success());
    assertEquals(get(first.id()), reply.results().get(0).coupon());
    assertEquals(
        "COUPON_CODE_ALREADY_EXISTS", reply.results().get(1).itemMetadata().error().code());
    assertEquals("INVALID_ARGUMENT", reply.results().get(2).itemMetadata().error().code());
    assertEquals(2, reply.results().get(2).itemMetadata().originalIndex());
    assertEquals("specifications", field(node.call(BULK_CREATE_COUPONS, "{'specifications':[]}")));
  }

  @Test
  void aRepeatedBulkCreateMakesItsCouponsOnce() {
    String body = "{'specifications':[" + spec("ONCE1", "") + "," + spec("ONCE2", "") + "]}";
    Outcome<?> first = node.callOnce(BULK_CREATE_COUPONS, "bulk-1", body);
    TestDatabase.run(database, "delete from command where key = 'bulk-1'");
    Outcome<?> afterCrash = node.callOnce(BULK_CREATE_COUPONS, "bulk-1", body);
    Outcome<?> repeat = node.callOnce(BULK_CREATE_COUPONS, "bulk-1", body);

    assertTrue(first.isDone());
    assertEquals(first, afterCrash);
    assertEquals(first, repeat);
    assertEquals(2, codes("{}").size());
  }

  @Test
  void manyCouponsAreDeletedEachOnItsOwn() {
    String id = create("DEL", "");
    BulkDeleteCouponsResponse reply =
        node.done(BULK_DELETE_COUPONS, "{'ids':['" + id + "','" + UUID.randomUUID() + "']}");

    assertEquals(List.of(true, false), reply.results().stream().map(r -> r.success()).toList());
    assertEquals("COUPON_NOT_FOUND", reply.results().get(1).error().code());
    assertEquals(1, reply.deleteMetadata().totalSuccesses());
    assertEquals("ERROR_COUPON_DOES_NOT_EXIST", code(node.couponFor("DEL", null)));
  }

  @Test
  void everyChangeIsAnEventInTheEnvelopeOfTheContract() throws SQLException {
    String id = create("EVENT", "");
    node.done(UPDATE_COUPON, "{'specification':{'name':'New'}}", id);
    node.done(DELETE_COUPON, "{}", id);

    List<String> events = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select slug, convert_from(payload, 'UTF8') from outbox where entity_id = '"
                    + id
                    + "' order by id")) {
      while (rows.next()) {
        String body = rows.getString(2);
        String envelope =
            body.contains("\"createdEvent\":{\"entity\":{\"id\"")
                ? "createdEvent.entity"
                : body.contains("\"deletedEvent\":{}") ? "deletedEvent" : body;
        events.add(rows.getString(1) + " " + envelope);
      }
    }
    assertEquals(
        List.of(
            "created createdEvent.entity", "updated createdEvent.entity", "deleted deletedEvent"),
        events);
  }
}
