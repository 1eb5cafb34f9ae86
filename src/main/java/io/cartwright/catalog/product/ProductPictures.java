package io.cartwright.catalog.product;

import io.cartwright.wire.productsv3.Image;
import io.cartwright.wire.productsv3.MediaType;
import io.cartwright.wire.productsv3.ProductMedia;
import io.cartwright.wire.productsv3.Thumbnail;

/** Media of products. The engine keeps addresses, not files: every medium is an image at a URL. */
final class ProductPictures {
  private ProductPictures() {}

  /** The medium with the parts that follow from its address. */
  static ProductMedia complete(ProductMedia sent) {
    if (sent.url() == null && sent.image() == null) {
      return sent.toBuilder().mediaType(MediaType.IMAGE).build();
    }
    String url = sent.url() == null ? sent.image().url() : sent.url();
    return sent.toBuilder()
        .mediaType(MediaType.IMAGE)
        .image(Image.builder().url(url).altText(shortened(sent.altText())).build())
        .thumbnail(Thumbnail.builder().url(url).altText(sent.altText()).build())
        .build();
  }

  private static String shortened(String altText) {
    return altText == null || altText.length() <= 200 ? altText : altText.substring(0, 200);
  }
}
