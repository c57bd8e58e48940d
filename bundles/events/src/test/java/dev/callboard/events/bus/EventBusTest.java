package dev.callboard.events.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventBusTest {
  private MapConfig config =
      MapConfig.of("events.bus.maxEvents", 2L, "events.bus.maxSubscriptions", 3L);
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private TestDatabase database;
  private EventBus bus;

  private void open(Dialect dialect) throws Exception {
    database = new TestDatabase(dialect, EventBus.class, "001-bus");
    bus = restarted();
  }

  /** Another process, or another node. */
  private EventBus restarted() {
    return new EventBus(() -> config, database, new TestClock());
  }

  @AfterEach
  void close() throws Exception {
    if (database != null) {
      database.close();
    }
  }

  private List<String> read(String id) {
    return bus.read(id).stream().map(each -> each.topic() + each.payload()).toList();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoSubscribedBeforeReadsEachEventOnceInItsOrder(Dialect dialect) throws Exception {
    open(dialect);
    assertFalse(bus.publish("t1", "0", Set.of()), "nobody wants it");
    bus.subscribe("a", Set.of("t1", "t2"));
    bus.subscribe("b", Set.of("t2"));
    assertTrue(bus.publish("t1", "1", Set.of()));
    assertTrue(bus.publish("t2", "{\"é\":null}", Set.of()));
    assertFalse(bus.publish("t3", "3", Set.of()));
    assertFalse(bus.publish("t1", "4", Set.of("a")), "it knows it already");
    assertTrue(bus.publish("t2", "5", Set.of("a", "other")));
    assertTrue(bus.hasEvents("a"));
    assertEquals(List.of("t11", "t2{\"é\":null}"), read("a"));
    assertFalse(bus.hasEvents("a"));
    assertEquals(List.of(), read("a"));
    assertEquals(List.of("t2{\"é\":null}", "t25"), read("b"));
    PortalException e = assertThrows(PortalException.class, () -> bus.read("c"));
    assertEquals(ErrorCode.NOT_FOUND, e.code());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void positionsOutliveTheProcessAndHoldForEachNode(Dialect dialect) throws Exception {
    open(dialect);
    bus.subscribe("a", Set.of("t"));
    bus.publish("t", "1", Set.of());
    bus.publish("t", "2", Set.of());
    EventBus other = restarted();
    List<Runnable> woken = new ArrayList<>();
    AutoCloseable registration = other.onEvents(() -> woken.add(null));
    other.signalled("events", "bus");
    other.signalled("catalog", "bus");
    other.missed();
    registration.close();
    other.missed();
    assertEquals(2, woken.size());
    assertEquals(2, other.read("a").size());
    other.subscribe("a", Set.of("t", "u"));
    assertEquals(List.of(), read("a"));
    other.publish("u", "3", Set.of());
    bus = restarted();
    assertEquals(List.of("u3"), read("a"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aReadGivesTenAtTheMost(Dialect dialect) throws Exception {
    open(dialect);
    bus.subscribe("a", Set.of("t"));
    bus.subscribe("other", Set.of("noise"));
    for (int i = 0; i < 11; i++) {
      bus.publish("noise", "0", Set.of());
      bus.publish("t", String.valueOf(i), Set.of());
    }
    assertEquals(10, read("a").size());
    assertEquals(List.of("t10"), read("a"));
    assertEquals(List.of(), read("a"));
    String large = "\"" + "x".repeat(3 * 1024 * 1024) + "\"";
    for (int i = 0; i < 3; i++) {
      bus.publish("t", large, Set.of());
    }
    assertEquals(2, read("a").size(), "no more than fits into memory");
    assertEquals(1, read("a").size());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsOldIsDeletedAndWhoStaysAwayForgotten(Dialect dialect) throws Exception {
    open(dialect);
    bus.subscribe("a", Set.of("t"));
    for (int i = 0; i < 4; i++) {
      bus.publish("t", String.valueOf(i), Set.of());
    }
    now = now.plus(Duration.ofMinutes(10));
    bus.purge();
    assertEquals(4, copy("a").size(), "ten minutes are kept whole");
    now = now.plusMillis(1);
    bus.purge();
    assertEquals(List.of("t2", "t3"), copy("a"), "then the last two");
    now = now.plus(Duration.ofHours(23));
    bus.subscribe("b", Set.of("t"));
    now = now.plus(Duration.ofHours(1));
    bus.purge();
    assertEquals(List.of(), read("a"), "a day is not over before it is");
    now = now.plus(Duration.ofHours(24)).plusMillis(1);
    bus.subscribe("b", Set.of("t"));
    bus.purge();
    assertThrows(PortalException.class, () -> bus.read("a"));
    assertEquals(List.of(), read("b"));
    assertFalse(bus.hasEvents("b"));
  }

  /** Reads, and sets the position back. */
  private List<String> copy(String id) throws Exception {
    long position =
        database.read(
            connection ->
                BusTable.subscriptions(connection).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .position());
    List<String> found = read(id);
    database.write(
        connection -> {
          try (java.sql.PreparedStatement back =
              connection.prepareStatement(
                  "UPDATE bus_subscription SET position = ? WHERE id = ?")) {
            back.setLong(1, position);
            back.setString(2, id);
            return back.executeUpdate();
          }
        });
    return found;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void thereAreNoMoreSubscriptionsThanTheLimit(Dialect dialect) throws Exception {
    open(dialect);
    for (String id : List.of("1", "2", "3")) {
      bus.subscribe(id, Set.of("t"));
    }
    assertThrows(PortalException.class, () -> bus.subscribe("4", Set.of("t")));
    bus.subscribe("3", Set.of("u"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDatabaseThatIsAwayIsTold(Dialect dialect) throws Exception {
    open(dialect);
    database.setBroken(true);
    PortalException e = assertThrows(PortalException.class, () -> bus.publish("t", "1", Set.of()));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    assertThrows(PortalException.class, () -> bus.hasEvents("a"));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "54999, true", "55000, true", "55001, false"})
  void theWaitHasALimit(long millis, boolean taken) {
    MapConfig given = MapConfig.of("events.notifyTimeoutMs", millis);
    if (taken) {
      assertEquals(Duration.ofMillis(millis), BusSettings.of(given).timeout());
    } else {
      assertThrows(PortalException.class, () -> BusSettings.of(given));
    }
  }

  @ParameterizedTest
  @CsvSource({"254, true", "255, true", "256, false"})
  void namesHaveALimit(int length, boolean taken) {
    String name = "x".repeat(length);
    if (taken) {
      assertEquals(name, BusResource.name("topic", name));
    } else {
      assertThrows(PortalException.class, () -> BusResource.name("topic", name));
    }
  }

  @ParameterizedTest
  @CsvSource({"event", "topic", "payload", "notified", "none", "control"})
  void whatIsNoEventIsRefused(String what) throws Exception {
    open(Dialect.SQLITE);
    BusResource resource = new BusResource(bus, null);
    Map<String, Object> event = new HashMap<>(Map.of("topic", "t", "payload", Map.of()));
    Map<String, Object> body = new HashMap<>(Map.of("event", event));
    switch (what) {
      case "event" -> body.put("event", "t");
      case "topic" -> event.put("topic", "");
      case "payload" -> event.remove("payload");
      case "notified" -> body.put("notifiedSubscribers", Arrays.asList("a", null));
      case "control" -> event.put("topic", "a\nb");
      default -> body = null;
    }
    Map<String, Object> sent = body;
    PortalException e = assertThrows(PortalException.class, () -> resource.publish(sent));
    assertEquals(ErrorCode.INPUT, e.code());
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
