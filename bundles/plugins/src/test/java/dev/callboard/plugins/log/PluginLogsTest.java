package dev.callboard.plugins.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginLogsTest {
  private static final int LINES = 3;
  private static final int LENGTH = 25;

  private final PluginLogs logs = new PluginLogs(new LogLimits(LINES, LENGTH));
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("a.b.C");
  private final LogTap tap = new LogTap(logs, () -> Set.of("hello"));

  @AfterEach
  void stop() {
    context.stop();
  }

  private List<String> messages(String id) {
    return logs.ring(id).last(100, "TRACE").stream().map(LogLine::message).toList();
  }

  @Test
  void aLineIsKeptWithItsPartsForThePluginThatLoggedIt() {
    tap.open(context);
    logger.warn("It is {}", 1, new IllegalStateException("why"));
    LogLine line = logs.ring("hello").last(1, "WARN").get(0);
    assertEquals("WARN a.b.C It is 1", line.level() + " " + line.logger() + " " + line.message());
    assertEquals(Thread.currentThread().getName(), line.thread());
    assertTrue(line.error().startsWith("java.lang.IllegalSt"), line.error());
    assertEquals(List.of(), messages("other"));
    assertEquals(List.of(), logs.ring("hello").last(1, "ERROR"));
  }

  @Test
  void aLineOfNoPluginIsKeptForNone() {
    new LogTap(logs, Set::of).open(context);
    logger.warn("x");
    context.getLogger("dev.callboard.http.access").warn("x");
    assertEquals(List.of(), messages("hello"));
  }

  @Test
  void soManyLinesAreKeptAndTheOldestGo() {
    tap.open(context);
    for (int i = 1; i < LINES; i++) {
      logger.warn("{}", i);
    }
    assertEquals(List.of("1", "2"), messages("hello"));
    logger.warn("3");
    assertEquals(List.of("1", "2", "3"), messages("hello"));
    logger.warn("4");
    assertEquals(List.of("2", "3", "4"), messages("hello"));
    assertEquals(4, logs.ring("hello").lastSeq());
    assertEquals(1, logs.ring("hello").after(3, 10).size());
    assertEquals(2, logs.ring("hello").last(2, "TRACE").size());
  }

  @Test
  void aLongMessageIsCut() {
    tap.open(context);
    logger.warn("x".repeat(LENGTH - 1));
    logger.warn("x".repeat(LENGTH));
    logger.warn("x".repeat(LENGTH + 1));
    assertEquals(
        List.of("x".repeat(LENGTH - 1), "x".repeat(LENGTH), "x".repeat(LENGTH) + "…"),
        messages("hello"));
  }

  @Test
  void itGoesOnWhenTheLogIsConfiguredAnew() {
    tap.open(context);
    context.reset();
    context.getLogger("a.b.C").warn("after");
    assertEquals(List.of("after"), messages("hello"));
    tap.close(context);
    context.getLogger("a.b.C").warn("closed");
    assertEquals(List.of("after"), messages("hello"));
  }

  @Test
  void anUpdateKeepsTheLinesAndARemovalDropsThem() {
    logs.changed(Map.of("id", "hello", "version", "1.0", "state", "ACTIVE", "reason", ""));
    logs.changed(Map.of("id", "hello", "version", "2", "state", "FAILED", "reason", "no"));
    assertEquals(List.of("Version 1.0 is ACTIVE", "Version 2 is FAILED: no"), messages("hello"));
    assertEquals("ERROR", logs.ring("hello").last(1, "TRACE").get(0).level());
    logs.changed(Map.of("id", "hello", "state", "removed"));
    assertEquals(List.of(), messages("hello"));
    logs.changed(Map.of("file", "x.jar", "state", "FAILED"));
  }

  @Test
  void theLimitsAreThoseOfTheConfiguration() {
    LogLimits limits =
        LogLimits.of(new MapConfig(Map.of("plugins", Map.of("log", Map.of("lines", 10)))));
    assertEquals(10, limits.limit(null));
    assertEquals(9, limits.limit(9));
    assertEquals(10, limits.limit(10));
    assertThrows(PortalException.class, () -> limits.limit(11));
    assertThrows(PortalException.class, () -> limits.limit(0));
    assertThrows(
        PortalException.class,
        () -> LogLimits.of(new MapConfig(Map.of("plugins", Map.of("log", Map.of("lines", 0))))));
  }

  @Test
  void U07_noSecretStaysInALine() {
    tap.open(context);
    logger.warn("at https://u:hunter2@host", new IllegalStateException("token=hunter2"));
    LogLine line = logs.ring("hello").last(1, "WARN").get(0);
    assertEquals("at https://***@host", line.message());
    assertFalse(line.error().contains("hunter2"), line.error());
  }
}
