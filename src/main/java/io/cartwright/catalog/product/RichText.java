package io.cartwright.catalog.product;

import io.cartwright.wire.common.NodeType;
import io.cartwright.wire.productsv3.Node;
import io.cartwright.wire.productsv3.RichContent;
import io.cartwright.wire.productsv3.TextData;
import java.util.List;

/** Between plain and rich descriptions: a merchant sends either, a buyer may ask for both. */
final class RichText {
  private RichText() {}

  /** One paragraph with this text; null for null. */
  static RichContent ofPlain(String text) {
    if (text == null) return null;
    Node inner =
        Node.builder()
            .type(NodeType.TEXT)
            .id("")
            .textData(
                TextData.builder()
                    .text(text.replaceAll("<[^>]*>", ""))
                    .decorations(List.of())
                    .build())
            .build();
    return RichContent.builder()
        .nodes(
            List.of(Node.builder().type(NodeType.PARAGRAPH).id("p1").nodes(List.of(inner)).build()))
        .build();
  }

  /** All text of a description, paragraphs on lines of their own; null for null. */
  static String plain(RichContent content) {
    if (content == null) return null;
    StringBuilder text = new StringBuilder();
    collect(content.nodes(), text);
    return text.toString().strip();
  }

  private static void collect(List<Node> nodes, StringBuilder text) {
    if (nodes == null) return;
    for (Node node : nodes) {
      if (node.textData() != null && node.textData().text() != null) {
        text.append(node.textData().text());
      }
      collect(node.nodes(), text);
      if (node.type() != NodeType.TEXT) text.append('\n');
    }
  }
}
