package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostGateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final class Hands extends Clock {
    Instant now = START;

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
  }

  private final Hands clock = new Hands();
  private final HostGate gate =
      new HostGate(
          "url", "dead.example", () -> ReadingLimits.of(new MapConfig(Map.of())), clock, () -> 0L);

  private void enter() {
    gate.enter(Duration.ofMillis(20), "x");
  }

  private boolean isClosed() {
    try {
      enter();
    } catch (PortalException e) {
      return true;
    }
    gate.cancelled();
    return false;
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      enter();
      gate.failed();
    }
  }

  @Test
  void F23_theGateClosesAtTheLimitOfFailuresAndNotBefore() {
    fail(4);
    assertEquals(false, isClosed());
    fail(1);
    assertEquals(true, isClosed());
  }

  @Test
  void F23_oneSuccessForgetsTheFailures() {
    fail(4);
    enter();
    gate.succeeded();
    fail(4);
    assertEquals(false, isClosed());
  }

  @Test
  void F48_afterThePauseOneRequestTriesAndEachFailureDoublesThePause() {
    fail(5);
    Duration pause = Duration.ofSeconds(10);
    for (int i = 0; i < 5; i++) {
      clock.now = clock.now.plus(pause).minusMillis(1);
      assertTrue(isClosed(), "before the end of pause " + i);
      clock.now = clock.now.plusMillis(1);
      enter();
      assertThrows(PortalException.class, this::enter, "one at a time");
      gate.failed();
      pause = pause.multipliedBy(2);
    }
    clock.now = clock.now.plus(Duration.ofMinutes(5));
    enter();
    gate.succeeded();
    assertEquals(0, gate.status().failures());
    assertEquals(false, isClosed());
  }

  @Test
  void manyMayGoAtATimeAndNoMore() {
    for (int i = 0; i < 8; i++) {
      enter();
    }
    assertTrue(
        assertThrows(PortalException.class, this::enter).getMessage().contains("are waiting"));
    gate.succeeded();
    enter();
  }

  @Test
  void requestsPerMinuteAreCounted() {
    gate.perMinute(2);
    enter();
    gate.succeeded();
    enter();
    gate.succeeded();
    assertThrows(PortalException.class, this::enter);
    clock.now = START.plusSeconds(60);
    enter();
    gate.succeeded();
  }

  private void answer(int status, Map<String, List<String>> headers) {
    new RateHeaders(new HostAnswer(status, headers, new byte[0]), clock).tell(gate);
  }

  @Test
  void F48_retryAfterIsHonouredInSecondsAndAsADate() {
    answer(429, Map.of("retry-after", List.of("7")));
    assertEquals(START.plusSeconds(7), gate.status().closedUntil().orElseThrow());
    answer(503, Map.of("retry-after", List.of("Thu, 01 Jan 2026 00:10:00 GMT")));
    assertEquals(START.plusSeconds(600), gate.status().closedUntil().orElseThrow());
  }

  @Test
  void F48_aHostThatIsWrongAboutTheTimeIsAskedAgainWithinTheHour() {
    answer(429, Map.of("retry-after", List.of("999999999")));
    assertEquals(START.plusSeconds(3600), gate.status().closedUntil().orElseThrow());
  }

  @Test
  void F48_theLastRequestOfAPeriodClosesTheGateUntilTheReset() {
    long reset = START.getEpochSecond() + 90;
    answer(
        200,
        Map.of(
            "x-ratelimit-limit", List.of("5000"),
            "x-ratelimit-remaining", List.of("0"),
            "x-ratelimit-reset", List.of(Long.toString(reset))));
    assertEquals(START.plusSeconds(90), gate.status().closedUntil().orElseThrow());
    assertEquals(5000, gate.status().rateLimit());
    clock.now = START.plusSeconds(90);
    assertEquals(false, isClosed());
  }

  @Test
  void aRefusalThatIsNoRateLimitClosesNothing() {
    answer(403, Map.of());
    answer(401, Map.of());
    answer(404, Map.of("ratelimit-remaining", List.of("10"), "ratelimit-limit", List.of("600")));
    assertTrue(gate.status().closedUntil().isEmpty());
    assertTrue(gate.scarce());
  }
}
