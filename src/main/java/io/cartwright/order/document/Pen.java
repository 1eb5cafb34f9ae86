package io.cartwright.order.document;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Draws text on pages of A4, from top to bottom. Places are counted in points from the edge where
 * reading begins, so that a text from right to left comes out as its mirror image.
 */
final class Pen implements AutoCloseable {
  static final float MARGIN = 48;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float FOOT = 64;
  private static final float LINE = 1.35f;
  private static final int UNKNOWN = 0xFFFD;

  private final PDDocument document;
  private final Fonts fonts;
  private final boolean rightToLeft;
  private final List<PDPage> pages = new ArrayList<>();
  private PDPageContentStream stream;
  private float top;

  Pen(PDDocument document, Fonts fonts, boolean rightToLeft) throws IOException {
    this.document = document;
    this.fonts = fonts;
    this.rightToLeft = rightToLeft;
    turn();
  }

  /** Begins a new page. */
  void turn() throws IOException {
    if (stream != null) stream.close();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    pages.add(page);
    stream = new PDPageContentStream(document, page);
    top = PDRectangle.A4.getHeight() - MARGIN;
  }

  /** Begins a new page unless this much is left; true when it did. */
  boolean need(float height) throws IOException {
    if (top - height >= FOOT) return false;
    turn();
    return true;
  }

  /** The height of a line of this size. */
  static float line(float size) {
    return size * LINE;
  }

  float top() {
    return top;
  }

  void moveTo(float y) {
    top = y;
  }

  void down(float by) {
    top -= by;
  }

  /** The text broken into lines of this width; words that are longer are broken too. */
  List<String> wrapped(String text, float width, float size, boolean bold) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        String longer = line.length() == 0 ? word : line + " " + word;
        if (width(longer, size, bold) <= width) {
          line.setLength(0);
          line.append(longer);
          continue;
        }
        if (line.length() > 0) lines.add(line.toString());
        String rest = word;
        while (width(rest, size, bold) > width && rest.length() > 1) {
          int cut = fitting(rest, width, size, bold);
          lines.add(rest.substring(0, cut));
          rest = rest.substring(cut);
        }
        line.setLength(0);
        line.append(rest);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private int fitting(String word, float width, float size, boolean bold) throws IOException {
    int low = 1;
    int high = word.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(word.substring(0, middle), size, bold) <= width) low = middle;
      else high = middle - 1;
    }
    boolean pair = low < word.length() && Character.isLowSurrogate(word.charAt(low));
    return pair ? Math.min(word.length(), low + 1) : low;
  }

  float width(String text, float size, boolean bold) throws IOException {
    return fonts.of(bold).getStringWidth(known(text, bold)) / 1000 * size;
  }

  /** A line of text below the top, in the cell that begins at x. */
  void text(String text, float x, float width, float size, boolean bold, boolean atEnd)
      throws IOException {
    if (text.isEmpty()) return;
    String drawn = known(text, bold);
    float wide = fonts.of(bold).getStringWidth(drawn) / 1000 * size;
    float offset = atEnd ? x + width - wide : x;
    float left = rightToLeft ? WIDTH - offset - wide : offset;
    stream.beginText();
    stream.setFont(fonts.of(bold), size);
    stream.newLineAtOffset(MARGIN + left, top - size);
    stream.showText(drawn);
    stream.endText();
  }

  /** What is drawn for a text; characters that the font does not have become U+FFFD. */
  private String known(String text, boolean bold) {
    String drawn = Script.drawn(text, rightToLeft);
    CmapLookup glyphs = fonts.glyphs(bold);
    StringBuilder known = new StringBuilder(drawn.length());
    drawn.codePoints().forEach(c -> known.appendCodePoint(glyphs.getGlyphId(c) == 0 ? UNKNOWN : c));
    return known.toString();
  }

  /** A line across the page. */
  void rule(float weight) throws IOException {
    stream.setStrokingColor(Color.GRAY);
    stream.setLineWidth(weight);
    stream.moveTo(MARGIN, top);
    stream.lineTo(MARGIN + WIDTH, top);
    stream.stroke();
  }

  /** Writes the foot of every page, and ends. */
  void finish(String footer) throws IOException {
    stream.close();
    stream = null;
    Map<Integer, String> numbers = new HashMap<>();
    for (int i = 0; i < pages.size(); i++) numbers.put(i, (i + 1) + " / " + pages.size());
    for (int i = 0; i < pages.size(); i++) {
      stream =
          new PDPageContentStream(
              document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true);
      top = MARGIN;
      text(wrapped(footer, WIDTH - 60, 8, false).get(0), 0, WIDTH - 60, 8, false, false);
      text(numbers.get(i), WIDTH - 60, 60, 8, false, true);
      stream.close();
      stream = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (stream != null) stream.close();
  }
}
