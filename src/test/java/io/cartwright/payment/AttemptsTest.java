package io.cartwright.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.wire.own.payment.AttemptState;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
  @ParameterizedTest
  @CsvSource({
    "STARTED, APPROVED, APPROVED",
    "STARTED, AUTHORIZED, AUTHORIZED",
    "STARTED, OFFLINE, OFFLINE",
    "STARTED, PENDING, PENDING",
    "STARTED, DECLINED, DECLINED",
    "STARTED, NOT_SENT, DECLINED",
    "STARTED, UNDONE, UNDONE",
    "STARTED, NOT_FOUND, STARTED",
    "STARTED, UNKNOWN, STARTED",
    "PENDING, APPROVED, APPROVED",
    "PENDING, AUTHORIZED, AUTHORIZED",
    "PENDING, DECLINED, DECLINED",
    "PENDING, UNDONE, UNDONE",
    "PENDING, PENDING, PENDING",
    "PENDING, NOT_SENT, PENDING",
    "PENDING, NOT_FOUND, PENDING",
    "PENDING, UNKNOWN, PENDING",
  })
  void newsLeadOn(AttemptState stands, ProviderAnswer.State news, AttemptState next) {
    assertEquals(next, Attempts.next(stands, news));
  }

  @Test
  void whatIsEndedStays() {
    for (AttemptState state : AttemptState.values()) {
      if (Attempts.isOpen(state)) continue;
      for (ProviderAnswer.State news : ProviderAnswer.State.values()) {
        assertEquals(state, Attempts.next(state, news));
      }
    }
  }

  @Test
  void theIndexOfLiveAttemptsHoldsTheLiveStates() {
    // As in the migration's partial unique index.
    Set<AttemptState> live =
        Set.of(
            AttemptState.STARTED,
            AttemptState.PENDING,
            AttemptState.APPROVED,
            AttemptState.AUTHORIZED);
    for (AttemptState state : AttemptState.values()) {
      assertEquals(live.contains(state), Attempts.isLive(state));
    }
  }

  @Test
  void signaturesAreBoundToTextAndSecret() {
    byte[] secret = {1, 2, 3};
    String signature = Signature.of(secret, "news");
    assertEquals(true, Signature.isGenuine(secret, "news", signature));
    assertEquals(false, Signature.isGenuine(secret, "other news", signature));
    assertEquals(false, Signature.isGenuine(new byte[] {1, 2, 4}, "news", signature));
    assertEquals(false, Signature.isGenuine(secret, "news", null));
  }
}
