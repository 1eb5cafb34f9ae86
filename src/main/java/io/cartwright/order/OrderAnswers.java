package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.store.Stored;
import io.cartwright.wire.orders.CursorPagingMetadata;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Answers that show orders as they are stored: their texts are copied and never read. */
final class OrderAnswers {
  private static final byte[] ORDER = ascii("{\"order\":");
  private static final byte[] ORDERS = ascii("{\"orders\":[");
  private static final byte[] COMMA = ascii(",");
  private static final byte[] END = ascii("}");
  private static final byte[] METADATA = ascii("],\"metadata\":");

  private OrderAnswers() {}

  static Outcome<GetOrderResponse> order(byte[] text) {
    byte[] json = new byte[ORDER.length + text.length + END.length];
    System.arraycopy(ORDER, 0, json, 0, ORDER.length);
    System.arraycopy(text, 0, json, ORDER.length, text.length);
    System.arraycopy(END, 0, json, ORDER.length + text.length, END.length);
    return Outcome.done(GetOrderResponse.CODEC, json);
  }

  static Outcome<SearchOrdersResponse> page(
      List<Stored<byte[]>> texts, CursorPagingMetadata metadata) {
    byte[][] parts = new byte[2 * texts.size() + 4][];
    int at = 0;
    parts[at++] = ORDERS;
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) parts[at++] = COMMA;
      parts[at++] = texts.get(i).value();
    }
    parts[at++] = METADATA;
    parts[at++] = CursorPagingMetadata.CODEC.toBytes(metadata);
    parts[at++] = END;
    return Outcome.done(SearchOrdersResponse.CODEC, Arrays.copyOf(parts, at));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
