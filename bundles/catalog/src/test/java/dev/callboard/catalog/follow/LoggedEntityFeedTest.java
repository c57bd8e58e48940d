package dev.callboard.catalog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeSignal;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.changes.ChangeWriter;
import dev.callboard.catalog.changes.DefaultChangeLog;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.feed.LoggedChanges;
import dev.callboard.catalog.sql.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedEntityFeedTest {
  @TempDir Path folder;
  private final ChangeSignal signal = new ChangeSignal();
  private SqliteDatabase database;
  private LoggedEntityFeed feed;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(folder.resolve("catalog.sqlite"));
    feed = new LoggedEntityFeed(new DefaultChangeLog(database, signal), database);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static String json(String name) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\""
        + name
        + "\"}}";
  }

  private void store(String name) throws SQLException {
    database.write(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO entities (ref, uid, location_key, hash, final) VALUES (?, ?, '', '',"
                    + " ?)",
                "component:default/" + name,
                UUID.randomUUID().toString(),
                json(name)));
  }

  private void change(ChangeType type, String name) throws SQLException {
    byte[] entity = type == ChangeType.DELETE ? null : json(name).getBytes(UTF_8);
    database.write(
        connection ->
            ChangeWriter.write(
                connection,
                new Cause(new SystemPrincipal(), Map.of()),
                List.of(
                    new ChangeSet.Entry(
                        type,
                        "component:default/" + name,
                        UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
                        null,
                        entity == null ? null : "e",
                        entity,
                        Map.of(),
                        null,
                        null))));
  }

  private EntityChanges after(String position, int limit) {
    return feed.after(position, limit).orElseThrow();
  }

  @Test
  void everythingIsReadAndThenWhatChanged() throws Exception {
    for (int i = 0; i < 1_001; i++) {
      store("e" + i);
    }
    List<String> names = new ArrayList<>();
    String position = feed.readAll(entity -> names.add(entity.ref().name()));
    assertEquals(1_001, names.size());
    assertTrue(after(position, 10).changes().isEmpty());

    change(ChangeType.CREATE, "a");
    change(ChangeType.CREATE, "b");
    change(ChangeType.DELETE, "a");
    EntityChanges first = after(position, 2);
    assertEquals(List.of("component:default/a", "component:default/b"), refs(first));
    assertTrue(first.more());
    EntityChanges last = after(first.position(), 2);
    assertTrue(last.changes().get(0).entity().isEmpty());
    assertFalse(last.more());
    assertEquals(last.position(), after(last.position(), 2).position());
  }

  private static List<String> refs(EntityChanges changes) {
    return changes.changes().stream().map(EntityChange::ref).toList();
  }

  @Test
  void aPositionBeforeWhatWasPurgedIsNotKnown() throws Exception {
    String start = feed.readAll(entity -> {});
    change(ChangeType.CREATE, "a");
    String one = after(start, 10).position();
    change(ChangeType.CREATE, "b");
    String two = after(one, 10).position();
    LoggedChanges.purge(database, 1);
    assertTrue(feed.after(start, 10).isEmpty());
    // It has seen all that was purged.
    assertEquals(List.of("component:default/b"), refs(after(one, 10)));
    LoggedChanges.purge(database, 2);
    assertEquals(two, after(two, 10).position());
    assertTrue(after(feed.readAll(entity -> {}), 10).changes().isEmpty());
  }

  @Test
  void aPositionOfAnotherHistoryIsNotKnown() throws Exception {
    String start = feed.readAll(entity -> {});
    change(ChangeType.CREATE, "a");
    String here = after(start, 10).position();
    assertTrue(feed.after("2" + here.substring(1), 10).isEmpty());
    assertTrue(feed.after(here.replace("-", "0-"), 10).isEmpty());
    assertTrue(feed.after("nonsense", 10).isEmpty());
    assertTrue(feed.after("", 10).isEmpty());
    assertTrue(feed.after(here, 10).isPresent());
  }

  @Test
  void changesWakeUntilTheFollowerLeaves() throws Exception {
    AtomicInteger wakes = new AtomicInteger();
    AutoCloseable following = feed.onChange(wakes::incrementAndGet);
    signal.committed("catalog");
    following.close();
    signal.committed("catalog");
    assertEquals(1, wakes.get());
  }
}
