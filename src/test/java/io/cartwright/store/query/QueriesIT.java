package io.cartwright.store.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.StoreBase;
import io.cartwright.store.Stored;
import io.cartwright.store.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesIT extends StoreBase {
  private static final UUID BRAND = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String GRID = "g";

  /** Written as fields joined by a bar; an empty field is missing. */
  private record Item(String[] fields) {
    static Item of(String text) {
      return new Item(text.split("\\|", -1));
    }

    String text() {
      return String.join("|", fields);
    }

    String string(int i) {
      return fields[i].isEmpty() ? null : fields[i];
    }

    List<String> list(int i) {
      return fields[i].isEmpty()
          ? null
          : fields[i].equals("-") ? List.of() : Arrays.asList(fields[i].split(" "));
    }
  }

  private static final DocumentTable<Item> ITEMS =
      DocumentTable.named("item", DocumentFormat.of(Item::text, Item::of))
          .column("name", ColumnType.TEXT, item -> item.string(0))
          .column(
              "price",
              ColumnType.NUMERIC,
              item -> item.string(1) == null ? null : new BigDecimal(item.string(1)))
          .column("tags", ColumnType.TEXT_ARRAY, item -> item.list(2))
          .column(
              "visible",
              ColumnType.BOOL,
              item -> item.string(3) == null ? null : item.string(3).equals("yes"))
          .column(
              "brand",
              ColumnType.UUID,
              item -> item.string(4) == null ? null : UUID.fromString(item.string(4)))
          .column(
              "number",
              ColumnType.BIGINT,
              item -> item.string(5) == null ? null : Long.valueOf(item.string(5)))
          .column("kind", ColumnType.TEXT, item -> item.string(6))
          .build();
  private static final QueryFields<Item> FIELDS =
      QueryFields.of(ITEMS)
          .field("id", "id", ColumnType.UUID)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("name", "name", ColumnType.TEXT)
          .field("price.amount", "price", ColumnType.NUMERIC)
          .filterOnly("tags", "tags", ColumnType.TEXT_ARRAY)
          .filterOnly("labels.id", "tags", ColumnType.TEXT_ARRAY)
          .field("visible", "visible", ColumnType.BOOL)
          .field("brand.id", "brand", ColumnType.UUID)
          .field("number", "number", ColumnType.BIGINT)
          .field("status", "kind", ColumnType.TEXT, Operator.EQ, Operator.IN)
          .hidden("kind", "kind", ColumnType.TEXT)
          .searchable("name", "array_to_string(tags, ' ')")
          .limits(10, 100)
          .build();

  /** The same, with what indexes would do if there were some. */
  private static final QueryFields<Item> INDEXED =
      QueryFields.of(ITEMS)
          .neverNull("kind")
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("name", "name", ColumnType.TEXT)
          .field("price.amount", "price", ColumnType.NUMERIC)
          .field("number", "number", ColumnType.BIGINT)
          .field("status", "kind", ColumnType.TEXT)
          .walked("createdDate", "name", "status")
          .ordered("createdDate", "name")
          .found("number")
          .unindexed("price.amount")
          .limits(10, 100)
          .build();

  private Queries queries;

  @BeforeAll
  void fill() {
    TestDatabase.run(
        config,
        """
        create table item (site_id uuid, id uuid, revision bigint not null, created_at timestamptz not null,
          updated_at timestamptz not null, doc text not null, name text, price numeric, tags text[], visible boolean,
          brand uuid, number bigint, kind text, constraint item_pkey primary key (site_id, id))
        """);
    queries = new Queries(pools, "a key for tests".getBytes());
    List<String> rows =
        List.of(
            "Apple|1.50|red fruit|yes|" + BRAND + "|1|s",
            "apple pie|12|sweet|yes||2|s",
            "100%_off|0.5|-|no||3|s",
            "it's; drop table item --|7||||9007199254740993|s",
            "||red sweet|no|||s");
    for (int i = 0; i < rows.size(); i++) {
      assertTrue(
          commit(
                  Change.at(NOW.plusSeconds(i))
                      .insert(ITEMS, site, new UUID(0, i + 1), Item.of(rows.get(i))))
              .ok());
    }
    Random random = new Random(7);
    for (int i = 0; i < 157; i++) {
      String name = random.nextInt(4) == 0 ? "" : "n" + random.nextInt(12);
      String price = random.nextInt(4) == 0 ? "" : random.nextInt(5) + ".0";
      Change change = Change.at(NOW.plusSeconds(random.nextInt(9)));
      commit(
          change.insert(
              ITEMS,
              site,
              UUID.randomUUID(),
              Item.of(name + "|" + price + "||||" + i + "|" + GRID)));
    }
  }

  private Page<Item> page(QueryRequest request) {
    Queried<Page<Item>> queried = await(queries.page(FIELDS, site, request));
    assertFalse(queried.isProblem(), () -> queried.violations().toString());
    return queried.value();
  }

  private String numbers(String filter) {
    QueryRequest request =
        QueryRequest.cursor(
                filter.replace('\'', '"'), List.of(Sort.ascending("createdDate")), 100, null)
            .within("kind", "s");
    return page(request).items().stream()
        .map(stored -> Long.toString(stored.id().getLeastSignificantBits()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; 1 2 3 4 5",
        "{'name':'Apple'}; 1",
        "{'name':{'$eq':'Apple'}}; 1",
        "{'name':null}; 5",
        "{'name':{'$eq':null}}; 5",
        "{'name':{'$ne':null}}; 1 2 3 4",
        "{'name':{'$ne':'Apple'}}; 2 3 4 5",
        "{'price.amount':{'$gt':'1.5'}}; 2 4",
        "{'price.amount':{'$gte':1.5}}; 1 2 4",
        "{'price':{'amount':{'$lt':7}}}; 1 3",
        "{'price.amount':{'$lte':7, '$gt':0.5}}; 1 4",
        "{'name':{'$in':['Apple','100%_off']}}; 1 3",
        "{'name':{'$in':['Apple',null]}}; 1 5",
        "{'name':{'$in':[]}}; ``",
        "{'name':{'$nin':['Apple']}}; 2 3 4 5",
        "{'name':{'$nin':['Apple',null]}}; 2 3 4",
        "{'name':{'$nin':[]}}; 1 2 3 4 5",
        "{'name':{'$startsWith':'APPLE'}}; 1 2",
        "{'name':{'$endsWith':'pie'}}; 2",
        "{'name':{'$contains':'%_'}}; 3",
        "{'name':{'$contains':'p_e'}}; ``",
        "{'name':{'$hasSome':['Apple','x']}}; 1",
        "{'name':{'$hasAll':['Apple']}}; 1",
        "{'tags':{'$hasSome':['red','sweet']}}; 1 2 5",
        "{'tags':{'$hasAll':['red','sweet']}}; 5",
        "{'tags':{'$hasAll':[]}}; 1 2 3 5",
        "{'tags':'red'}; 1 5",
        "{'tags':{'$ne':'red'}}; 2 3 4",
        "{'tags':{'$in':['fruit']}}; 1",
        "{'tags':{'$nin':['fruit']}}; 2 3 4 5",
        "{'tags':{'$contains':'fruit'}}; 1",
        "{'tags':{'$isEmpty':true}}; 3 4",
        "{'tags':{'$isEmpty':false}}; 1 2 5",
        "{'tags':{'$exists':true}}; 1 2 3 5",
        "{'name':{'$exists':false}}; 5",
        "{'name':{'$isEmpty':true}}; 5",
        "{'visible':true}; 1 2",
        "{'visible':{'$ne':true}}; 3 4 5",
        "{'brand.id':'00000000-0000-4000-8000-000000000001'}; 1",
        "{'brand':{'id':{'$exists':true}}}; 1",
        "{'number':{'$gt':2}}; 3 4",
        "{'number':'9007199254740993'}; 4",
        "{'number':9007199254740993}; 4",
        "{'createdDate':{'$gt':'2026-03-04T05:06:09.008Z'}}; 4 5",
        "{'createdDate':'2026-03-04T06:06:08.008+01:00'}; 2",
        "{'$and':[{'visible':true},{'price.amount':{'$gt':5}}]}; 2",
        "{'$or':[{'visible':true},{'name':null}]}; 1 2 5",
        "{'$not':{'visible':true}}; 3 4 5",
        "{'$not':{'price.amount':{'$gt':1}}}; 3 5",
        "{'name':{'$not':{'$startsWith':'apple'}}}; 3 4 5",
        "{'visible':true,'name':'Apple'}; 1",
        "{'$or':[]}; ``",
        "{'$and':[]}; 1 2 3 4 5",
        "{'status':'s'}; 1 2 3 4 5",
        "{'labels':{'$matchItems':[{'id':'red'}]}}; 1 5",
        "{'labels':{'$matchItems':[{'id':{'$in':['red','sweet']}},{'id':{'$eq':'fruit'}}]}}; 1",
      })
  void everyOperatorFinds(String filter, String expected) {
    assertEquals(expected.strip(), numbers(filter), filter);
  }

  @Test
  void hostileTextIsOnlyText() {
    String name = "it's; drop table item --";
    QueryRequest request = QueryRequest.cursor("{\"name\":\"" + name + "\"}", List.of(), 100, null);
    assertEquals(1, page(request).count());
    for (String text :
        List.of("' or '1'='1", "$1", "\\\\", "%", "a\\u0000b", "{}", "null", "');--")) {
      for (String operator : List.of("$eq", "$startsWith", "$contains", "$ne")) {
        page(
            QueryRequest.cursor(
                "{\"name\":{\"" + operator + "\":\"" + text + "\"}}", List.of(), 1, null));
        page(
            QueryRequest.cursor(
                "{\"tags\":{\"$hasSome\":[\"" + text + "\"]}}", List.of(), 1, null));
        page(QueryRequest.cursor(null, List.of(), 1, null).searching(text, true));
      }
    }
    assertEquals(1, page(request).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'nme':'x'}; filter.nme; UNKNOWN_FIELD",
        "{'name) or true --':'x'}; filter.name; UNKNOWN_FIELD",
        "{'kind':'s'}; filter.kind; UNKNOWN_FIELD",
        "{'brand':{'name':'x'}}; filter.brand.name; UNKNOWN_FIELD",
        "{'name':{'$like':'x'}}; filter.name; UNKNOWN_OPERATOR",
        "{'$xor':[]}; filter.$xor; UNKNOWN_OPERATOR",
        "{'name':5}; filter.name; WRONG_TYPE",
        "{'name':['a']}; filter.name; WRONG_TYPE",
        "{'name':{'$gt':null}}; filter.name; WRONG_TYPE",
        "{'name':{'$in':'a'}}; filter.name; WRONG_TYPE",
        "{'name':{'$in':[1]}}; filter.name; WRONG_TYPE",
        "{'name':{'$exists':'yes'}}; filter.name; WRONG_TYPE",
        "{'price.amount':'cheap'}; filter.price.amount; WRONG_TYPE",
        "{'price.amount':1e999999999}; filter.price.amount; WRONG_TYPE",
        "{'price.amount':{'$startsWith':'1'}}; filter.price.amount; OPERATOR_NOT_ALLOWED",
        "{'tags':{'$gt':'a'}}; filter.tags; OPERATOR_NOT_ALLOWED",
        "{'status':{'$ne':'s'}}; filter.status; OPERATOR_NOT_ALLOWED",
        "{'visible':'true'}; filter.visible; WRONG_TYPE",
        "{'brand.id':'1'}; filter.brand.id; WRONG_TYPE",
        "{'number':1.5}; filter.number; WRONG_TYPE",
        "{'number':'9223372036854775808'}; filter.number; WRONG_TYPE",
        "{'createdDate':'yesterday'}; filter.createdDate; WRONG_TYPE",
        "{'createdDate':'+999999999-01-01T00:00:00Z'}; filter.createdDate; WRONG_TYPE",
        "{'$and':{}}; filter.$and; MALFORMED_FILTER",
        "{'$and':[5]}; filter.$and; MALFORMED_FILTER",
        "[]; filter; MALFORMED_FILTER",
        "{'labels':{'$matchItems':[{'name':'red'}]}}; filter.labels.name; UNKNOWN_FIELD",
        "{'labels':{'$matchItems':[{'id':{'$ne':'red'}}]}}; filter.labels; OPERATOR_NOT_ALLOWED",
        "{'labels':{'$matchItems':'red'}}; filter.labels; WRONG_TYPE",
        "5; filter; MALFORMED_FILTER",
        "{; filter; MALFORMED_FILTER",
        "{'name':'a','name':'b'}; filter; MALFORMED_FILTER",
      })
  void wrongFiltersNameTheirField(String filter, String field, String rule) {
    QueryRequest request = QueryRequest.cursor(filter.replace('\'', '"'), List.of(), 10, null);
    Queried<Page<Item>> queried = await(queries.page(FIELDS, site, request));
    assertTrue(queried.isProblem(), filter);
    Violation violation = queried.violations().get(0);
    assertEquals(rule, violation.rule(), filter);
    assertTrue(violation.field().startsWith(field), violation.toString());
    assertNull(queried.value());
  }

  @Test
  void hugeFiltersAreRefused() {
    String deep = "{\"$not\":".repeat(11) + "{}" + "}".repeat(11);
    String veryDeep = "{\"$not\":".repeat(5000) + "{}" + "}".repeat(5000);
    String many =
        "{\"$or\":[" + String.join(",", Collections.nCopies(51, "{\"name\":\"a\"}")) + "]}";
    String list =
        "{\"name\":{\"$in\":[" + String.join(",", Collections.nCopies(501, "\"a\"")) + "]}}";
    for (String filter : List.of(deep, veryDeep, many, list)) {
      assertTrue(
          await(queries.page(FIELDS, site, QueryRequest.cursor(filter, List.of(), 10, null)))
              .isProblem());
    }
  }

  @Test
  void wrongSortsAndLimitsAreRefused() {
    for (String field : List.of("tags", "kind", "nothing", "name; drop table item")) {
      QueryRequest request = QueryRequest.offset(null, List.of(Sort.ascending(field)), 10, 0);
      assertEquals(
          "sort." + field, await(queries.page(FIELDS, site, request)).violations().get(0).field());
    }
    QueryRequest wide = QueryRequest.cursor(null, List.of(), 101, null);
    assertEquals(
        "cursorPaging.limit", await(queries.page(FIELDS, site, wide)).violations().get(0).field());
    QueryRequest negative = QueryRequest.offset(null, List.of(), -1, -1);
    assertEquals(2, await(queries.page(FIELDS, site, negative)).violations().size());
    assertEquals(
        10, page(QueryRequest.cursor(null, List.of(), null, null)).count(), "the standard limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+createdDate",
        "-createdDate",
        "+name",
        "-name",
        "-name +price.amount",
        "+price.amount -createdDate",
        "-id",
        "+number"
      })
  void walkingByCursorSeesEveryRowOnceInOrder(String order) {
    List<Sort> sort = new ArrayList<>();
    for (String part : order.isEmpty() ? new String[0] : order.split(" ")) {
      sort.add(new Sort(part.substring(1), part.charAt(0) == '-'));
    }
    List<UUID> unpaged = new ArrayList<>();
    for (int offset = 0; offset < 200; offset += 100) {
      QueryRequest request = QueryRequest.offset(null, sort, 100, offset).within("kind", GRID);
      page(request).items().forEach(stored -> unpaged.add(stored.id()));
    }
    assertEquals(157, unpaged.size());

    List<UUID> walked = new ArrayList<>();
    List<Page<Item>> pages = new ArrayList<>();
    String cursor = null;
    do {
      List<Sort> onlyFirst = cursor == null ? sort : List.of();
      pages.add(page(QueryRequest.cursor(null, onlyFirst, 10, cursor).within("kind", GRID)));
      Page<Item> last = pages.get(pages.size() - 1);
      last.items().forEach(stored -> walked.add(stored.id()));
      assertEquals(last.next() != null, last.hasNext());
      cursor = last.next();
    } while (cursor != null);
    assertEquals(unpaged, walked);
    assertNull(pages.get(0).prev());

    for (int i = pages.size() - 1; i > 0; i--) {
      Page<Item> back =
          page(QueryRequest.cursor(null, List.of(), 10, pages.get(i).prev()).within("kind", GRID));
      assertEquals(ids(pages.get(i - 1)), ids(back));
      assertTrue(back.hasNext());
      assertEquals(i > 1, back.prev() != null);
    }
  }

  private static List<UUID> ids(Page<Item> page) {
    return page.items().stream().map(Stored::id).toList();
  }

  @Test
  void cursorsCarryTheirFilterAndSearch() {
    QueryRequest first =
        QueryRequest.cursor("{\"name\":{\"$startsWith\":\"n1\"}}", List.of(), 3, null)
            .searching("n1", false)
            .within("kind", GRID);
    Page<Item> one = page(first);
    Page<Item> two = page(QueryRequest.cursor(null, List.of(), 3, one.next()).within("kind", GRID));
    assertTrue(two.items().stream().allMatch(stored -> stored.value().string(0).startsWith("n1")));
  }

  @Test
  void forgedAndForeignCursorsAreRefused() {
    String cursor = page(QueryRequest.cursor(null, List.of(), 3, null)).next();
    assertNotNull(cursor);
    char changed = cursor.charAt(30) == 'A' ? 'B' : 'A';
    String forged = cursor.substring(0, 30) + changed + cursor.substring(31);
    for (String wrong : List.of(forged, "x", "!!", cursor.substring(5), "a".repeat(5000))) {
      QueryRequest request = QueryRequest.cursor(null, List.of(), 3, wrong);
      assertEquals(
          "INVALID_CURSOR", await(queries.page(FIELDS, site, request)).violations().get(0).rule());
    }
    QueryRequest request = QueryRequest.cursor(null, List.of(), 3, cursor);
    assertTrue(
        await(queries.page(FIELDS, UUID.randomUUID(), request)).isProblem(), "of another site");
    Queries otherKey = new Queries(pools, "another key".getBytes());
    assertTrue(await(otherKey.page(FIELDS, site, request)).isProblem(), "signed with another key");
  }

  @Test
  void offsetPagesHaveATotal() {
    Page<Item> page = page(QueryRequest.offset(null, List.of(), 50, 150).within("kind", GRID));
    assertEquals(7, page.count());
    assertEquals(157, page.total());
    assertEquals(150, page.offset());
    assertFalse(page.hasNext());
    assertFalse(page.tooManyToCount());
    assertEquals(
        157,
        await(
                queries.count(
                    FIELDS,
                    site,
                    QueryRequest.cursor(null, List.of(), 1, null).within("kind", GRID)))
            .value());
    assertEquals(
        0,
        page(QueryRequest.offset(null, List.of(), 10, 0).within("kind", List.of("x", "y")))
            .total());
  }

  @Test
  void wordsAreLookedForInAllSearchedColumns() {
    assertEquals(2, search("APPLE", false));
    assertEquals(1, search("apple fruit", false));
    assertEquals(3, search("pie red", true));
    assertEquals(1, search("%", false));
    assertEquals(0, search("x%x", false));
    assertEquals(5, search("  ", false));
  }

  private int search(String words, boolean any) {
    return page(QueryRequest.cursor(null, List.of(), 100, null)
            .searching(words, any)
            .within("kind", "s"))
        .count();
  }

  /** All pages to the end, and back again from the last: ids in the order of the pages. */
  private List<List<UUID>> walk(QueryFields<Item> fields, String filter, Sort... sorts) {
    List<List<UUID>> pages = new ArrayList<>();
    QueryRequest request = QueryRequest.cursor(filter.replace('\'', '"'), List.of(sorts), 7, null);
    Page<Item> page = await(queries.page(fields, site, request)).value();
    pages.add(page.items().stream().map(Stored::id).toList());
    while (page.next() != null) {
      page =
          await(queries.page(fields, site, QueryRequest.cursor(null, null, 7, page.next())))
              .value();
      pages.add(page.items().stream().map(Stored::id).toList());
    }
    while (page.prev() != null) {
      page =
          await(queries.page(fields, site, QueryRequest.cursor(null, null, 7, page.prev())))
              .value();
      pages.add(page.items().stream().map(Stored::id).toList());
    }
    return pages;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'name':{'$in':['n1','n2','n3','n1']}}",
        "{'$and':[{'kind':{'$exists':true}},{'name':{'$in':['n4','n0']}},{'price.amount':{'$gt':1}}]}",
        "{'name':{'$in':['n1','nobody']}}",
        "{'name':{'$in':['nobody','none']}}",
        "{'$or':[{'name':{'$in':['n1','n2']}},{'name':'n3'}]}",
        "{'name':{'$in':['n1','n2'],'$ne':'n1'}}",
        "{'$not':{'name':{'$in':['n1','n2']}}}"
      })
  void walkingValueByValueFindsTheSamePages(String filter) {
    for (Sort sort : List.of(Sort.ascending("createdDate"), Sort.descending("createdDate"))) {
      String shown = filter.replace("{'kind':{'$exists':true}},", "");
      assertEquals(walk(FIELDS, shown, sort), walk(INDEXED, shown, sort));
      assertEquals(
          walk(FIELDS, shown, sort, Sort.descending("number")),
          walk(INDEXED, shown, sort, Sort.descending("number")));
    }
  }

  @Test
  void equalValuesAreToldInTheOrderOfTheirIndex() {
    Sort name = Sort.descending("name");
    Sort created = Sort.descending("createdDate");
    assertEquals(walk(FIELDS, "{}", name, created), walk(INDEXED, "{}", name));
    assertEquals(walk(FIELDS, "{}", created, name), walk(INDEXED, "{}", created, name));
    Sort status = Sort.ascending("status");
    Sort next = Sort.ascending("createdDate");
    assertEquals(walk(FIELDS, "{}", status, next), walk(INDEXED, "{}", status));
    String few = "{'status':{'$in':['s','" + GRID + "']}}";
    assertEquals(walk(FIELDS, few, status, next), walk(INDEXED, few, status));
  }

  @Test
  void onlyWhatNoIndexBoundsIsAScan() {
    assertTrue(isScan(INDEXED, "{}", "price.amount"));
    assertTrue(isScan(INDEXED, "{'price.amount':{'$gt':1}}", "createdDate"));
    assertTrue(isScan(INDEXED, "{'name':{'$contains':'1'}}", "createdDate"));
    assertTrue(isScan(INDEXED, "{'$or':[{'number':1},{'price':{'amount':1}}]}", "createdDate"));
    assertFalse(isScan(INDEXED, "{'name':'n1'}", "createdDate"));
    assertFalse(isScan(INDEXED, "{'number':1,'price.amount':{'$gt':1}}", "createdDate"));
    assertFalse(isScan(INDEXED, "{'$and':[{'number':{'$eq':'1'}}]}", "price.amount"));
    assertFalse(isScan(FIELDS, "{'name':{'$contains':'1'}}", "price.amount"));
  }

  private static boolean isScan(QueryFields<Item> fields, String filter, String order) {
    String json = filter.replace('\'', '"');
    List<Violation> violations = new ArrayList<>();
    FilterCompiler compiler = new FilterCompiler(fields.fields, new Sql(), violations);
    compiler.compile(json);
    assertEquals(List.of(), violations);
    return fields.isScan(Demands.of(json), compiler, order);
  }
}
