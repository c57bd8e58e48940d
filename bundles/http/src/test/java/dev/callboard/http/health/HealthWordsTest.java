package dev.callboard.http.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class HealthWordsTest {
  private Instant now = Instant.EPOCH;
  private final HealthMemory memory =
      new HealthMemory(
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private Instant since(Result.Status status, int second) {
    now = Instant.ofEpochSecond(second);
    return memory.since("check", status);
  }

  @Test
  void aStateIsKnownSinceItWasFirstSeen() {
    assertEquals(Instant.ofEpochSecond(1), since(Result.Status.OK, 1));
    assertEquals(Instant.ofEpochSecond(1), since(Result.Status.OK, 2));
    assertEquals(Instant.ofEpochSecond(3), since(Result.Status.WARN, 3));
    assertEquals(Instant.ofEpochSecond(4), since(Result.Status.OK, 4));
    memory.keep(Set.of("other"));
    assertEquals(Instant.ofEpochSecond(5), since(Result.Status.OK, 5));
  }

  @Test
  void aHintIsGivenWhenSomethingIsWrongOnly() {
    List<String> tags = List.of("x", "database");
    assertEquals(Optional.empty(), HealthHints.of(Result.Status.OK, tags, "own"));
    assertEquals(Optional.of("own"), HealthHints.of(Result.Status.WARN, tags, "own"));
    assertTrue(HealthHints.of(Result.Status.WARN, tags, "").get().contains("backend.database"));
    assertTrue(HealthHints.of(Result.Status.CRITICAL, List.of(), "").get().contains("plugin"));
    assertTrue(
        HealthHints.of(Result.Status.HEALTH_CHECK_ERROR, tags, "").get().contains("timeout"));
  }
}
