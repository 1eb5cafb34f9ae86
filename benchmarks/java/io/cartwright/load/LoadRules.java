package io.cartwright.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Writes discount rules for {@code import-rules}, one a line: of each hundred, eighty take
 * something off one item and twenty something off all items from a subtotal on. The first hundred
 * are about the run's own products, so that a cart of three lines meets some of them; the rest are
 * about other items and larger sums. Arguments: number of the first rule, number of rules,
 * products.txt.
 */
public final class LoadRules {
  private static final int OWN_RULES = 100;
  private static final int ITEM_RULES_OF_TEN = 8;
  private static final String RULE =
      """
      {"discountRule":{"name":"Load %d","active":true,%s"discounts":{"values":[{"targetType":\
      "SPECIFIC_ITEMS","discountType":"PERCENTAGE","percentage":%d,"specificItemsInfo":{"scopes":[{\
      "id":"load","type":"CATALOG_ITEM","catalogItemFilter":{"catalogAppId":\
      "215238eb-22a5-4c36-9e7b-e7c08025e04e","catalogItemIds":["%s"]}}]}}]}}}""";

  private LoadRules() {}

  public static void main(String[] arguments) throws IOException {
    int from = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    List<String> products = Files.readAllLines(Path.of(arguments[2]));
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    for (int i = from; i < from + count; i++) out.println(rule(i, products));
    out.flush();
  }

  private static String rule(int i, List<String> products) {
    boolean own = i < OWN_RULES;
    String item =
        own
            ? products.get(i % products.size()).split(" ")[0]
            : UUID.nameUUIDFromBytes(("item " + i).getBytes(StandardCharsets.UTF_8)).toString();
    String trigger =
        i % 10 < ITEM_RULES_OF_TEN
            ? ""
            : "\"trigger\":{\"triggerType\":\"SUBTOTAL_RANGE\",\"subtotalRange\":{\"from\":\"%d\",\"scopes\":[]}},"
                .formatted(own ? 20 + i : 10_000 + i);
    return RULE.formatted(i, trigger, 1 + i % 20, item);
  }
}
