package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.TagList;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.Tags;
import io.cartwright.wire.orders.TagsTagList;
import io.cartwright.wire.orders.TagsTags;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tags of orders. Pure. */
final class OrderTags {
  /** Most tags in each of an order's two lists. */
  static final int COUNT_MAX = 100;

  private OrderTags() {}

  /**
   * The order with some tags assigned and others taken away; one that is named in both is assigned.
   * Refused with TAGS_LIMIT_REACHED.
   */
  static Outcome<Order> changed(Order order, TagsTags assign, TagsTags unassign) {
    Tags before = order.tags() == null ? new Tags(null, null) : order.tags();
    TagList open =
        changed(
            before.tags(),
            assign == null ? null : assign.tags(),
            unassign == null ? null : unassign.tags());
    TagList hidden =
        changed(
            before.privateTags(),
            assign == null ? null : assign.privateTags(),
            unassign == null ? null : unassign.privateTags());
    if (ids(open).size() > COUNT_MAX || ids(hidden).size() > COUNT_MAX) {
      return Outcome.refused(
          OrderRefusal.TAGS_LIMIT_REACHED, "an order has " + COUNT_MAX + " tags at most");
    }
    Tags after = new Tags(hidden, open);
    return Outcome.done(after.equals(before) ? order : order.toBuilder().tags(after).build());
  }

  private static TagList changed(TagList before, TagsTagList assign, TagsTagList unassign) {
    if (assign == null && unassign == null) return before;
    Set<String> ids = new LinkedHashSet<>(ids(before));
    ids(unassign).forEach(ids::remove);
    ids.addAll(ids(assign));
    return new TagList(List.copyOf(ids));
  }

  private static List<String> ids(TagList list) {
    return list == null || list.tagIds() == null ? List.of() : list.tagIds();
  }

  private static List<String> ids(TagsTagList list) {
    return list == null || list.tagIds() == null ? List.of() : list.tagIds();
  }
}
