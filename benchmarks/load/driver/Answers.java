import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came back in one phase: latencies from the instant at which the request was due, of refusals
 * also from the instant at which it was sent, and counts by slots of a tenth of a second. Belongs
 * to the driver's one thread.
 */
final class Answers {
  static final int SLOT_MS = 100;
  private static final long LATENCY_MAX_NANOS = 60_000_000_000L;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Histogram accepted = new Histogram(LATENCY_MAX_NANOS, 3);
  private final Histogram refused = new Histogram(LATENCY_MAX_NANOS, 3);
  private final Histogram refusedSinceSent = new Histogram(LATENCY_MAX_NANOS, 3);
  private final Histogram flows = new Histogram(LATENCY_MAX_NANOS, 3);
  private final long[] acceptedBySlot;
  private final long[] refusedBySlot;
  private final long[] slowestBySlotNanos;
  private long started;
  private long other;
  private String firstOther;

  Answers(long seconds) {
    int slots = (int) (seconds * 1000 / SLOT_MS) + 1;
    acceptedBySlot = new long[slots];
    refusedBySlot = new long[slots];
    slowestBySlotNanos = new long[slots];
  }

  void started() {
    started++;
  }

  /**
   * Notes one answer.
   *
   * @param sinceStartNanos from the start of the phase to the instant at which it was due
   */
  void note(int status, long sinceStartNanos, long latencyNanos, long sinceSentNanos, String body) {
    int slot =
        (int)
            Math.max(
                0, Math.min(acceptedBySlot.length - 1L, sinceStartNanos / (SLOT_MS * 1_000_000L)));
    if (status == OK) {
      accepted.recordValue(latencyNanos);
      acceptedBySlot[slot]++;
      slowestBySlotNanos[slot] = Math.max(slowestBySlotNanos[slot], latencyNanos);
    } else if (status == UNAVAILABLE) {
      refused.recordValue(latencyNanos);
      refusedSinceSent.recordValue(sinceSentNanos);
      refusedBySlot[slot]++;
    } else {
      other++;
      if (firstOther == null) firstOther = status + " " + body;
    }
  }

  /** A whole flow, from its first request to the last one's answer. */
  void flow(long nanos) {
    flows.recordValue(nanos);
  }

  String firstOther() {
    return firstOther;
  }

  /** The first instant, in milliseconds, after which nothing was refused and nothing was slow. */
  long normalAfterMs(double slowMs) {
    int last = -1;
    for (int i = 0; i < acceptedBySlot.length; i++) {
      if (refusedBySlot[i] > 0 || slowestBySlotNanos[i] > slowMs * 1e6) last = i;
    }
    return (last + 1L) * SLOT_MS;
  }

  /** One JSON line. */
  String json(String scenario, String phase, double rate, double seconds) {
    String flowPart =
        flows.getTotalCount() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ",\"flowsPerSecond\":%.1f,\"flowP50Ms\":%.2f,\"flowP99Ms\":%.2f",
                flows.getTotalCount() / seconds,
                ms(flows, 50),
                ms(flows, 99));
    return String.format(
        Locale.ROOT,
        "{\"scenario\":\"%s\",\"phase\":\"%s\",\"aimedPerSecond\":%.0f,\"startedPerSecond\":%.1f,"
            + "\"acceptedPerSecond\":%.1f,\"p50Ms\":%.2f,\"p99Ms\":%.2f,\"p999Ms\":%.2f,\"maxMs\":%.1f,"
            + "\"refusedPerSecond\":%.1f,\"refusedP50Ms\":%.2f,\"refusedP99Ms\":%.2f,"
            + "\"refusedMaxMs\":%.1f,\"refusedSinceDueP99Ms\":%.2f,\"failed\":%d%s}",
        scenario,
        phase,
        rate,
        started / seconds,
        accepted.getTotalCount() / seconds,
        ms(accepted, 50),
        ms(accepted, 99),
        ms(accepted, 99.9),
        accepted.getMaxValue() / 1e6,
        refused.getTotalCount() / seconds,
        ms(refusedSinceSent, 50),
        ms(refusedSinceSent, 99),
        refusedSinceSent.getMaxValue() / 1e6,
        ms(refused, 99),
        other,
        flowPart);
  }

  /** Accepted and refused by slot, for a look at how an overload begins and ends. */
  String slots() {
    return "accepted "
        + Arrays.toString(acceptedBySlot)
        + " refused "
        + Arrays.toString(refusedBySlot);
  }

  private static double ms(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e6;
  }
}
