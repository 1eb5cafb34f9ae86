package io.cartwright.order.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document: DejaVu Sans, which has Latin, Greek, Cyrillic, Hebrew, Arabic,
 * Armenian and Georgian letters. What a document uses of them is embedded in it.
 */
final class Fonts {
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final byte[] PLAIN = read("DejaVuSans.ttf");
  private static final byte[] BOLD = read("DejaVuSans-Bold.ttf");

  private final PDType0Font plain;
  private final PDType0Font bold;
  private final CmapLookup plainGlyphs;
  private final CmapLookup boldGlyphs;

  Fonts(PDDocument document) throws IOException {
    TrueTypeFont plainFile = parsed(document, PLAIN);
    TrueTypeFont boldFile = parsed(document, BOLD);
    plain = PDType0Font.load(document, plainFile, true);
    bold = PDType0Font.load(document, boldFile, true);
    plainGlyphs = plainFile.getUnicodeCmapLookup();
    boldGlyphs = boldFile.getUnicodeCmapLookup();
  }

  /** Without its tables of ligatures: they would hide letters from whoever copies the text. */
  private static TrueTypeFont parsed(PDDocument document, byte[] file) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    font.setEnableGsub(false);
    document.registerTrueTypeFontForClosing(font);
    return font;
  }

  private static byte[] read(String name) {
    try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  PDType0Font of(boolean isBold) {
    return isBold ? bold : plain;
  }

  CmapLookup glyphs(boolean isBold) {
    return isBold ? boldGlyphs : plainGlyphs;
  }
}
