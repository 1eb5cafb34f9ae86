package io.cartwright.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The refusals that the contract names for operations, each as "operation CODE". A table of
 * refusals holds a row for each of them, or says why it is never given.
 */
public final class ContractRefusals {
  private static final Path CONTRACT = Path.of("src/build/contract/operations.json");

  /** Operations of the module {@code orders} that are on money. */
  public static final List<String> MONEY_OF_ORDERS =
      List.of(
          "captureAuthorizedPayments",
          "voidAuthorizedPayments",
          "preparePaymentCollection",
          "paymentCollectionMarkOrderAsPaid",
          "paymentCollectionBulkMarkOrdersAsPaid",
          "paymentCollectionCreatePaymentGatewayOrder",
          "recordManuallyCollectedPayment",
          "chargeMemberships",
          "triggerRefund",
          "getRefundabilityStatus",
          "getPaymentCollectabilityStatus");

  private ContractRefusals() {}

  /** Those of all operations of a module. */
  public static Set<String> of(String module) {
    Set<String> named = new TreeSet<>();
    for (JsonNode operation : operations()) {
      if (!operation.get("module").asText().equals(module)) continue;
      String name = operation.get("operation").asText();
      for (JsonNode error : operation.path("errors")) {
        named.add(name + " " + (error.isTextual() ? error.asText() : error.get("code").asText()));
      }
    }
    return named;
  }

  /** The rows of the table that are of a module's operations. */
  public static List<String> rowsOf(String module, Collection<String> table) {
    Set<String> names = new TreeSet<>();
    for (JsonNode operation : operations()) {
      if (operation.get("module").asText().equals(module)) {
        names.add(operation.get("operation").asText());
      }
    }
    return table.stream().filter(it -> names.contains(it.substring(0, it.indexOf(' ')))).toList();
  }

  /** The operations of a module of which no row of the table is, nor is said to refuse nothing. */
  public static Set<String> unasked(
      String module, Collection<String> table, Collection<String> refuseNothing) {
    Set<String> asked =
        table.stream().map(it -> it.substring(0, it.indexOf(' '))).collect(Collectors.toSet());
    Set<String> unasked = new TreeSet<>();
    for (JsonNode operation : operations()) {
      String name = operation.get("operation").asText();
      if (!operation.get("module").asText().equals(module)) continue;
      if (asked.contains(name) == refuseNothing.contains(name)) unasked.add(name);
    }
    return unasked;
  }

  private static JsonNode operations() {
    try {
      return new ObjectMapper().readTree(CONTRACT.toFile()).get("operations");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Only those of the operations with these names. */
  public static Set<String> only(Set<String> refusals, Collection<String> operations) {
    return refusals.stream()
        .filter(it -> operations.contains(it.substring(0, it.indexOf(' '))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that neither stand in the table nor are never given. */
  public static Set<String> missing(
      Set<String> named, Collection<String> table, Map<String, String> never) {
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(table);
    missing.removeAll(never.keySet());
    return missing;
  }

  /** Those that are said to be never given, though the table has them or the contract has not. */
  public static Set<String> wrong(
      Set<String> named, Collection<String> table, Map<String, String> never) {
    return never.keySet().stream()
        .filter(it -> !named.contains(it) || table.contains(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The constants of an enum of refusals that no row of the table gives. */
  public static <E extends Enum<E>> Set<String> missing(
      Class<E> refusals, Collection<String> table, Map<E, String> never) {
    Set<String> given =
        table.stream().map(it -> it.substring(it.indexOf(' ') + 1)).collect(Collectors.toSet());
    return Arrays.stream(refusals.getEnumConstants())
        .filter(it -> !given.contains(it.name()) && !never.containsKey(it))
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
