import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.SequenceBuilder;
import io.hyperfoil.api.config.SessionLimitPolicy;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Open-loop load by Hyperfoil: requests (or whole flows) start at a constant rate, whatever the
 * answers do. Each latency counts from the instant at which its request was due, so that neither a
 * slow answer nor a late driver hides what callers would have waited (no coordinated omission).
 *
 * <p>Arguments: URL, scenario, client id, folder with tokens.txt and products.txt, connections, and
 * then one or more phases {@code name:rate:seconds}, run one after the other. Prints a JSON line
 * for each phase but those called warmup, and after more than one phase how long the last one took
 * to be normal.
 */
public final class OpenLoop {
  private static final int CARTS = 10_000;
  private static final double SLOW_MS = 100;

  private record Phase(String name, double rate, long seconds, long startMs, Answers answers) {}

  private final Scenario scenario;
  private final List<String> tokens;
  private final List<String> items;
  private final Map<Integer, Visit> visits = new HashMap<>();
  private final long anchorMs = System.currentTimeMillis();
  private final long anchorNanos = System.nanoTime();
  private int turn;

  private OpenLoop(Scenario scenario, Path folder) throws Exception {
    this.scenario = scenario;
    try (Stream<String> lines = Files.lines(folder.resolve("tokens.txt"))) {
      tokens = lines.limit(CARTS).toList();
    }
    items = Files.readAllLines(folder.resolve("products.txt"));
  }

  public static void main(String[] arguments) throws Exception {
    URI url = URI.create(arguments[0]);
    OpenLoop driver = new OpenLoop(Scenario.of(arguments[1], arguments[2]), Path.of(arguments[3]));
    List<Phase> phases = new ArrayList<>();
    long startMs = 0;
    for (int i = 5; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":");
      long seconds = Long.parseLong(parts[2]);
      double rate = Double.parseDouble(parts[1]);
      phases.add(new Phase(parts[0], rate, seconds, startMs, new Answers(seconds)));
      startMs += seconds * 1000;
    }
    driver.run(url, Integer.parseInt(arguments[4]), phases);
    driver.print(phases);
    System.exit(0);
  }

  private void run(URI url, int connections, List<Phase> phases) {
    BenchmarkBuilder benchmark = BenchmarkBuilder.builder().name(scenario.name()).threads(1);
    HttpPluginBuilder http = benchmark.addPlugin(HttpPluginBuilder::new);
    http.ergonomics().autoRangeCheck(false).stopOnInvalid(false).repeatCookies(false);
    http.http()
        .protocol(Protocol.HTTP)
        .host(url.getHost())
        .port(url.getPort())
        .allowHttp2(false)
        .sharedConnections(connections)
        .requestTimeout(30_000);
    for (Phase phase : phases) {
      SequenceBuilder sequence =
          benchmark
              .addPhase(phase.name())
              .constantRate(1)
              .usersPerSec(phase.rate())
              .variance(false)
              .maxSessions(connections)
              .sessionLimitPolicy(SessionLimitPolicy.CONTINUE)
              .startTime(phase.startMs())
              .duration(phase.seconds() * 1000)
              .maxDuration(phase.seconds() * 1000 + 5_000)
              .scenario()
              .initialSequence(phase.name());
      steps(sequence, phase);
    }
    new LocalSimulationRunner(benchmark.build()).run();
  }

  private void steps(SequenceBuilder sequence, Phase phase) {
    long[] arrivals = new long[1];
    int last = scenario.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean first = i == 0;
      boolean ends = i == last;
      sequence.step(
          session -> {
            if (first) arrive(session, phase, arrivals[0]++);
            else next(session);
            return true;
          });
      request(sequence, phase, scenario.steps().get(i), ends);
    }
  }

  private void arrive(Session session, Phase phase, long number) {
    Visit visit = visits.computeIfAbsent(session.uniqueId(), id -> new Visit());
    long startNanos = startNanos(session);
    visit.dueNanos = startNanos + (long) (number * 1e9 / phase.rate());
    visit.firstDueNanos = visit.dueNanos;
    visit.failed = false;
    turn++;
    visit.token = tokens.get(Math.floorMod(turn * 7919, tokens.size()));
    visit.item = items.get(turn % items.size());
    phase.answers().started();
  }

  private long startNanos(Session session) {
    return anchorNanos + (session.phaseStartTimestamp() - anchorMs) * 1_000_000L;
  }

  /** The next step of a flow is due when the one before has been answered. */
  private void next(Session session) {
    Visit visit = visits.get(session.uniqueId());
    if (visit.failed) session.stop();
    visit.dueNanos = System.nanoTime();
  }

  private void request(SequenceBuilder sequence, Phase phase, Scenario.Step step, boolean ends) {
    HttpRequestStepBuilder request =
        sequence
            .step(HttpStepCatalog.SC)
            .httpRequest(HttpMethod.valueOf(step.verb()))
            .sync(true)
            .path(session -> step.path().apply(visits.get(session.uniqueId())))
            .headerAppender(
                (session, writer) -> {
                  String token = visits.get(session.uniqueId()).token;
                  writer.putHeader("authorization", token);
                  if (step.body() != null) writer.putHeader("content-type", "application/json");
                });
    if (step.body() != null) {
      request.body(
          (session, connection) ->
              Unpooled.copiedBuffer(
                  step.body().apply(visits.get(session.uniqueId())), StandardCharsets.UTF_8));
    }
    request
        .handler()
        .status(
            (answered, status) -> {
              Visit visit = visits.get(answered.session.uniqueId());
              visit.status = status;
              visit.sentNanos = answered.startTimestampNanos();
              visit.body.reset();
            })
        .body(
            fragmented ->
                (session, data, offset, length, isLast) -> {
                  Visit visit = visits.get(session.uniqueId());
                  if (step.after() == null && (visit.status == 200 || visit.status == 503)) return;
                  byte[] bytes = new byte[length];
                  data.getBytes(offset, bytes);
                  visit.body.write(bytes, 0, length);
                })
        .onCompletion(session -> completed(session, phase, step, ends))
        .endHandler()
        .endStep();
  }

  private void completed(Session session, Phase phase, Scenario.Step step, boolean ends) {
    Visit visit = visits.get(session.uniqueId());
    long now = System.nanoTime();
    long since = visit.dueNanos - startNanos(session);
    long latency = Math.max(0, now - visit.dueNanos);
    phase
        .answers()
        .note(visit.status, since, latency, Math.max(0, now - visit.sentNanos), text(visit));
    visit.failed = visit.status != 200;
    if (visit.failed) return;
    if (step.after() != null) step.after().accept(visit, text(visit));
    if (ends && scenario.steps().size() > 1) phase.answers().flow(now - visit.firstDueNanos);
  }

  private static String text(Visit visit) {
    return visit.body.toString(StandardCharsets.UTF_8);
  }

  private void print(List<Phase> phases) {
    for (Phase phase : phases) {
      Answers answers = phase.answers();
      if (answers.firstOther() != null)
        System.err.println(phase.name() + ": " + answers.firstOther());
      if (phase.name().startsWith("warmup")) continue;
      System.out.println(
          answers.json(scenario.name(), phase.name(), phase.rate(), phase.seconds()));
    }
    Phase last = phases.get(phases.size() - 1);
    if (!last.name().equals("after")) return;
    for (Phase phase : phases) System.err.println(phase.name() + " " + phase.answers().slots());
    System.out.printf(
        "{\"scenario\":\"%s\",\"phase\":\"recovery\",\"normalAfterMs\":%d}%n",
        scenario.name(), last.answers().normalAfterMs(SLOW_MS));
  }
}
