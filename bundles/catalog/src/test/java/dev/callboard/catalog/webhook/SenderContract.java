package dev.callboard.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.feed.LoggedChanges;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.webhook.WebhookSignature;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deliveries do on every database. */
abstract class SenderContract {
  private static final String A = "component:default/a";

  @TempDir Path folder;
  private PluginDatabase database;
  private final List<String> sent = new ArrayList<>();
  private final List<Map<String, String>> headers = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private int status = 200;
  private long now = 1_700_000_000_000L;

  private final Clock clock =
      new Clock() {
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
          return Instant.ofEpochMilli(now);
        }
      };

  /** Makes an empty database, which is closed when it can be. */
  abstract PluginDatabase create() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = create();
  }

  @AfterEach
  void close() throws Exception {
    ((AutoCloseable) database).close();
  }

  private static Webhook webhook(Set<ChangeType> types, Set<String> kinds) {
    return new Webhook(
        "ci", "https://x.test/in", WebhookSignature.of("", "0123456789abcdef"), types, kinds, true);
  }

  private Sender sender(String owner) {
    return sender(owner, database, webhook(EnumSet.allOf(ChangeType.class), Set.of()), Map.of());
  }

  private Sender sender(
      String owner, PluginDatabase store, Webhook webhook, Map<String, Object> config) {
    return new Sender(
        webhook, WebhookLimits.of(new MapConfig(config)), store, this::post, owner, clock);
  }

  private int post(String url, Map<String, String> given, byte[] body) {
    if (status == 0) {
      throw PortalException.unavailable("'x.test' gave no answer");
    }
    headers.add(given);
    bodies.add(body);
    sent.add(new String(body, UTF_8).replaceAll("\"(at|uid|etag\\w+|actor|cause)\":[^,]*,", ""));
    return status;
  }

  private long change(String ref) throws SQLException {
    return LoggedChanges.write(database, ChangeType.CREATE, ref, "group:default/x");
  }

  private WebhookState state() throws SQLException {
    return database.read(connection -> WebhookTable.find(connection, "ci")).orElseThrow();
  }

  private List<Long> sequences() {
    List<Long> found = new ArrayList<>();
    for (byte[] body : bodies) {
      var matcher =
          java.util.regex.Pattern.compile("\"seq\":(\\d+)").matcher(new String(body, UTF_8));
      while (matcher.find()) {
        found.add(Long.valueOf(matcher.group(1)));
      }
    }
    return found;
  }

  @Test
  void aNewWebhookIsToldOfWhatComesFromNowOnInOrder() throws Exception {
    change(A);
    assertEquals(0, sender("n1").run());
    assertEquals(List.of(), sent);
    change("component:default/b");
    change("component:default/c");
    assertEquals(0, sender("n1").run());
    assertEquals(List.of(2L, 3L), sequences());
    assertEquals("ci-2-3", headers.get(0).get("webhook-id"));
    assertEquals("1700000000", headers.get(0).get("webhook-timestamp"));
    assertEquals(
        WebhookSignature.of("", "0123456789abcdef").sign("ci-2-3", 1_700_000_000L, bodies.get(0)),
        headers.get(0).get("webhook-signature"));
    assertEquals(3, state().position());
    assertEquals(2, state().delivered());
    assertNull(state().leaseOwner());
    assertEquals(0, sender("n1").run());
    assertEquals(1, sent.size(), "nothing is sent twice");
  }

  @Test
  void aFailureIsTriedAgainLaterWithTheSameIdAndBody() throws Exception {
    sender("n1").run();
    change(A);
    status = 503;
    long next = sender("n1").run();
    assertTrue(next >= now + 500 && next <= now + 1_000, next - now + " ms");
    assertEquals("the host answered 503", state().lastError());
    assertEquals(1, state().attempts());
    change("component:default/b");
    assertEquals(next, sender("n1").run(), "not before its time");
    assertEquals(1, sent.size());
    now = next;
    status = 0;
    long second = sender("n1").run();
    assertTrue(second >= now + 1_000 && second <= now + 2_000, second - now + " ms");
    assertEquals("'x.test' gave no answer", state().lastError());
    now = second;
    status = 204;
    assertEquals(0, sender("n1").run());
    assertEquals(List.of(1L, 1L, 2L), sequences());
    assertEquals(headers.get(0).get("webhook-id"), headers.get(1).get("webhook-id"));
    assertArrayEquals(bodies.get(0), bodies.get(1));
    assertNull(state().lastError());
    assertEquals(0, state().attempts());
  }

  @Test
  void S04_aRedirectIsAFailure() throws Exception {
    sender("n1").run();
    change(A);
    status = 302;
    assertTrue(sender("n1").run() > now);
    assertEquals("the host answered 302", state().lastError());
  }

  @Test
  void whatIsNotWantedIsPassedOver() throws Exception {
    Webhook wanting = webhook(EnumSet.of(ChangeType.DELETE), Set.of("api"));
    sender("n1", database, wanting, Map.of()).run();
    change(A);
    change("api:default/a");
    LoggedChanges.write(database, ChangeType.DELETE, A, null);
    assertEquals(0, sender("n1", database, wanting, Map.of()).run());
    assertEquals(3, state().position());
    assertEquals(List.of(), sent);
    LoggedChanges.write(database, ChangeType.DELETE, "api:default/a", null);
    sender("n1", database, wanting, Map.of()).run();
    assertEquals(List.of(4L), sequences());
  }

  @Test
  void aDeliveryHasAsManyChangesAsAllowed() throws Exception {
    for (int limit : List.of(1, 2, 3)) {
      Sender sender =
          sender(
              "n1",
              database,
              webhook(EnumSet.allOf(ChangeType.class), Set.of()),
              Map.of("catalog.webhookDelivery.changes", (long) limit));
      sender.run();
      sent.clear();
      change(A);
      change(A);
      sender.run();
      assertEquals(limit == 1 ? 2 : 1, sent.size(), "limit " + limit);
    }
    Sender small =
        sender(
            "n1",
            database,
            webhook(EnumSet.allOf(ChangeType.class), Set.of()),
            Map.of("catalog.webhookDelivery.bytes", 1L));
    sent.clear();
    change(A);
    change(A);
    small.run();
    assertEquals(2, sent.size(), "one change is sent however large it is");
  }

  @Test
  void whatACrashLeftUnnotedIsSentAgainAsItWas() throws Exception {
    sender("n1").run();
    change(A);
    PluginDatabase crashing =
        new PluginDatabase() {
          @Override
          public Dialect dialect() {
            return database.dialect();
          }

          @Override
          public <T> T write(SqlWork<T> work) throws SQLException {
            if (!sent.isEmpty()) {
              throw new SQLException("the power is gone");
            }
            return database.write(work);
          }

          @Override
          public <T> T read(SqlWork<T> work) throws SQLException {
            return database.read(work);
          }
        };
    Sender doomed =
        sender("n1", crashing, webhook(EnumSet.allOf(ChangeType.class), Set.of()), Map.of());
    org.junit.jupiter.api.Assertions.assertThrows(SQLException.class, doomed::run);
    change("component:default/b");
    if (database.dialect() == Dialect.POSTGRESQL) {
      // Another node may be sending, until the lease of the one that crashed has ended.
      assertEquals(now + 60_000, sender("n2").run());
      now += 60_001;
    }
    assertEquals(0, sender("n2").run());
    assertEquals(List.of(1L, 1L, 2L), sequences());
    assertArrayEquals(bodies.get(0), bodies.get(1));
    assertEquals("ci-1-1", headers.get(1).get("webhook-id"));
  }

  @Test
  void oneNodeSendsAtATimeUntilItsLeaseEnds() throws Exception {
    PluginDatabase shared =
        new PluginDatabase() {
          @Override
          public Dialect dialect() {
            return Dialect.POSTGRESQL;
          }

          @Override
          public <T> T write(SqlWork<T> work) throws SQLException {
            return database.write(work);
          }

          @Override
          public <T> T read(SqlWork<T> work) throws SQLException {
            return database.read(work);
          }
        };
    Webhook all = webhook(EnumSet.allOf(ChangeType.class), Set.of());
    sender("n1", shared, all, Map.of()).run();
    change(A);
    // n1 took the lease and died
    database.write(c -> WebhookTable.claim(c, "ci", "n1", now, now + 60_000, false));
    assertEquals(now + 60_000, sender("n2", shared, all, Map.of()).run());
    assertEquals(List.of(), sent);
    now += 60_001;
    assertEquals(0, sender("n2", shared, all, Map.of()).run());
    assertEquals(List.of(1L), sequences());
    // what n1 notes now, should it live, does not count
    assertEquals(false, database.write(c -> WebhookTable.advance(c, "ci", "n1", 99, 1, now)));
  }

  @Test
  void whatWasPurgedBeforeItWasToldIsSaid() throws Exception {
    sender("n1").run();
    change(A);
    change(A);
    change(A);
    LoggedChanges.purge(database, 2);
    assertEquals(0, sender("n1").run());
    assertEquals(List.of("{\"webhook\":\"ci\",\"reset\":{\"cursor\":\"3\"}}"), sent);
    change(A);
    sender("n1").run();
    assertEquals(List.of(4L), sequences());
  }
}
