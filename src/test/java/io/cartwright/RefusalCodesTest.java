package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Looks at every enum of refusals, and keeps {@code src/docs/errors.md}, which lists their codes.
 * Run with {@code -Dcartwright.update-docs=true} to write the page anew.
 */
class RefusalCodesTest {
  private static final Path PAGE = Path.of("src/docs/errors.md");
  private static final Path CONTRACT = Path.of("src/build/contract/operations.json");
  private static final String ROOT = "io.cartwright.";

  /** Codes that the engine gives itself; no caller sees them. */
  private static final Set<Refusal> INSIDE = Set.of(CommonRefusal.COMMAND_REPEATED);

  private static final Map<String, List<Refusal>> BY_CODE = new TreeMap<>();

  @BeforeAll
  static void find() throws ClassNotFoundException {
    List<String> names =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.cartwright")
                .stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(Refusal.class))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    for (String name : names) {
      for (Object constant : Class.forName(name).getEnumConstants()) {
        Refusal refusal = (Refusal) constant;
        BY_CODE.computeIfAbsent(refusal.name(), code -> new ArrayList<>()).add(refusal);
      }
    }
    assertTrue(names.size() >= 12, () -> "enums of refusals: " + names);
  }

  @Test
  void codesAreUpperSnake() {
    assertEquals(
        List.of(),
        BY_CODE.keySet().stream()
            .filter(code -> !code.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"))
            .toList());
  }

  @Test
  void aCodeHasOneStatus() {
    assertEquals(
        List.of(),
        BY_CODE.values().stream()
            .filter(same -> same.stream().map(Refusal::kind).distinct().count() > 1)
            .toList());
  }

  @Test
  void codesOfTheContractAreSpelledAsItSpellsThem() throws IOException {
    Set<String> contract = contractCodes();
    assertTrue(contract.size() > 100, () -> contract.size() + " codes in the contract");
    Map<String, String> bare = new TreeMap<>();
    contract.forEach(code -> bare.put(bare(code), code));
    Set<String> different = new TreeSet<>();
    for (String code : BY_CODE.keySet()) {
      String wanted = bare.get(bare(code));
      if (wanted != null && !contract.contains(code)) different.add(code + " for " + wanted);
    }
    assertEquals(Set.of(), different);
  }

  /** A code without what is easily written in another way. */
  private static String bare(String code) {
    return code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  /** The codes that the contract names for the operations that are built. */
  private static Set<String> contractCodes() throws IOException {
    Set<String> built = new HashSet<>();
    for (Operation<?, ?> operation : Domains.operations()) {
      if (operation.route() == null) continue;
      built.add(operation.route().module() + "." + operation.route().operation());
    }
    Set<String> codes = new TreeSet<>();
    for (JsonNode operation : new ObjectMapper().readTree(CONTRACT.toFile()).get("operations")) {
      String name = operation.get("module").asText() + "." + operation.get("operation").asText();
      if (!built.contains(name)) continue;
      for (JsonNode error : operation.path("errors")) {
        codes.add(error.isTextual() ? error.asText() : error.get("code").asText());
      }
    }
    return codes;
  }

  @Test
  void thePageListsTheCodes() throws IOException {
    String page = page();
    if (Boolean.getBoolean("cartwright.update-docs")) Files.writeString(PAGE, page);
    assertEquals(
        page,
        Files.exists(PAGE) ? Files.readString(PAGE) : "",
        PAGE + " is stale; mvn test -Dtest=RefusalCodesTest -Dcartwright.update-docs=true");
  }

  private static String page() {
    StringBuilder page = new StringBuilder(PAGE_HEAD);
    for (Map.Entry<String, List<Refusal>> entry : BY_CODE.entrySet()) {
      List<Refusal> same = entry.getValue();
      if (INSIDE.containsAll(same)) continue;
      Set<String> domains = new TreeSet<>();
      same.forEach(refusal -> domains.add(domain(refusal)));
      page.append("| `").append(entry.getKey()).append("` | ");
      page.append(same.get(0).kind().status()).append(" | ");
      page.append(String.join(", ", domains)).append(" |\n");
    }
    return page.toString();
  }

  private static String domain(Refusal refusal) {
    if (refusal instanceof CommonRefusal) return "any";
    String folder = refusal.getClass().getPackageName().substring(ROOT.length());
    int dot = folder.indexOf('.');
    return dot < 0 ? folder : folder.substring(0, dot);
  }

  private static final String PAGE_HEAD =
      """
      # Error codes

      A refusal is answered with the status below and a body in the contract's shape:

      ```json
      {"message": "...", "details": {"applicationError": {"code": "CART_NOT_FOUND", "description": "...", "data": {}}}}
      ```

      `data` is there where the contract has some. Fields that are wrong (`INVALID_ARGUMENT`) are listed in `details.validationError.fieldViolations`
      instead, each with its path and the rule that it breaks. Bulk operations give the code of an item in that item's result.

      Domains are folders of `src/main/java/io/cartwright/`; their pages tell when a code is given: [carts](carts.md),
      [checkout and redirect](checkout.md), [order and payment](payments.md), [catalog](catalog.md), [discount](discounts.md),
      [shipping](shipping.md), [tax](tax.md). `basket` is what carts and checkouts share; `any` is for every operation.

      Made by `RefusalCodesTest` from the engine's enums: `mvn test -Dtest=RefusalCodesTest -Dcartwright.update-docs=true`.

      | code | status | domain |
      | --- | --- | --- |
      """;
}
