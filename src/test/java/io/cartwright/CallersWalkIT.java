package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every operation with every kind of caller: who is not named in its declaration is refused.
 */
class CallersWalkIT {
  private static final TestEngine ENGINE = TestEngine.shared();

  /** The path of an operation with ids that exist nowhere. */
  static String pathOf(Operation<?, ?> operation) {
    String path = operation.route().paths().get(0);
    while (path.contains("{")) {
      path =
          path.substring(0, path.indexOf('{'))
              + UUID.randomUUID()
              + path.substring(path.indexOf('}') + 1);
    }
    return path;
  }

  static boolean hasBody(Operation<?, ?> operation) {
    return !operation.route().verb().equals("GET") && !operation.route().verb().equals("DELETE");
  }

  @TestFactory
  Stream<DynamicTest> everyOperationAdmitsItsCallersAndNobodyElse() {
    Map<Role, String> credentials = new LinkedHashMap<>();
    credentials.put(Role.ANONYMOUS, null);
    credentials.put(Role.VISITOR, ENGINE.visitor());
    credentials.put(Role.MEMBER, ENGINE.member(UUID.randomUUID()));
    credentials.put(Role.ADMIN, ENGINE.apiKey());
    return Domains.operations().stream()
        .filter(operation -> operation.route() != null)
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.address(),
                    () -> credentials.forEach((role, text) -> check(operation, role, text))));
  }

  private static void check(Operation<?, ?> operation, Role role, String credential) {
    TestEngine.Answer answer =
        ENGINE.call(
            operation.route().verb(),
            pathOf(operation),
            credential,
            hasBody(operation) ? "{}" : null);
    String what = role + " got " + answer.status() + " " + answer.body();
    boolean open = operation.callers().contains(Role.ANONYMOUS);
    if (role == Role.ANONYMOUS && !open) {
      assertEquals(401, answer.status(), what);
      assertEquals("UNAUTHENTICATED", answer.code(), what);
    } else if (!open && !operation.callers().contains(role)) {
      assertEquals(403, answer.status(), what);
      assertEquals("PERMISSION_DENIED", answer.code(), what);
    } else {
      assertTrue(answer.status() < 500, what);
      assertTrue(answer.status() != 403 || open, what);
    }
  }

  @Test
  void aBrokenTokenAndAForeignSiteAreRefused() {
    String path = "/ecom/v1/carts/current";
    assertEquals(401, ENGINE.call("GET", path, "nonsense", (String) null).status());
    assertEquals(401, ENGINE.call("GET", path, ENGINE.visitor() + "x", (String) null).status());
    TestEngine.Answer foreign =
        ENGINE.call(
            "GET",
            path,
            ENGINE.visitor(),
            null,
            Map.of("wix-site-id", UUID.randomUUID().toString()));
    assertEquals(403, foreign.status());
  }
}
