package io.cartwright.site;

import io.cartwright.config.EngineConfig;
import io.cartwright.site.TokenClaims.SubjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a visitor's tokens cost: minting the access token (a new visitor needs a refresh token too,
 * which costs the same), recognizing one that was seen before, and checking the signature of one
 * that was not.
 *
 * <p>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp && java -cp
 * target/test-classes:target/classes:$(cat target/cp) org.openjdk.jmh.Main TokensBenchmark -prof
 * gc}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class TokensBenchmark {
  private final UUID site = new UUID(1, 1);
  private final UUID visitor = new UUID(2, 2);
  private Tokens tokens;
  private String access;
  private String refresh;

  @Setup
  public void open() throws IOException {
    Path data = Files.createTempDirectory("tokens-benchmark");
    tokens =
        Tokens.open(
            data,
            EngineConfig.of(Map.of()).tokens(),
            Clock.systemUTC(),
            new SecureRandom(),
            () -> visitor);
    access = tokens.mintAccess(site, site, SubjectType.VISITOR, visitor);
    refresh = tokens.mintRefresh(site, site, SubjectType.VISITOR, visitor);
  }

  @Benchmark
  public String mint() {
    return tokens.mintRefresh(site, site, SubjectType.VISITOR, visitor);
  }

  @Benchmark
  public Optional<TokenClaims> recall() {
    return tokens.recall(access);
  }

  @Benchmark
  public Optional<TokenClaims> verify() {
    return tokens.verifyRefresh(refresh);
  }
}
