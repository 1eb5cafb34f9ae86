package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.store.Stored;
import io.cartwright.wire.orders.CursorPagingMetadata;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers that show orders as they are stored: their texts are copied and never read. */
final class OrderAnswers {
  private static final byte[] ORDER = ascii("{\"order\":");
  private static final byte[] ORDERS = ascii("{\"orders\":[");
  private static final byte[] METADATA = ascii("],\"metadata\":");

  private OrderAnswers() {}

  static Outcome<GetOrderResponse> order(byte[] text) {
    byte[] json = new byte[ORDER.length + text.length + 1];
    int at = add(ORDER, json, 0);
    at = add(text, json, at);
    json[at] = '}';
    return Outcome.done(GetOrderResponse.CODEC, json);
  }

  static Outcome<SearchOrdersResponse> page(
      List<Stored<byte[]>> texts, CursorPagingMetadata metadata) {
    byte[] end = CursorPagingMetadata.CODEC.toBytes(metadata);
    int commas = Math.max(0, texts.size() - 1);
    int length = ORDERS.length + commas + METADATA.length + end.length + 1;
    for (Stored<byte[]> text : texts) length += text.value().length;
    byte[] json = new byte[length];
    int at = add(ORDERS, json, 0);
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) json[at++] = ',';
      at = add(texts.get(i).value(), json, at);
    }
    at = add(METADATA, json, at);
    at = add(end, json, at);
    json[at] = '}';
    return Outcome.done(SearchOrdersResponse.CODEC, json);
  }

  private static int add(byte[] part, byte[] to, int at) {
    System.arraycopy(part, 0, to, at, part.length);
    return at + part.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
