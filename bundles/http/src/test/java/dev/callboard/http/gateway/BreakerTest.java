package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.settings.GatewaySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();
  private final Breaker breaker =
      new Breaker(
          new GatewaySettings(
              Duration.ofSeconds(5), 10, Duration.ofSeconds(30), 20, Duration.ofSeconds(10)));

  private void record(int failures, int successes) {
    for (int i = 0; i < successes; i++) {
      breaker.record(false, 0);
    }
    for (int i = 0; i < failures; i++) {
      breaker.record(true, 0);
    }
  }

  @Test
  void staysClosedBelowHalf() {
    record(9, 11);
    assertEquals("closed", breaker.state());
    assertTrue(breaker.lets(0));
  }

  @Test
  void staysClosedUntilTheWindowIsFull() {
    record(19, 0);
    assertEquals("closed", breaker.state());
    breaker.record(true, 0);
    assertEquals("open", breaker.state());
  }

  @Test
  void oldRequestsFallOutOfTheWindow() {
    record(9, 0);
    record(0, 20);
    record(9, 0);
    assertEquals("closed", breaker.state());
    breaker.record(true, 0);
    assertEquals("open", breaker.state());
  }

  @Test
  void letsOneRequestProbeAfterThePause() {
    record(20, 0);
    assertFalse(breaker.lets(PAUSE - 1));
    assertTrue(breaker.lets(PAUSE));
    assertEquals("half-open", breaker.state());
    assertFalse(breaker.lets(PAUSE + 1));
    breaker.record(true, PAUSE + 2);
    assertEquals("open", breaker.state());
    assertTrue(breaker.lets(2 * PAUSE + 2));
    breaker.record(false, 2 * PAUSE + 3);
    assertEquals("closed", breaker.state());
  }

  @Test
  void aLostProbeDoesNotKeepItHalfOpen() {
    record(20, 0);
    assertTrue(breaker.lets(PAUSE));
    assertTrue(breaker.lets(2 * PAUSE));
  }
}
