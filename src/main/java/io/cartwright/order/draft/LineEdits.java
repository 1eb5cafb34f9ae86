package io.cartwright.order.draft;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.draftorders.LineItemChangeDetails;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Changes of a draft's lines. Pure. */
final class LineEdits {
  private LineEdits() {}

  /**
   * What changes are decided by.
   *
   * @param foreign true when the draft is in another currency than the site
   * @param sentByLine units that were sent, by line item id
   * @param resolved the catalog's answer for lines that get other options, by their id in lower
   *     case
   */
  record By(boolean foreign, Map<String, Integer> sentByLine, Map<String, ResolvedItem> resolved) {
    int sent(DraftLine line) {
      return sentByLine.getOrDefault(DraftLines.id(line), 0);
    }
  }

  /** The lines that get other options, with the references that these make. */
  static Map<String, CatalogReference> references(
      StoredDraft draft, List<LineItemChangeDetails> changes) {
    Map<String, CatalogReference> references = new java.util.LinkedHashMap<>();
    for (LineItemChangeDetails change : changes) {
      if (change.newCatalogReferenceOptions() == null || change.lineItemId() == null) continue;
      DraftLine line = DraftLines.find(draft, change.lineItemId());
      if (line == null || !LineChecks.isFromCatalog(line)) continue;
      references.put(
          change.lineItemId().toLowerCase(Locale.ROOT),
          line.line().catalogReference().toBuilder()
              .options(change.newCatalogReferenceOptions())
              .build());
    }
    return references;
  }

  /** The draft with its lines changed. Refused in the order of {@link DraftRefusal}. */
  static Outcome<StoredDraft> changed(
      StoredDraft draft, List<LineItemChangeDetails> changes, By by) {
    Set<String> seen = new HashSet<>();
    for (LineItemChangeDetails change : changes) {
      if (change.lineItemId() == null) return Given.missing("lineItemChanges.lineItemId");
      if (!seen.add(change.lineItemId().toLowerCase(Locale.ROOT))) {
        return Outcome.refused(
            DraftRefusal.MULTIPLE_CHANGES_FOR_SAME_LINE_ITEM,
            "changed twice: " + change.lineItemId());
      }
    }
    Outcome<StoredDraft> next = Outcome.done(draft);
    for (LineItemChangeDetails change : changes) {
      next = next.then(known -> changed(known, change, by));
    }
    return next.then(NewLines::limited);
  }

  private static Outcome<StoredDraft> changed(
      StoredDraft draft, LineItemChangeDetails change, By by) {
    DraftLine line = DraftLines.find(draft, change.lineItemId());
    if (line == null) {
      return Outcome.refused(
          DraftRefusal.LINE_ITEM_DOES_NOT_EXIST, "there is no line " + change.lineItemId());
    }
    Outcome<StoredDraft> refusal = LineChecks.refusal(draft, line, change, by);
    if (refusal != null) return refusal;
    return LineEdit.edited(draft, line, change, by).map(next -> put(draft, line, next));
  }

  /** A line of the order stays as a removed one; one that was added is gone. */
  private static StoredDraft put(StoredDraft draft, DraftLine before, DraftLine after) {
    List<DraftLine> lines = new ArrayList<>();
    for (DraftLine line : DraftLines.of(draft)) {
      if (line != before) lines.add(line);
      else if (!(DraftLines.isAdded(after) && DraftLines.isRemoved(after))) lines.add(after);
    }
    return draft.toBuilder().lines(lines).build();
  }
}
