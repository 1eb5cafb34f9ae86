package io.cartwright.tax;

import static io.cartwright.tax.TaxOperations.CREATE_TAX_GROUP;
import static io.cartwright.tax.TaxOperations.DELETE_TAX_GROUP;
import static io.cartwright.tax.TaxOperations.GET_TAX_GROUP;
import static io.cartwright.tax.TaxOperations.LIST_DEFAULT_TAX_GROUPS;
import static io.cartwright.tax.TaxOperations.LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS;
import static io.cartwright.tax.TaxOperations.QUERY_TAX_GROUPS;
import static io.cartwright.tax.TaxOperations.UPDATE_TAX_GROUP;
import static io.cartwright.tax.TaxRefusal.ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP;
import static io.cartwright.tax.TaxRefusal.TAX_GROUP_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsResponse;
import io.cartwright.wire.taxgroups.QueryTaxGroupsResponse;
import io.cartwright.wire.taxgroups.TaxGroup;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaxGroupsIT {
  private static final TaxFixture TAX = new TaxFixture();

  @AfterAll
  static void close() {
    TAX.close();
  }

  private static String patch(TaxGroup group, String name) {
    return "{\"taxGroup\":{\"revision\":\"" + group.revision() + "\",\"name\":\"" + name + "\"}}";
  }

  private static List<String> names(QueryTaxGroupsResponse page) {
    return page.taxGroups().stream().map(TaxGroup::name).toList();
  }

  @Test
  void groupsAreMadeReadRenamedAndDeletedWithTheirEvents() {
    TAX.events();
    TaxGroup made = TAX.group("Books");
    assertEquals("1", made.revision());
    assertEquals(TaxFixture.NOW, made.createdDate());
    assertEquals(made, TAX.done(GET_TAX_GROUP, "{}", made.id()).taxGroup());
    TaxGroup renamed = TAX.done(UPDATE_TAX_GROUP, patch(made, "Papers"), made.id()).taxGroup();
    assertEquals("Papers", renamed.name());
    assertEquals("2", renamed.revision());
    TAX.refused(CommonRefusal.INVALID_REVISION, UPDATE_TAX_GROUP, patch(made, "Late"), made.id());
    TAX.done(DELETE_TAX_GROUP, "{}", made.id());
    TAX.refused(TAX_GROUP_NOT_FOUND, GET_TAX_GROUP, "{}", made.id());
    TAX.refused(TAX_GROUP_NOT_FOUND, DELETE_TAX_GROUP, "{}", made.id());
    TAX.refused(TAX_GROUP_NOT_FOUND, UPDATE_TAX_GROUP, patch(renamed, "x"), made.id());
    assertEquals(
        List.of("tax_group_created", "tax_group_deleted", "tax_group_updated"), TAX.events());
  }

  @Test
  void aGroupHasAName() {
    TAX.invalid("taxGroup.name", CREATE_TAX_GROUP, "{\"taxGroup\":{}}");
    TAX.invalid("taxGroup.name", CREATE_TAX_GROUP, "{\"taxGroup\":{\"name\":\"  \"}}");
    TaxGroup made = TAX.group("Kept");
    String cleared = "{\"taxGroup\":{\"revision\":\"1\",\"name\":null}}";
    TAX.invalid("taxGroup.name", UPDATE_TAX_GROUP, cleared, made.id());
  }

  @Test
  void theGroupsThatAreThereFromTheStartStayAsTheyAre() {
    List<TaxGroup> defaults = TAX.done(LIST_DEFAULT_TAX_GROUPS, "{}").taxGroups();
    assertEquals(
        List.of("Products", "Shipping and delivery"),
        defaults.stream().map(TaxGroup::name).toList());
    TaxGroup products = defaults.get(0);
    assertEquals(products, TAX.done(GET_TAX_GROUP, "{}", products.id()).taxGroup());
    TAX.refused(
        ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP,
        UPDATE_TAX_GROUP,
        patch(products, "Mine"),
        products.id());
    TAX.refused(ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP, DELETE_TAX_GROUP, "{}", products.id());
  }

  @Test
  void defaultGroupsAreToldForEachAppOnItsOwn() {
    String apps =
        "{\"appIds\":[\"%s\",\"%s\"]}".formatted(CatalogQuestions.STORES_APP_ID, UUID.randomUUID());
    ListDefaultTaxGroupsByAppIdsResponse reply = TAX.done(LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS, apps);
    assertEquals("Products", reply.results().get(0).taxGroup().name());
    assertTrue(reply.results().get(0).taxGroupMetadata().success());
    assertNull(reply.results().get(1).taxGroup());
    assertFalse(reply.results().get(1).taxGroupMetadata().success());
    assertEquals(
        "DEFAULT_TAX_GROUP_NOT_FOUND", reply.results().get(1).taxGroupMetadata().error().code());
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(1, reply.bulkActionMetadata().totalFailures());
  }

  @Test
  void queriesPageByCursorAndByOffset() {
    for (String name : List.of("Q1", "Q2", "Q3")) TAX.group(name);
    String filter =
        "\"filter\":{\"name\":{\"$in\":[\"Q1\",\"Q2\",\"Q3\",\"Products\"]}},"
            + "\"sort\":[{\"fieldName\":\"name\",\"order\":\"DESC\"}]";
    QueryTaxGroupsResponse first =
        TAX.done(QUERY_TAX_GROUPS, "{\"query\":{" + filter + ",\"cursorPaging\":{\"limit\":2}}}");
    assertEquals(List.of("Q3", "Q2"), names(first));
    assertTrue(first.pagingMetadata().hasNext());
    String next = first.pagingMetadata().cursors().next();
    assertEquals(
        List.of("Q1"),
        names(
            TAX.done(
                QUERY_TAX_GROUPS,
                "{\"query\":{\"cursorPaging\":{\"limit\":2,\"cursor\":\"" + next + "\"}}}")));
    assertEquals(
        List.of("Q2", "Q1"),
        names(
            TAX.done(
                QUERY_TAX_GROUPS,
                "{\"query\":{" + filter + ",\"paging\":{\"limit\":2,\"offset\":1}}}")));
  }

  @Test
  void queriesRefuseFieldsThatTheyDoNotKnow() {
    TAX.invalid("query.filter.colour", QUERY_TAX_GROUPS, "{\"query\":{\"filter\":{\"colour\":1}}}");
    TAX.invalid(
        "query.sort.colour",
        QUERY_TAX_GROUPS,
        "{\"query\":{\"sort\":[{\"fieldName\":\"colour\"}]}}");
  }

  @Test
  void aRepeatedCommandIsAnsweredAndNotDoneAgain() {
    CallId key = new CallId("the-key", true, 7);
    String body = "{\"taxGroup\":{\"name\":\"Once\"}}";
    TaxGroup first = TAX.call(CREATE_TAX_GROUP, key, body).orNull().taxGroup();
    assertEquals(first, TAX.call(CREATE_TAX_GROUP, key, body).orNull().taxGroup());
  }
}
