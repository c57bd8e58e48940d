package dev.callboard.catalog.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes are purged. */
class ChangeRetentionTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir Path folder;
  private SqliteDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(folder.resolve("catalog.sqlite"));
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void change(ChangeType type, String ref, int daysAgo) throws SQLException {
    byte[] entity = type == ChangeType.DELETE ? null : "{}".getBytes();
    database.write(
        connection -> {
          long seq =
              ChangeWriter.write(
                  connection,
                  new Cause(new SystemPrincipal(), Map.of()),
                  List.of(
                      new ChangeSet.Entry(
                          type,
                          ref,
                          UUID.randomUUID().toString(),
                          null,
                          null,
                          entity,
                          Map.of(),
                          null,
                          null)));
          try (var update =
              connection.prepareStatement("UPDATE changes SET at = ? WHERE seq = ?")) {
            update.setLong(1, NOW.toEpochMilli() - daysAgo * DAY);
            update.setLong(2, seq);
            return update.executeUpdate();
          }
        });
  }

  private void purge(Object retention) throws SQLException {
    Map<String, Object> values =
        retention == null ? Map.of() : Map.of("catalog.history.retention", retention);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    new ChangeRetention(() -> new MapConfig(values), database, clock).run();
  }

  private List<Long> left() throws SQLException {
    return database.read(
        connection -> ChangeTable.after(connection, 0, 100_000).stream().map(Change::seq).toList());
  }

  @Test
  void linksThatAreOlderThanADayGo() throws Exception {
    for (int hours : List.of(23, 25)) {
      database.write(
          connection -> {
            try (var insert =
                connection.prepareStatement("INSERT INTO links (n, ref, at) VALUES (?, 'r', ?)")) {
              insert.setLong(1, hours);
              insert.setLong(2, NOW.minus(Duration.ofHours(hours)).toEpochMilli());
              return insert.executeUpdate();
            }
          });
    }
    purge(null);
    List<Long> kept = new ArrayList<>();
    database.read(
        connection -> {
          try (var rows = connection.createStatement().executeQuery("SELECT n FROM links")) {
            while (rows.next()) {
              kept.add(rows.getLong(1));
            }
          }
          return null;
        });
    assertEquals(List.of(23L), kept);
  }

  @Test
  void whatWasReplacedOrDeletedBeforeTheRetentionGoes() throws Exception {
    change(ChangeType.CREATE, "component:default/a", 400);
    change(ChangeType.CREATE, "component:default/b", 399);
    change(ChangeType.UPDATE, "component:default/a", 398);
    change(ChangeType.DELETE, "component:default/b", 397);
    change(ChangeType.CREATE, "component:default/c", 396);
    change(ChangeType.UPDATE, "component:default/c", 364);
    purge(null);
    // How c stood between 396 and 364 days ago can still be told for the last of these days.
    assertEquals(List.of(3L, 5L, 6L), left());
    assertEquals(6L, database.read(ChangeTable::first));
    assertEquals(6L, database.read(ChangeTable::last));
  }

  @Test
  void theLastChangeOfAnEntityStaysAndNumbersGoOnWhenAllAreGone() throws Exception {
    change(ChangeType.CREATE, "component:default/a", 3);
    change(ChangeType.DELETE, "component:default/a", 2);
    purge(Duration.ofDays(1));
    assertEquals(List.of(), left());
    change(ChangeType.CREATE, "component:default/a", 0);
    assertEquals(List.of(3L), left());
    assertEquals(3L, database.read(ChangeTable::first));
  }

  @Test
  void boundaryIsTheMillisecondOfTheRetention() throws Exception {
    change(ChangeType.CREATE, "component:default/a", 5);
    change(ChangeType.UPDATE, "component:default/a", 2);
    purge(Duration.ofDays(2));
    assertEquals(List.of(1L, 2L), left());
    purge(Duration.ofDays(2).minusMillis(1));
    assertEquals(List.of(2L), left());
  }

  @Test
  void manyRowsArePurgedInSeveralTransactions() throws Exception {
    List<ChangeSet.Entry> entries = new ArrayList<>();
    int count = 2 * ChangeRetention.WINDOW + 1;
    for (int i = 0; i < count; i++) {
      entries.add(
          new ChangeSet.Entry(
              ChangeType.UPDATE,
              "component:default/a",
              UUID.randomUUID().toString(),
              null,
              null,
              "{}".getBytes(),
              Map.of(),
              null,
              null));
    }
    Cause cause = new Cause(new SystemPrincipal(), Map.of());
    database.write(connection -> ChangeWriter.write(connection, cause, entries));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
    ChangeRetention retention = new ChangeRetention(() -> new MapConfig(Map.of()), database, later);
    assertEquals(count - 1, retention.purge(later.millis()));
    assertEquals(List.of((long) count), left());
  }

  @Test
  void aRetentionOfNothingIsRefused() {
    assertThrows(PortalException.class, () -> purge(Duration.ZERO));
  }
}
