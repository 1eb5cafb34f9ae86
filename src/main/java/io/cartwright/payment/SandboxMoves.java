package io.cartwright.payment;

import io.cartwright.money.Currency;
import io.cartwright.wire.own.payment.SandboxDispute;
import io.cartwright.wire.own.payment.SandboxMove;
import io.cartwright.wire.own.payment.SandboxPayment;
import io.cartwright.wire.own.payment.SandboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Captures, voids, refunds and disputes in the sandbox's books. The sandbox adds up for itself: it
 * takes no more than it holds and gives back no more than it took.
 */
final class SandboxMoves {
  private SandboxMoves() {}

  /** The payment after a request; the same when its key is known. */
  static SandboxPayment made(SandboxPayment payment, MoveRequest request) {
    if (find(payment, request.key()) != null) return payment;
    String failure = failure(payment, request);
    SandboxState state = SandboxState.APPROVED;
    if (failure != null) {
      state = SandboxState.DECLINED;
    } else if (is(payment, request, "_pending")) {
      state = SandboxState.PENDING;
    }
    SandboxMove move =
        SandboxMove.builder()
            .key(request.key().toString())
            .kind(request.kind().name())
            .amount(request.amount())
            .state(state)
            .failure(failure)
            .build();
    List<SandboxMove> moves = new ArrayList<>(moves(payment));
    moves.add(move);
    return stood(payment.toBuilder().moves(moves).build());
  }

  /** True when the answer to this request gets lost. */
  static boolean isLost(SandboxPayment payment, MoveRequest request) {
    return is(payment, request, "_timeout");
  }

  private static boolean is(SandboxPayment payment, MoveRequest request, String ending) {
    String name = request.kind().name().toLowerCase(java.util.Locale.ROOT);
    return ("tok_" + name + ending).equals(payment.token());
  }

  private static String failure(SandboxPayment payment, MoveRequest request) {
    if (is(payment, request, "_fail")) return "The bank said no.";
    Currency currency = Currency.of(request.currency());
    long amount = currency.parse(request.amount());
    return switch (request.kind()) {
      case CAPTURE ->
          payment.state() == SandboxState.AUTHORIZED && amount <= currency.parse(payment.amount())
              ? null
              : "Nothing is held.";
      case VOID -> payment.state() == SandboxState.AUTHORIZED ? null : "Nothing is held.";
      case REFUND -> amount <= left(payment, currency) ? null : "Not as much was taken.";
    };
  }

  private static long left(SandboxPayment payment, Currency currency) {
    if (payment.state() != SandboxState.APPROVED) return 0;
    long taken = currency.parse(payment.amount());
    for (SandboxMove move : moves(payment)) {
      if (move.state() == SandboxState.DECLINED) continue;
      long amount = currency.parse(move.amount());
      if (move.kind().equals(MoveRequest.Kind.CAPTURE.name())) taken = amount;
    }
    for (SandboxMove move : moves(payment)) {
      if (move.state() == SandboxState.DECLINED) continue;
      if (move.kind().equals(MoveRequest.Kind.REFUND.name()))
        taken -= currency.parse(move.amount());
    }
    return taken;
  }

  /** The payment with the state that its captures and voids lead to. */
  private static SandboxPayment stood(SandboxPayment payment) {
    SandboxState state = payment.state();
    for (SandboxMove move : moves(payment)) {
      if (move.state() != SandboxState.APPROVED) continue;
      if (move.kind().equals(MoveRequest.Kind.CAPTURE.name())) state = SandboxState.APPROVED;
      if (move.kind().equals(MoveRequest.Kind.VOID.name())) state = SandboxState.UNDONE;
    }
    return state == payment.state() ? payment : payment.toBuilder().state(state).build();
  }

  /** The payment with all that was pending decided. */
  static SandboxPayment decided(SandboxPayment payment, boolean approve) {
    return stood(
        payment.toBuilder()
            .moves(moves(payment).stream().map(move -> decided(move, approve)).toList())
            .build());
  }

  private static SandboxMove decided(SandboxMove move, boolean approve) {
    if (move.state() != SandboxState.PENDING) return move;
    return approve
        ? move.toBuilder().state(SandboxState.APPROVED).build()
        : move.toBuilder().state(SandboxState.DECLINED).failure("The bank said no.").build();
  }

  static SandboxMove find(SandboxPayment payment, UUID key) {
    return moves(payment).stream()
        .filter(move -> move.key().equals(key.toString()))
        .findFirst()
        .orElse(null);
  }

  static List<SandboxMove> moves(SandboxPayment payment) {
    return payment.moves() == null ? List.of() : payment.moves();
  }

  static List<SandboxDispute> disputes(SandboxPayment payment) {
    return payment.disputes() == null ? List.of() : payment.disputes();
  }

  /** The payment with a new dispute. */
  static UnaryOperator<SandboxPayment> disputed(UUID id, String amount) {
    return payment -> {
      List<SandboxDispute> disputes = new ArrayList<>(disputes(payment));
      String all = amount == null ? payment.amount() : amount;
      disputes.add(SandboxDispute.builder().id(id.toString()).amount(all).reversed(false).build());
      return payment.toBuilder().disputes(disputes).build();
    };
  }

  /** The payment with all its disputes won. */
  static SandboxPayment won(SandboxPayment payment) {
    return payment.toBuilder()
        .disputes(
            disputes(payment).stream().map(it -> it.toBuilder().reversed(true).build()).toList())
        .build();
  }
}
