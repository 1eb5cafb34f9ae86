package io.cartwright.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Searches among many orders, over HTTP, as {@code benchmarks/orders/run.sh} runs them: pages of
 * 100 by one caller for each filter and sort, the first page and the last of a walk by cursor.
 * Prints one JSON line for each. Arguments: credentials.json, {@code searches} or {@code
 * aggregates}, and for searches the seconds of each and optionally a part of the names that are
 * run.
 */
public final class OrderSearches {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WALK_PAGES = 100;
  private static final int WALK_END = 10;
  private static final int WARM_UP = 5;

  /** A search that takes longer is asked a few times only. */
  private static final long SLOW_NANOS = 1_000_000_000;

  private static final int SLOW_CALLS = 2;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String apiKey;
  private final Random random = new Random(1);

  /** A search whose values may be drawn anew for each call. */
  private record Case(String name, Supplier<String> filter, String sort) {}

  private OrderSearches(JsonNode credentials) {
    url = credentials.get("httpUrl").asText();
    apiKey = credentials.get("apiKey").asText();
  }

  public static void main(String[] arguments) throws Exception {
    OrderSearches searches = new OrderSearches(JSON.readTree(Path.of(arguments[0]).toFile()));
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    switch (arguments[1]) {
      case "aggregates" -> searches.aggregates();
      default -> searches.all(seconds, arguments.length > 3 ? arguments[3] : "");
    }
  }

