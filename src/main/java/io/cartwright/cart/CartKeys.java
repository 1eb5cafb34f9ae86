package io.cartwright.cart;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Role;
import java.util.Locale;
import java.util.UUID;

/**
 * Which event loop owns a cart.
 *
 * <p>A cart is reached by its id and as its buyer's current cart, and both ways must lead to one
 * owner, or one of them would see a stale copy. So the last 16 bits of a cart's id are a hash of
 * its buyer, and the owner's key is made of these bits alone: it follows from the id as well as
 * from the buyer.
 */
final class CartKeys {
  private static final long BUCKET_MASK = 0xffff;
  private static final int BUCKET_DIGITS = 4;

  private CartKeys() {}

  /** Names a buyer: visitors and members never meet. Null for those who are not buyers. */
  static String buyerOf(Caller caller) {
    if (!caller.isBuyer() || caller.subjectId() == null) return null;
    return caller.role() == Role.MEMBER
        ? ofMember(caller.subjectId().toString())
        : ofVisitor(caller.subjectId().toString());
  }

  static String ofMember(String memberId) {
    return "m:" + memberId;
  }

  static String ofVisitor(String visitorId) {
    return "v:" + visitorId;
  }

  /** A cart id for this buyer. */
  static UUID cartId(UUID random, String buyer) {
    return new UUID(
        random.getMostSignificantBits(),
        (random.getLeastSignificantBits() & ~BUCKET_MASK) | bucket(buyer));
  }

  /** The owner's key of the buyer's carts. */
  static String ownerOfBuyer(String buyer) {
    String digits = Long.toHexString(bucket(buyer));
    return "cart/" + "0".repeat(BUCKET_DIGITS - digits.length()) + digits;
  }

  /** The owner's key of a cart. */
  static String ownerOfCart(String cartId) {
    return cartId == null || cartId.length() < BUCKET_DIGITS
        ? "cart/none"
        : "cart/" + cartId.substring(cartId.length() - BUCKET_DIGITS).toLowerCase(Locale.ROOT);
  }

  private static long bucket(String buyer) {
    int hash = buyer.hashCode() * 0x9E3779B9;
    return (hash >>> 16) & BUCKET_MASK;
  }
}
