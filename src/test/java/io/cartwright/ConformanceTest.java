package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.bus.Operation;
import io.cartwright.wire.Codec;
import io.cartwright.wire.Route;
import io.cartwright.wire.WireEnum;
import io.cartwright.wire.WireField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks the contract's data beside what the engine declares, and keeps {@code
 * src/docs/conformance.md}, which says by module what is there. Run with {@code
 * -Dcartwright.update-docs} to write the page anew.
 */
class ConformanceTest {
  private static final Path CONTRACT = Path.of("src/build/contract");
  private static final Path PAGE = Path.of("src/docs/conformance.md");

  /** Modules of which everything is built, and which may not differ in anything. */
  private static final List<String> WHOLE =
      List.of(
          "cart",
          "current-cart",
          "checkout",
          "discount-rules",
          "marketing/coupons",
          "totals-calculator",
          "redirects",
          "shipping-options",
          "delivery-profile",
          "tax-groups",
          "tax-regions",
          "manual-tax-mappings",
          "tax-calculation",
          "tax-settings",
          "order-transactions",
          "order-billing",
          "draft-orders");

  /** What must be built of modules that are built in part. */
  private static final Map<String, List<String>> IN_PART =
      Map.of(
          "orders",
          List.of("getOrder", "searchOrders"),
          "stores/products-v-3",
          List.of(
              "createProduct",
              "createProductWithInventory",
              "bulkCreateProducts",
              "bulkCreateProductsWithInventory",
              "getProduct",
              "getProductBySlug",
              "updateProduct",
              "deleteProduct",
              "queryProducts",
              "searchProducts",
              "countProducts"),
          "stores/inventory-items-v-3",
          List.of(
              "createInventoryItem",
              "getInventoryItem",
              "queryInventoryItems",
              "searchInventoryItems",
              "updateInventoryItem",
              "bulkIncrementInventoryItems",
              "bulkDecrementInventoryItems"),
          "categories",
          List.of(
              "createCategory",
              "getCategory",
              "getCategoryBySlug",
              "queryCategories",
              "updateCategory",
              "deleteCategory",
              "bulkAddItemsToCategory",
              "bulkRemoveItemsFromCategory",
              "listItemsInCategory",
              "listCategoriesForItem"));

  /** Tokens are asked for by messages of our own, which take every shape that the SDK sends. */
  private static final Set<String> TAKEN_WIDER = Set.of("sdk-auth");

  private static JsonNode operations;
  private static final Map<String, JsonNode> MESSAGES = new HashMap<>();
  private static final Map<String, Operation<?, ?>> DECLARED = new LinkedHashMap<>();

  /** What a walk over one module found. */
  private static final class Findings {
    private int operations;
    private int built;
    private int fields;
    private int enumValues;
    private final List<String> missing = new ArrayList<>();
    private final Set<String> differences = new TreeSet<>();
  }

