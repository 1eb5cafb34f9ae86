package io.cartwright.catalog.category;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.Refusals;
import io.cartwright.catalog.category.CategoryStore.Listed;
import io.cartwright.catalog.category.CategoryStore.Place;
import io.cartwright.catalog.category.PlaceFlow.Wish;
import io.cartwright.wire.categories.BulkItemToCategoriesResult;
import io.cartwright.wire.categories.BulkItemsToCategoryResult;
import io.cartwright.wire.categories.ItemReference;
import io.cartwright.wire.categories.ItemReferenceMetadata;
import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.manualtaxmappings.ItemMetadata;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Between wire messages of categories and what the flows work with. */
final class CategoryReplies {
  private CategoryReplies() {}

  static List<BulkItemsToCategoryResult> byItem(List<Wish> wishes, List<Outcome<Place>> done) {
    List<BulkItemsToCategoryResult> results = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      results.add(
          BulkItemsToCategoryResult.builder()
              .itemMetadata(
                  ItemReferenceMetadata.builder()
                      .item(wishes.get(i).item())
                      .originalIndex(i)
                      .success(done.get(i).isDone())
                      .error(Refusals.error(done.get(i)))
                      .build())
              .build());
    }
    return results;
  }

  static List<BulkItemToCategoriesResult> byCategory(List<Wish> wishes, List<Outcome<Place>> done) {
    List<BulkItemToCategoriesResult> results = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      results.add(
          BulkItemToCategoriesResult.builder()
              .itemMetadata(
                  ItemMetadata.builder()
                      .id(wishes.get(i).categoryId())
                      .originalIndex(i)
                      .success(done.get(i).isDone())
                      .error(Refusals.error(done.get(i)))
                      .build())
              .build());
    }
    return results;
  }

  static BulkActionMetadata metadata(List<Outcome<Place>> outcomes) {
    int done = (int) outcomes.stream().filter(Outcome::isDone).count();
    return BulkActionMetadata.builder()
        .totalSuccesses(done)
        .totalFailures(outcomes.size() - done)
        .undetailedFailures(0)
        .build();
  }

  static ItemReference item(Listed listed) {
    return ItemReference.builder()
        .catalogItemId(listed.productId().toString())
        .appId(CatalogQuestions.STORES_APP_ID)
        .build();
  }

  /** Where a list goes on, and what it was asked with: {@code flags/instant/product}. */
  record Cursor(boolean subcategories, Listed after) {
    String text() {
      String plain = (subcategories ? "s" : "-") + "/" + after.at() + "/" + after.productId();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor in this text, or null when it is none of ours. */
    static Cursor of(String text) {
      try {
        byte[] plain = Base64.getUrlDecoder().decode(text);
        String[] parts = new String(plain, StandardCharsets.UTF_8).split("/");
        UUID id = parts.length == 3 ? CatalogIds.parse(parts[2]) : null;
        return id == null
            ? null
            : new Cursor(parts[0].equals("s"), new Listed(id, Instant.parse(parts[1])));
      } catch (IllegalArgumentException | DateTimeException e) {
        return null;
      }
    }
  }
}
