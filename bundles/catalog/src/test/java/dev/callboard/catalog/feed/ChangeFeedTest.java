package dev.callboard.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeLog;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFeedTest {
  private static final String MINE = "group:default/mine";
  private static final String OTHER = "group:default/other";
  private static final String A = "component:default/a";

  @TempDir Path folder;
  private SqliteDatabase database;
  private Decision decision = Decision.allow("test");
  private ChangeFeed feed;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(folder.resolve("catalog.sqlite"));
    CatalogReader reader =
        new CatalogReader(
            TestIndexes.index(Runnable::run),
            (principal, requests) -> requests.stream().map(request -> decision).toList(),
            () -> new MapConfig(Map.of()));
    feed = new ChangeFeed(new Log(), database, reader);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** Nobody is woken here. */
  private final class Log implements ChangeLog {
    @Override
    public List<Change> after(long seq, int limit) {
      throw new AssertionError("read through the database");
    }

    @Override
    public long last() {
      try {
        return database.read(ChangeTable::last);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public long first() {
      throw new AssertionError("read through the database");
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
      return () -> {};
    }
  }

  private void onlyMine() {
    decision =
        Decision.conditional(
            new Condition.Rule(
                "IS_ENTITY_OWNER", "catalog-entity", Map.of("claims", List.of(MINE))),
            "test");
  }

  private FeedPage page(long after, int limit) {
    return feed.after(after, limit, new SystemPrincipal());
  }

  private List<String> lines(FeedPage page) {
    List<String> lines = new ArrayList<>();
    page.changes()
        .forEach(
            change ->
                lines.add(
                    change.seq()
                        + " "
                        + change.type().word()
                        + (change.entity() == null ? "" : " with entity")));
    return lines;
  }

  @Test
  void pagesFollowEachOtherWithoutGap() throws Exception {
    for (int i = 0; i < 5; i++) {
      LoggedChanges.write(database, ChangeType.CREATE, "component:default/c" + i, MINE);
    }
    FeedPage first = page(0, 2);
    assertEquals(List.of("1 create with entity", "2 create with entity"), lines(first));
    assertEquals(2, first.position());
    assertTrue(first.more());
    FeedPage last = page(2, 3);
    assertEquals(3, last.changes().size());
    assertFalse(last.more());
    FeedPage none = page(5, 3);
    assertEquals(0, none.changes().size());
    assertEquals(5, none.position());
    assertFalse(none.more());
  }

  @Test
  void Z_eachReaderGetsToKnowWhatItMayRead() throws Exception {
    LoggedChanges.write(database, ChangeType.CREATE, A, OTHER);
    LoggedChanges.write(database, ChangeType.UPDATE, A, OTHER);
    LoggedChanges.write(database, ChangeType.UPDATE, A, MINE);
    LoggedChanges.write(database, ChangeType.UPDATE, A, MINE);
    LoggedChanges.write(database, ChangeType.UPDATE, A, OTHER);
    LoggedChanges.write(database, ChangeType.DELETE, A, null);
    LoggedChanges.write(database, ChangeType.CREATE, A, MINE);
    LoggedChanges.write(database, ChangeType.DELETE, A, null);
    assertEquals(8, page(0, 100).changes().size());
    onlyMine();
    assertEquals(
        List.of(
            "3 create with entity",
            "4 update with entity",
            "5 delete",
            "7 create with entity",
            "8 delete"),
        lines(page(0, 100)));
    assertNull(page(4, 1).changes().get(0).etagAfter());
    FeedPage hidden = page(0, 2);
    assertEquals(List.of(), lines(hidden));
    assertEquals(2, hidden.position(), "hidden changes are passed over");
    assertTrue(hidden.more());
    decision = Decision.deny("test");
    assertEquals(List.of(), lines(page(0, 100)));
  }

  @Test
  void whatWasPurgedIsAGapThatIsSaid() throws Exception {
    for (int i = 0; i < 4; i++) {
      LoggedChanges.write(database, ChangeType.CREATE, "component:default/c" + i, MINE);
    }
    LoggedChanges.purge(database, 2);
    for (long gone : List.of(0L, 1L)) {
      PortalException e = assertThrows(PortalException.class, () -> page(gone, 1));
      assertEquals(ErrorCode.GONE, e.code());
      assertTrue(e.getMessage().contains("go on after 4"), e.getMessage());
    }
    assertEquals(2, page(2, 10).changes().size());
    assertEquals(1, page(3, 10).changes().size());
    assertEquals(0, page(4, 10).changes().size());
    assertEquals(ErrorCode.GONE, assertThrows(PortalException.class, () -> page(5, 10)).code());
  }

  @Test
  void aChangeIsOneLineOfJson() throws Exception {
    LoggedChanges.write(database, ChangeType.CREATE, A, MINE);
    String json = new String(page(0, 1).json(true), StandardCharsets.UTF_8);
    assertTrue(json.startsWith("{\"items\":[{\"seq\":1,\"at\":\"20"), json);
    assertTrue(
        json.contains("\"cause\":{\"location\":\"url:https://x/y.yaml\"},\"entity\":{\"kind\":"),
        json);
    assertTrue(json.endsWith("],\"cursor\":\"1\",\"more\":false}"), json);
    assertFalse(json.contains("\n"));
    assertFalse(new String(page(0, 1).json(false), StandardCharsets.UTF_8).contains("\"entity\":"));
  }
}
