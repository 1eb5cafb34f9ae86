package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.shipping.ShippingFixture;
import io.cartwright.store.TestDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoDeliveryIT {
  @Test
  void theDemoShopDeliversAtHomeAndAbroadAndIsFilledOnlyOnce() {
    try (ShippingFixture node = new ShippingFixture(TestDatabase.fresh())) {
      for (int i = 0; i < 2; i++) {
        ShippingFixture.await(new DemoDelivery(node.bus, Clock.systemUTC(), node.siteId).fill());
      }
      assertEquals(List.of("Standard", "Express", "Store pickup"), node.titles("US", "NY", "line"));
      assertEquals(List.of("International"), node.titles("FR", null, "line"));
    }
  }
}
