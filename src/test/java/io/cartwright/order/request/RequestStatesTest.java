package io.cartwright.order.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cartwright.wire.orderpaymentrequests.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of a payment request's states against what it promises, and keeps {@code
 * src/docs/payment-request-states.md}, which draws it. Run with {@code
 * -Dcartwright.update-docs=true} to write the page anew.
 */
class RequestStatesTest {
  private static final Path PAGE = Path.of("src/docs/payment-request-states.md");

  @Test
  void whatIsPaidStaysPaidAndNothingBecomesUnpaidAgain() {
    for (RequestMove move : RequestMove.values()) {
      assertFalse(move.isAllowedFrom(Status.PAID), move + " leads on from PAID");
      assertFalse(move.to() == Status.UNPAID, move + " leads to the beginning");
    }
  }

  @Test
  void thePageDrawsTheTable() throws IOException {
    String page = page();
    if (Boolean.getBoolean("cartwright.update-docs")) Files.writeString(PAGE, page);
    assertEquals(
        Files.readString(PAGE), page, "run RequestStatesTest with -Dcartwright.update-docs=true");
  }

  private static String page() {
    StringBuilder drawing = new StringBuilder();
    for (Status from : Status.values()) {
      for (RequestMove move : RequestMove.values()) {
        if (!move.isAllowedFrom(from)) continue;
        String word = move.name().toLowerCase(Locale.ROOT);
        drawing.append("  %s --> %s : %s%n".formatted(from, move.to(), word));
      }
    }
    return """
        # States of a payment request

        Made by `RequestStatesTest` from the table in the code, `RequestMove`. A move that is not drawn here does not happen.

        ```mermaid
        stateDiagram-v2
          [*] --> UNPAID
          [*] --> EXPIRED : its end is over already
        """
        + drawing
        + """
          PAID --> [*]
        ```

        - A request is paid in the transaction that enters its money. A payment that was under way when the request expired or
          was voided still counts.
        - Money that is held is not collected yet: the request stays UNPAID, its page says so, and paying it again is refused with
          `ORDER_PAYMENT_REQUEST_HELD`. The capture makes it PAID; a void opens it again.
        - A request whose `expirationDate` has passed is shown and treated as EXPIRED at once, and noted so within a minute.
        """;
  }
}
