package io.cartwright.tax.group;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Outcome;
import io.cartwright.tax.SystemGroups;
import io.cartwright.tax.TaxRefusal;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsResponse;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsResult;
import io.cartwright.wire.taxgroups.TaxGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may become of tax groups. */
final class TaxGroups {
  private TaxGroups() {}

  /** The id, unless it is of a group that stays as it is. */
  static Outcome<UUID> mayChange(UUID siteId, UUID id) {
    return SystemGroups.find(siteId, id).isEmpty()
        ? Outcome.done(id)
        : Outcome.refused(
            TaxRefusal.ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP,
            "this tax group is there from the start, and cannot be changed or deleted");
  }

  /**
   * The group after a change.
   *
   * @param base null for a new one
   * @param present the fields that were sent; null: those that are set
   */
  static Outcome<TaxGroup> changed(TaxGroup base, TaxGroup patch, Fields present) {
    TaxGroup group = TaxGroup.CODEC.merge(base, patch, present);
    return group.name() == null || group.name().isBlank()
        ? Outcome.invalid("taxGroup.name", Violation.Rule.REQUIRED_FIELD, "must not be blank")
        : Outcome.done(group);
  }

  /** The default group of each app, or why there is none. */
  static ListDefaultTaxGroupsByAppIdsResponse ofApps(UUID siteId, List<String> appIds) {
    List<Outcome<TaxGroup>> found = new ArrayList<>();
    List<ListDefaultTaxGroupsByAppIdsResult> results = new ArrayList<>();
    for (String appId : appIds) {
      Outcome<TaxGroup> outcome =
          SystemGroups.ofApp(siteId, appId)
              .map(Outcome::done)
              .orElseGet(
                  () ->
                      Outcome.refused(
                          TaxRefusal.DEFAULT_TAX_GROUP_NOT_FOUND,
                          "this app has no default tax group"));
      TaxGroup group = outcome.orNull();
      ItemMetadata metadata =
          new ItemMetadata(
              group == null ? null : group.id(),
              found.size(),
              outcome.isDone(),
              BulkAnswers.error(outcome));
      found.add(outcome);
      results.add(new ListDefaultTaxGroupsByAppIdsResult(metadata, group));
    }
    return new ListDefaultTaxGroupsByAppIdsResponse(results, BulkAnswers.metadata(found));
  }
}
