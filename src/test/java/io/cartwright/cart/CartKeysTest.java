package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartKeysTest {

  @Test
  void aCartLeadsToTheOwnerOfItsBuyer() {
    for (int i = 0; i < 1_000; i++) {
      String buyer = CartKeys.ofVisitor(UUID.randomUUID().toString());
      UUID cart = CartKeys.cartId(UUID.randomUUID(), buyer);
      assertEquals(CartKeys.ownerOfBuyer(buyer), CartKeys.ownerOfCart(cart.toString()));
      assertEquals(
          CartKeys.ownerOfBuyer(buyer),
          CartKeys.ownerOfCart(cart.toString().toUpperCase(Locale.ROOT)));
      assertEquals(2, cart.variant());
    }
  }

  @Test
  void buyersAreSpreadOverOwners() {
    Set<String> owners = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      owners.add(CartKeys.ownerOfBuyer(CartKeys.ofMember(UUID.randomUUID().toString())));
    }
    assertTrue(owners.size() > 950, owners.size() + " owners");
  }

  @Test
  void whatIsNoIdHasAnOwnerToo() {
    assertEquals("cart/none", CartKeys.ownerOfCart(null));
    assertEquals("cart/none", CartKeys.ownerOfCart("x"));
  }
}
