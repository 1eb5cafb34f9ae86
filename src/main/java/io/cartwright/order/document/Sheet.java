package io.cartwright.order.document;

import java.util.List;
import java.util.Locale;

/**
 * What stands on the paper of a document, ready to be set: all texts are in the reader's language,
 * in the order in which they are read.
 *
 * @param facts number, dates and the like
 * @param sender the seller: the first line is the name
 * @param people buyer and recipient
 * @param blocks what follows, from top to bottom
 * @param footer stands at the foot of each page
 */
record Sheet(
    Locale locale,
    boolean rightToLeft,
    String title,
    String number,
    List<Pair> facts,
    List<String> sender,
    List<Party> people,
    List<Block> blocks,
    String footer) {
  Sheet {
    facts = List.copyOf(facts);
    sender = List.copyOf(sender);
    people = List.copyOf(people);
    blocks = List.copyOf(blocks);
  }

  /**
   * A name and its value.
   *
   * @param strong true for what the eye should find
   */
  record Pair(String name, String value, boolean strong) {
    Pair(String name, String value) {
      this(name, value, false);
    }
  }

  /** Somebody with an address. */
  record Party(String title, List<String> lines) {
    Party {
      lines = List.copyOf(lines);
    }
  }

  /** A part of the sheet. */
  sealed interface Block permits Table, Sums, Note {}

  /**
   * A table; its head is set again on each page.
   *
   * @param title null for none
   */
  record Table(String title, List<Column> columns, List<List<String>> rows) implements Block {
    Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A column.
   *
   * @param share of the table's width, in percent
   * @param figures true for amounts, which stand at the end of their cell
   */
  record Column(String name, int share, boolean figures) {}

  /** Amounts below each other at the end of the line. */
  record Sums(List<Pair> rows) implements Block {
    Sums {
      rows = List.copyOf(rows);
    }
  }

  /** Some text. */
  record Note(String text) implements Block {}
}