  @BeforeAll
  static void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    operations = json.readTree(CONTRACT.resolve("operations.json").toFile()).get("operations");
    for (JsonNode message :
        json.readTree(CONTRACT.resolve("messages.json").toFile()).get("messages")) {
      MESSAGES.put(message.get("module").asText() + "/" + message.get("name").asText(), message);
    }
    for (Operation<?, ?> operation : Domains.operations()) {
      if (operation.route() == null) continue;
      DECLARED.put(operation.route().module() + "." + operation.route().operation(), operation);
    }
  }

  @Test
  void everyOperationThatIsPromisedIsDeclared() {
    List<String> missing = new ArrayList<>();
    for (JsonNode operation : operations) {
      String module = operation.get("module").asText();
      String name = operation.get("operation").asText();
      boolean promised =
          WHOLE.contains(module) || IN_PART.getOrDefault(module, List.of()).contains(name);
      if (promised && !DECLARED.containsKey(module + "." + name)) missing.add(module + "." + name);
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void whatIsBuiltDiffersInNothing() {
    Set<String> differences = new TreeSet<>();
    walk()
        .forEach(
            (module, found) -> {
              if (!TAKEN_WIDER.contains(module)) differences.addAll(found.differences);
            });
    assertEquals(Set.of(), differences);
  }

  @Test
  void everyDeclaredOperationOfTheContractIsInTheContract() {
    Set<String> known = new HashSet<>();
    operations.forEach(
        o -> known.add(o.get("module").asText() + "." + o.get("operation").asText()));
    List<String> strange =
        DECLARED.keySet().stream()
            .filter(name -> !name.startsWith("own/") && !known.contains(name))
            .toList();
    assertEquals(List.of(), strange);
  }

  @Test
  void thePageOfTheDocsIsWhatTheWalkFinds() throws IOException {
    String page = page(walk());
    if (System.getProperty("cartwright.update-docs") != null) Files.writeString(PAGE, page);
    assertTrue(Files.exists(PAGE), PAGE + " is missing: run with -Dcartwright.update-docs");
    assertEquals(page, Files.readString(PAGE), "stale: run with -Dcartwright.update-docs");
  }

  private static Map<String, Findings> walk() {
    Map<String, Findings> byModule = new LinkedHashMap<>();
    for (JsonNode operation : operations) {
      String module = operation.get("module").asText();
      String name = operation.get("operation").asText();
      Findings found = byModule.computeIfAbsent(module, m -> new Findings());
      found.operations++;
      Operation<?, ?> declared = DECLARED.get(module + "." + name);
      if (declared == null) {
        found.missing.add(name);
      } else {
        found.built++;
        compare(operation, declared.route(), found);
      }
    }
    return byModule;
  }

  private static void compare(JsonNode operation, Route<?, ?> route, Findings found) {
    String name = operation.get("module").asText() + "." + operation.get("operation").asText();
    if (!operation.get("httpMethod").asText().equals(route.verb())) {
      found.differences.add(name + ": verb");
    }
    for (String key : List.of("publicPath", "customHostPath")) {
      String path = operation.path(key).asText("");
      if (!path.isEmpty() && !route.paths().contains(path)) {
        found.differences.add(name + ": " + key);
      }
    }
    String module = operation.get("module").asText();
    compare(module, operation.get("requestMessage").asText(), route.request(), found);
    compare(module, operation.get("responseMessage").asText(), route.response(), found);
  }

  private static void compare(String module, String root, Codec<?> codec, Findings found) {
    record Pair(String name, Codec<?> codec) {}
    Deque<Pair> open = new ArrayDeque<>(List.of(new Pair(root, codec)));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      if (!seen.add(pair.name())) continue;
      JsonNode message = MESSAGES.get(module + "/" + pair.name());
      if (message == null) {
        found.differences.add(module + "/" + pair.name() + " is not in the contract");
        continue;
      }
      for (JsonNode wanted : message.get("fields")) {
        String where = module + "/" + pair.name() + "." + wanted.get("name").asText();
        WireField field = pair.codec().field(wanted.get("name").asText());
        found.fields++;
        if (field == null) {
          found.differences.add(where + " is missing");
          continue;
        }
        compare(where, wanted, field, found);
        if (field.codec() != null) open.push(new Pair(wanted.get("type").asText(), field.codec()));
      }
    }
  }

  private static void compare(String where, JsonNode wanted, WireField field, Findings found) {
    boolean list = wanted.path("repeated").asBoolean();
    if (list != (field.shape() == WireField.Shape.LIST) && field.kind() != WireField.Kind.MASK) {
      found.differences.add(where + ": list or not");
    }
    if (wanted.path("readOnly").asBoolean() != field.readOnly()) {
      found.differences.add(where + ": readOnly");
    }
    if (!wanted.has("enumValues")) return;
    List<String> values = new ArrayList<>();
    wanted.get("enumValues").forEach(v -> values.add(v.asText()));
    found.enumValues += values.size();
    List<String> ours =
        field.enumType() == null
            ? List.of()
            : field.enumType().values().stream().map(WireEnum::wire).toList();
    for (String value : values) {
      if (!ours.contains(value)) found.differences.add(where + ": enum value " + value);
    }
  }

  private static String page(Map<String, Findings> byModule) {
    StringBuilder page = new StringBuilder(PAGE_HEAD);
    int built = 0;
    int all = 0;
    for (Map.Entry<String, Findings> entry : byModule.entrySet()) {
      Findings found = entry.getValue();
      built += found.built;
      all += found.operations;
      if (found.built == 0) continue;
      page.append("| `").append(entry.getKey()).append("` | ");
      page.append(found.built).append(" of ").append(found.operations).append(" | ");
      page.append(found.fields).append(" | ").append(found.enumValues).append(" | ");
      page.append(found.differences.size()).append(" |\n");
    }
    page.append("\nIn all ").append(built).append(" of ").append(all).append(" operations.\n");
    page.append("\n## Not built in these modules\n\n");
    byModule.forEach(
        (module, found) -> {
          if (found.built == 0 || found.missing.isEmpty()) return;
          page.append("- `").append(module).append("`: ");
          page.append(String.join(", ", found.missing)).append('\n');
        });
    page.append("\n## Modules of which nothing is built\n\n");
    List<String> none = new ArrayList<>();
    byModule.forEach(
        (module, found) -> {
          if (found.built == 0) none.add("`" + module + "` (" + found.operations + ")");
        });
    return page.append(String.join(", ", none)).append("\n").toString();
  }

  private static final String PAGE_HEAD =
      """
      # Conformance

      Made by `ConformanceTest`, which walks the contract's operations and messages beside what the
      engine declares. An operation that is not built answers 501 with the code `NOT_IMPLEMENTED`.
      Fields and enum values are counted over the messages of the built operations; a difference is
      a verb, path, field, list, read-only mark or enum value that is missing or not the same. In
      `sdk-auth` they are meant: the engine's own message takes the shapes of all grant types.

      | module | operations | fields | enum values | differences |
      | --- | ---: | ---: | ---: | ---: |
      """;
}
