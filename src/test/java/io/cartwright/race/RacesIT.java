package io.cartwright.race;

import io.cartwright.TestEngine;
import java.util.List;
import java.util.Map;

/** The races on one engine. */
class RacesIT extends RacesBase {
  @Override
  List<TestEngine> engines() {
    return List.of(TestEngine.start(Map.of("payment.sandboxDelay", "20ms")));
  }

  @Override
  int times(int onOneEngine) {
    return onOneEngine;
  }
}