  private JsonNode call(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .header("authorization", apiKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> reply = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (reply.statusCode() != 200) throw new IOException(body + ": " + new String(reply.body()));
    return JSON.readTree(reply.body());
  }

  private static ObjectNode ask(String filter, String sort, String cursor) throws IOException {
    ObjectNode search = JSON.createObjectNode();
    ObjectNode paging = search.putObject("cursorPaging").put("limit", 100);
    if (cursor != null) {
      paging.put("cursor", cursor);
    } else {
      if (!filter.isEmpty()) search.set("filter", JSON.readTree(filter.replace('\'', '"')));
      ArrayNode by = search.putArray("sort");
      if (!sort.isEmpty()) {
        String order = sort.startsWith("-") ? "DESC" : "ASC";
        by.addObject().put("fieldName", sort.substring(1)).put("order", order);
      }
    }
    ObjectNode body = JSON.createObjectNode();
    body.set("search", search);
    return body;
  }

  /** Milliseconds at this share of the sorted times. */
  private static double at(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(it -> it).sorted().toArray();
    int place = (int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
    return sorted[Math.max(0, place)] / 1e6;
  }

  private void all(int seconds, String part) throws Exception {
    for (Case one : cases()) {
      if (one.name().contains(part)) one(one, seconds);
    }
  }

  private void one(Case one, int seconds) throws Exception {
    long cold = System.nanoTime();
    JsonNode first = page(one, null);
    cold = System.nanoTime() - cold;
    if (first == null) return;
    List<Long> times = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    boolean slow = cold > SLOW_NANOS;
    int warmUp = slow ? 0 : WARM_UP;
    for (int i = 0;
        slow ? i < SLOW_CALLS : System.nanoTime() < end || times.size() < WARM_UP;
        i++) {
      long from = System.nanoTime();
      page(one, null);
      if (i >= warmUp) times.add(System.nanoTime() - from);
    }
    List<Long> walk = new ArrayList<>();
    JsonNode page = first;
    for (int i = 0; i < (slow ? SLOW_CALLS : WALK_PAGES); i++) {
      String cursor = page.at("/metadata/cursors/next").asText("");
      if (cursor.isEmpty()) break;
      long from = System.nanoTime();
      page = page(one, cursor);
      if (page == null) break;
      walk.add(System.nanoTime() - from);
    }
    List<Long> deep = walk.subList(Math.max(0, walk.size() - WALK_END), walk.size());
    System.out.printf(
        Locale.ROOT,
        "{\"search\":\"%s\",\"sort\":\"%s\",\"orders\":%d,\"coldMs\":%.1f,\"p50Ms\":%.1f,\"p99Ms\":%.1f,"
            + "\"calls\":%d,\"pagesDeep\":%d,\"deepP50Ms\":%.1f,\"walkMaxMs\":%.1f}%n",
        one.name(),
        one.sort().isEmpty() ? "-createdDate" : one.sort(),
        first.path("orders").size(),
        cold / 1e6,
        at(times, 0.5),
        at(times, 0.99),
        times.size(),
        walk.size(),
        deep.isEmpty() ? 0 : at(deep, 0.5),
        walk.isEmpty() ? 0 : at(walk, 1));
  }

  /** Null when the engine gave up. */
  private JsonNode page(Case one, String cursor) throws Exception {
    long from = System.nanoTime();
    try {
      return call("/ecom/v1/orders/search", ask(one.filter().get(), one.sort(), cursor));
    } catch (IOException refused) {
      System.out.printf(
          Locale.ROOT,
          "{\"search\":\"%s\",\"sort\":\"%s\",\"failedAfterMs\":%.0f}%n",
          one.name(),
          one.sort(),
          (System.nanoTime() - from) / 1e6);
      return null;
    }
  }

  private void aggregates() throws Exception {
    String lastDay =
        "{'createdDate':{'$gte':'" + java.time.Instant.now().minusSeconds(86_400) + "'}}";
    String month =
        "{'createdDate':{'$gte':'" + java.time.Instant.now().minusSeconds(30 * 86_400) + "'}}";
    String figures =
        "{'revenue':{'sum':'priceSummary.total.amount'},'byStatus':{'values':'paymentStatus'},'orders':{'count':'id'}}";
    for (String[] one :
        new String[][] {{"of a day", lastDay}, {"of 30 days", month}, {"of all", "{}"}}) {
      ObjectNode body = JSON.createObjectNode();
      body.set("filter", JSON.readTree(one[1].replace('\'', '"')));
      body.set("aggregation", JSON.readTree(figures.replace('\'', '"')));
      for (int i = 0; i < 3; i++) {
        long from = System.nanoTime();
        String said;
        try {
          said = call("/ecom/v1/orders/aggregate", body).at("/aggregates/orders").asText("done");
        } catch (IOException refused) {
          said = "failed";
        }
        System.out.printf(
            Locale.ROOT,
            "{\"aggregate\":\"%s\",\"orders\":\"%s\",\"ms\":%.1f}%n",
            one[0],
            said,
            (System.nanoTime() - from) / 1e6);
      }
    }
  }

  private List<Case> cases() throws Exception {
    List<JsonNode> known = new ArrayList<>();
    call("/ecom/v1/orders/search", ask("", "", null)).path("orders").forEach(known::add);
    String old = "{'createdDate':{'$lt':'2023-01-01T00:00:00Z'}}";
    call("/ecom/v1/orders/search", ask(old, "", null)).path("orders").forEach(known::add);
    List<Case> all = new ArrayList<>();
    drawn(all, known);
    all.add(new Case("none", () -> "", ""));
    for (String[] value : VALUES) all.add(new Case(value[0], () -> value[1], ""));
    for (String sort : SORTS) all.add(new Case("none", () -> "", sort));
    for (String[] rare : RARE) all.add(new Case(rare[0], () -> rare[1], rare[2]));
    return all;
  }

  /** Searches for what known orders have, another one in each call. */
  private void drawn(List<Case> all, List<JsonNode> known) {
    for (String field :
        List.of(
            "id",
            "number",
            "checkoutId",
            "buyerInfo.email",
            "buyerInfo.contactId",
            "buyerInfo.memberId",
            "billingInfo.contactDetails.lastName")) {
      String path = "/" + field.replace('.', '/');
      List<String> values =
          known.stream().map(it -> it.at(path).asText("")).filter(it -> !it.isEmpty()).toList();
      String test = "{'" + field + "':{'$eq':'%s'}}";
      all.add(new Case(field + " $eq", () -> test.formatted(any(values)), ""));
    }
    List<String> items =
        known.stream()
            .map(it -> it.at("/lineItems/0/catalogReference/catalogItemId").asText())
            .toList();
    all.add(
        new Case(
            "lineItems.catalogReference.catalogItemId $hasSome",
            () ->
                "{'lineItems.catalogReference.catalogItemId':{'$hasSome':['%s']}}"
                    .formatted(any(items)),
            ""));
    List<String> dates = known.stream().map(it -> it.path("createdDate").asText()).toList();
    all.add(
        new Case(
            "createdDate $lt", () -> "{'createdDate':{'$lt':'%s'}}".formatted(any(dates)), ""));
    all.add(
        new Case(
            "buyer and status",
            () ->
                "{'buyerInfo.email':'%s','status':'CANCELED'}"
                    .formatted(any(known).at("/buyerInfo/email").asText()),
            ""));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static final String[][] VALUES = {
    {
      "createdDate a day",
      "{'createdDate':{'$gte':'2022-05-01T00:00:00Z','$lt':'2022-05-02T00:00:00Z'}}"
    },
    {"status APPROVED", "{'status':'APPROVED'}"},
    {"status CANCELED", "{'status':'CANCELED'}"},
    {"status PENDING", "{'status':'PENDING'}"},
    {"status $in PENDING, REJECTED", "{'status':{'$in':['PENDING','REJECTED']}}"},
    {"status $ne APPROVED", "{'status':{'$ne':'APPROVED'}}"},
    {"paymentStatus PAID", "{'paymentStatus':'PAID'}"},
    {"paymentStatus NOT_PAID", "{'paymentStatus':'NOT_PAID'}"},
    {"paymentStatus PENDING_MERCHANT", "{'paymentStatus':'PENDING_MERCHANT'}"},
    {"paymentStatus $in two rare", "{'paymentStatus':{'$in':['PENDING_MERCHANT','PENDING']}}"},
    {"fulfillmentStatus NOT_FULFILLED", "{'fulfillmentStatus':'NOT_FULFILLED'}"},
    {"fulfillmentStatus PARTIALLY_FULFILLED", "{'fulfillmentStatus':'PARTIALLY_FULFILLED'}"},
    {"paid and not sent", "{'paymentStatus':'PAID','fulfillmentStatus':'NOT_FULFILLED'}"},
    {"not paid and sent", "{'paymentStatus':'NOT_PAID','fulfillmentStatus':'FULFILLED'}"},
    {"channel WEB", "{'channelInfo.type':'WEB'}"},
    {"channel ETSY", "{'channelInfo.type':'ETSY'}"},
    {"shipping title rare", "{'shippingInfo.title':'Delivery 5'}"},
    {"shipping region rare", "{'shippingInfo.region.name':'Islands'}"},
    {"archived", "{'archived':true}"},
    {"not archived", "{'archived':false}"},
    {"unseen", "{'seenByAHuman':false}"},
    {"imported", "{'imported':true}"},
    {"demo (none)", "{'demo':true}"},
    {"location name", "{'businessLocation.name':'Store 3'}"},
    {"pending > 0", "{'balanceSummary.pending.amount':{'$gt':'0'}}"},
    {"authorized > 0 (none)", "{'balanceSummary.authorized.amount':{'$gt':'0'}}"},
    {"pendingRefund > 0 (none)", "{'balanceSummary.pendingRefund.amount':{'$gt':'0'}}"},
    {"email of nobody", "{'buyerInfo.email':'nobody@example.com'}"},
    {
      "subscription of nobody",
      "{'lineItems.subscriptionInfo.id':'3b241101-e2bb-4255-8caf-4136c566a962'}"
    },
    {
      "slot of a day",
      "{'shippingInfo.logistics.deliveryTimeSlot.from':{'$gte':'2022-05-01T00:00:00Z','$lt':'2022-05-02T00:00:00Z'}}"
    },
    {"number $gt", "{'number':{'$gt':'5000000'}}"}
  };

  private static final String[] SORTS = {
    "-createdDate",
    "+createdDate",
    "-updatedDate",
    "+updatedDate",
    "-number",
    "+number",
    "+status",
    "-paymentStatus"
  };

  /** A rare filter with a sort that does not suit it. */
  private static final String[][] RARE = {
    {"status REJECTED, oldest", "{'status':'REJECTED'}", "+createdDate"},
    {"status PENDING by number", "{'status':'PENDING'}", "-number"},
    {
      "product by number",
      "{'lineItems.productName.original':{'$hasSome':['Product 3']}}",
      "-createdDate"
    },
    {"total > 2000, newest", "{'priceSummary.total.amount':{'$gt':'2000'}}", "-createdDate"},
    {
      "last name starts with, newest",
      "{'billingInfo.contactDetails.lastName':{'$startsWith':'Last1999'}}",
      ""
    },
    {"email contains, newest", "{'buyerInfo.email':{'$contains':'2345678'}}", ""},
    {"none by total", "{}", "-priceSummary.total.amount"}
  };
}
