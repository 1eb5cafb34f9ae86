package io.cartwright.order.document;

import io.cartwright.order.document.Sheet.Block;
import io.cartwright.order.document.Sheet.Column;
import io.cartwright.order.document.Sheet.Note;
import io.cartwright.order.document.Sheet.Pair;
import io.cartwright.order.document.Sheet.Party;
import io.cartwright.order.document.Sheet.Sums;
import io.cartwright.order.document.Sheet.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Puts a sheet on pages of A4. The same sheet with the same time of issue gives the same bytes.
 * Slow (tens of milliseconds): for workers.
 */
final class SheetPdf {
  private static final float SIZE = 9;
  private static final float SMALL = 8;
  private static final float GAP = 4;

  private final Sheet sheet;
  private final Pen pen;

  private SheetPdf(Sheet sheet, Pen pen) {
    this.sheet = sheet;
    this.pen = pen;
  }

  static byte[] of(Sheet sheet, Instant issued) {
    try (PDDocument document = new PDDocument()) {
      describe(document, sheet, issued);
      try (Pen pen = new Pen(document, new Fonts(document), sheet.rightToLeft())) {
        new SheetPdf(sheet, pen).draw();
        pen.finish(sheet.footer());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void describe(PDDocument document, Sheet sheet, Instant issued) {
    document.setDocumentId(issued.toEpochMilli());
    document.getDocumentCatalog().setLanguage(sheet.locale().toLanguageTag());
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle(sheet.title() + " " + sheet.number());
    about.setAuthor(sheet.sender().isEmpty() ? "" : sheet.sender().get(0));
    about.setCreationDate(GregorianCalendar.from(issued.atZone(ZoneOffset.UTC)));
  }

  private void draw() throws IOException {
    head();
    people();
    for (Block block : sheet.blocks()) {
      pen.down(10);
      if (block instanceof Table table) table(table);
      else if (block instanceof Sums sums) sums(sums);
      else if (block instanceof Note note) paragraph(note.text());
    }
  }

  private void head() throws IOException {
    float start = pen.top();
    for (int i = 0; i < sheet.sender().size(); i++) {
      boolean name = i == 0;
      for (String line : pen.wrapped(sheet.sender().get(i), 230, name ? 12 : SIZE, name)) {
        pen.text(line, 0, 230, name ? 12 : SIZE, name, false);
        pen.down(Pen.line(name ? 12 : SIZE));
      }
    }
    float left = pen.top();
    pen.moveTo(start);
    pen.text(sheet.title(), 250, Pen.WIDTH - 250, 18, true, true);
    pen.down(Pen.line(18) + GAP);
    for (Pair fact : sheet.facts()) pair(fact, 250, 120);
    pen.moveTo(Math.min(left, pen.top()) - 16);
  }

  /** A name and its value, the value at the end of the line. */
  private void pair(Pair pair, float x, float nameWidth) throws IOException {
    float valueWidth = Pen.WIDTH - x - nameWidth;
    List<String> names = pen.wrapped(pair.name(), nameWidth - GAP, SIZE, pair.strong());
    List<String> values = pen.wrapped(pair.value(), valueWidth, SIZE, pair.strong());
    for (int i = 0; i < Math.max(names.size(), values.size()); i++) {
      pen.need(Pen.line(SIZE));
      if (i < names.size()) pen.text(names.get(i), x, nameWidth, SIZE, pair.strong(), false);
      if (i < values.size()) {
        pen.text(values.get(i), x + nameWidth, valueWidth, SIZE, pair.strong(), true);
      }
      pen.down(Pen.line(SIZE));
    }
  }

  private void people() throws IOException {
    if (sheet.people().isEmpty()) return;
    float start = pen.top();
    float lowest = start;
    float width = Pen.WIDTH / Math.max(2, sheet.people().size());
    for (int i = 0; i < sheet.people().size(); i++) {
      Party party = sheet.people().get(i);
      pen.moveTo(start);
      pen.text(party.title(), i * width, width - GAP, SMALL, true, false);
      pen.down(Pen.line(SMALL) + 2);
      for (String line : party.lines()) {
        for (String part : pen.wrapped(line, width - GAP, SIZE, false)) {
          pen.text(part, i * width, width - GAP, SIZE, false, false);
          pen.down(Pen.line(SIZE));
        }
      }
      lowest = Math.min(lowest, pen.top());
    }
    pen.moveTo(lowest - 6);
  }

  private void table(Table table) throws IOException {
    pen.need(5 * Pen.line(SIZE));
    if (table.title() != null) {
      pen.text(table.title(), 0, Pen.WIDTH, 10, true, false);
      pen.down(Pen.line(10) + 2);
    }
    tableHead(table);
    for (List<String> row : table.rows()) {
      List<List<String>> cells = cells(table.columns(), row, SIZE, false);
      int lines = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int i = 0; i < lines; i++) {
        boolean keep = i == 0 && lines <= 6;
        if (pen.need(Pen.line(SIZE) * (keep ? lines : 1) + GAP)) tableHead(table);
        cellLine(table.columns(), cells, i, SIZE, false);
        pen.down(Pen.line(SIZE));
      }
      pen.down(GAP);
    }
    pen.rule(0.5f);
  }

  private void tableHead(Table table) throws IOException {
    List<String> names = table.columns().stream().map(Column::name).toList();
    List<List<String>> cells = cells(table.columns(), names, SMALL, true);
    int lines = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int i = 0; i < lines; i++) {
      cellLine(table.columns(), cells, i, SMALL, true);
      pen.down(Pen.line(SMALL));
    }
    pen.down(2);
    pen.rule(0.8f);
    pen.down(GAP);
  }

  private List<List<String>> cells(List<Column> columns, List<String> row, float size, boolean bold)
      throws IOException {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(pen.wrapped(row.get(i), width(columns.get(i)) - GAP, size, bold));
    }
    return cells;
  }

  private static float width(Column column) {
    return Pen.WIDTH * column.share() / 100;
  }

  private void cellLine(
      List<Column> columns, List<List<String>> cells, int line, float size, boolean bold)
      throws IOException {
    float x = 0;
    for (int i = 0; i < columns.size(); i++) {
      float width = width(columns.get(i));
      if (line < cells.get(i).size()) {
        pen.text(cells.get(i).get(line), x, width - GAP, size, bold, columns.get(i).figures());
      }
      x += width;
    }
  }

  private void sums(Sums sums) throws IOException {
    pen.need(Pen.line(SIZE) * Math.min(sums.rows().size(), 8));
    for (Pair row : sums.rows()) pair(row, Pen.WIDTH - 290, 190);
  }

  private void paragraph(String text) throws IOException {
    for (String line : pen.wrapped(text, Pen.WIDTH, SMALL, false)) {
      pen.need(Pen.line(SMALL));
      pen.text(line, 0, Pen.WIDTH, SMALL, false, false);
      pen.down(Pen.line(SMALL));
    }
  }
}
