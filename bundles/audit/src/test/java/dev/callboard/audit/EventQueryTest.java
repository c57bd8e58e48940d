package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventQueryTest {
  private static final int SCAN = 10;

  private TestDatabase database;
  private EventQuery query;

  @BeforeEach
  void open() throws Exception {
    database = new TestDatabase();
    query = new EventQuery(database);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** The minute is the time, so that a late record can be written. */
  private static OutboxRow row(String id, int minute, String event, String actor, String ref) {
    return new OutboxRow(
        id,
        "{\"actor\":{\"ref\":\"%s\",\"type\":\"user\"},\"cause\":{},\"eventId\":\"%s\",\"id\":\"%s\",\"meta\":{},\"patch\":[{\"op\":\"remove\",\"path\":\"/x\"}],\"severity\":\"%s\",\"status\":\"%s\",\"sub\":\"\",\"target\":{\"kind\":\"%s\",\"ref\":\"%s\"},\"ts\":\"2026-01-01T00:%02d:00.000000Z\"}"
            .formatted(
                actor,
                event,
                id,
                event.equals("plugin-install") ? "high" : "medium",
                minute % 7 == 0 ? "failed" : "succeeded",
                event.startsWith("plugin") ? "plugin" : "entity",
                ref,
                minute));
  }

  private void fill(int count) throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(row("e" + i, i, "entity-mutate", "user:default/a" + i % 2, "component:x/c" + i));
    }
    new AuditLog(database).append(rows);
  }

  private EventQuery.Page page(EventFilter filter, Position after, int limit) throws SQLException {
    return query.page(filter, after, true, limit, SCAN);
  }

  private List<Long> walk(EventFilter filter, boolean newestFirst, int limit) throws SQLException {
    List<Long> all = new ArrayList<>();
    Position position = null;
    do {
      EventQuery.Page page = query.page(filter, position, newestFirst, limit, SCAN);
      assertTrue(page.items().size() <= limit);
      page.items().forEach(item -> all.add(item.seq()));
      position = page.next().map(next -> Position.of(next.cursor())).orElse(null);
    } while (position != null);
    return all;
  }

  private static EventFilter filter(String... pairs) {
    Map<String, String> parameters = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return EventFilter.of(parameters);
  }

  private static List<Long> numbers(IntStream from) {
    return from.asLongStream().boxed().toList();
  }

  @Test
  void pagesGoFromTheNewestToTheOldestAndBack() throws SQLException {
    fill(23);
    for (int limit : List.of(1, 22, 23, 24)) {
      assertEquals(
          numbers(IntStream.iterate(23, i -> i > 0, i -> i - 1)),
          walk(EventFilter.ALL, true, limit));
      assertEquals(numbers(IntStream.rangeClosed(1, 23)), walk(EventFilter.ALL, false, limit));
    }
  }

  @Test
  void whatIsWrittenMeanwhileDoesNotMoveThePages() throws SQLException {
    fill(10);
    EventQuery.Page first = page(EventFilter.ALL, null, 4);
    new AuditLog(database).append(List.of(row("new", 50, "x", "y", "z")));
    EventQuery.Page second = page(EventFilter.ALL, first.next().get(), 4);
    assertEquals(List.of(6L, 5L, 4L, 3L), second.items().stream().map(StoredEvent::seq).toList());
  }

  @Test
  void aRecordThatWasNumberedLateStandsAtItsTime() throws SQLException {
    fill(5);
    new AuditLog(database).append(List.of(row("late", 3, "x", "y", "z")));
    assertEquals(List.of(5L, 4L, 6L, 3L, 2L, 1L), walk(EventFilter.ALL, true, 2));
    assertEquals(
        List.of(6L, 3L),
        walk(filter("from", "2026-01-01T00:03:00Z", "to", "2026-01-01T00:04:00Z"), true, 2));
  }

  @Test
  void eachFilterFindsWhatItNames() throws SQLException {
    fill(20);
    new AuditLog(database)
        .append(List.of(row("p", 30, "plugin-install", "user:default/ann", "hello")));
    for (EventFilter filter :
        List.of(
            filter("plugin", "hello"),
            filter("eventId", "plugin-install"),
            filter("actor", "user:default/ann"),
            filter("targetKind", "plugin"),
            filter("targetRef", "hello"),
            filter("severity", "HIGH"),
            filter("text", "PLUGIN-inst"),
            filter("from", "2026-01-01T00:30:00Z"))) {
      assertEquals(List.of(21L), walk(filter, true, 5), filter.toString());
    }
    assertEquals(List.of(14L, 7L), walk(filter("status", "failed"), true, 5));
    assertEquals(
        List.of(14L), walk(filter("status", "failed", "actor", "user:default/a0"), true, 5));
    assertEquals(List.of(), walk(filter("text", "100%"), true, 5));
    assertEquals(List.of(), walk(filter("text", "component_x"), true, 5));
  }

  @Test
  void aPageLooksAtSoManyRecordsOnlyAndTellsWhereToGoOn() throws SQLException {
    fill(SCAN + 2);
    EventFilter rare = filter("text", "t00:01:00");
    EventQuery.Page page = page(rare, null, 5);
    assertEquals(List.of(), page.items());
    assertEquals(3, page.next().get().seq());
    assertEquals(List.of(1L), walk(rare, true, 5));
    // Exactly at the limit there is still something to look for; just below it there is not.
    assertTrue(query.page(rare, null, true, 5, SCAN + 1).next().isPresent());
    assertTrue(query.page(rare, null, true, 5, SCAN + 2).next().isPresent());
    assertTrue(query.page(rare, null, true, 5, SCAN + 3).next().isEmpty());
  }

  @Test
  void ofTwoFiltersTheOneThatLeavesLessTellsHowFarToLook() throws SQLException {
    fill(5 * SCAN);
    EventQuery.Page page =
        page(filter("eventId", "entity-mutate", "targetRef", "component:x/c1"), null, 5);
    assertEquals(List.of(1L), page.items().stream().map(StoredEvent::seq).toList());
    assertTrue(page.next().isEmpty());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    for (String[] wrong :
        List.of(
            new String[] {"severity", "urgent"},
            new String[] {"status", "done"},
            new String[] {"from", "yesterday"},
            new String[] {"text", "x".repeat(201)},
            new String[] {"plugin", "a", "targetRef", "b"})) {
      assertThrows(PortalException.class, () -> filter(wrong));
    }
    filter("text", "x".repeat(200));
    for (String cursor : List.of("", "x", "äöü", "MQ", "x".repeat(300))) {
      assertThrows(PortalException.class, () -> Position.of(cursor), cursor);
    }
  }

  @Test
  void theLimitOfAPageIsThatOfTheConfiguration() {
    QuerySettings settings = new QuerySettings(50, 500, SCAN);
    assertEquals(50, settings.limit(null));
    assertEquals(1, settings.limit(1));
    assertEquals(499, settings.limit(499));
    assertEquals(500, settings.limit(500));
    assertThrows(PortalException.class, () -> settings.limit(501));
    assertThrows(PortalException.class, () -> settings.limit(0));
  }

  @Test
  void theValuesToFilterForAreThoseThatOccur() throws SQLException {
    assertEquals(Set.of(), query.values("event_id"));
    fill(3);
    new AuditLog(database).append(List.of(row("p", 30, "plugin-install", "a", "hello")));
    assertEquals(Set.of("entity-mutate", "plugin-install"), query.values("event_id"));
    assertEquals(Set.of("high", "medium"), query.values("severity"));
  }

  @Test
  void aRecordIsGivenWholeWithItsPlaceInTheChain() throws SQLException {
    fill(2);
    EventJson json = new EventJson();
    Map<String, Object> item = json.item(query.event(2).get());
    assertEquals(true, item.get("hasPatch"));
    assertFalse(item.containsKey("patch"));
    Map<String, Object> whole = json.whole(query.event(2).get(), false);
    assertEquals(query.event(1).get().hash(), whole.get("prev"));
    assertEquals(true, whole.get("intact"));
    assertEquals(1L, whole.get("previousSeq"));
    assertEquals(
        List.of(Map.of("op", "remove", "path", "/x")),
        ((Map<?, ?>) whole.get("record")).get("patch"));
    database.execute("DROP TRIGGER audit_event_no_update");
    database.execute("UPDATE audit_event SET body = 'no json' WHERE seq = 2");
    Map<String, Object> tampered = json.whole(query.event(2).get(), false);
    assertEquals(false, tampered.get("intact"));
    assertEquals("no json", tampered.get("text"));
    assertEquals(
        "component:x/c2", ((Map<?, ?>) json.item(query.event(2).get()).get("target")).get("ref"));
  }

  private String export(EventExport.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EventExport(query, SCAN).write(out, EventFilter.ALL, format);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anExportHasWhatTheHashesAreMadeOf() throws Exception {
    fill(3);
    List<String> lines = export(EventExport.Format.JSONL).lines().toList();
    assertEquals(3, lines.size());
    for (int i = 1; i <= 3; i++) {
      StoredEvent event = query.event(i).get();
      String line = lines.get(i - 1);
      String record = line.substring(line.indexOf("\"record\":") + 9, line.length() - 1);
      assertEquals(event.hash(), Chain.hash(i, record, event.prev()));
      assertTrue(line.contains("\"hash\":\"" + event.hash() + "\""), line);
    }
  }

  @Test
  void aTableHoldsNoFormulas() throws Exception {
    new AuditLog(database).append(List.of(row("e1", 1, "x", "=HYPERLINK(1,2)", "a")));
    String table = export(EventExport.Format.CSV);
    assertTrue(table.startsWith("seq,ts,node,eventId"), table);
    assertTrue(table.contains(",\"'=HYPERLINK(1,2)\","), table);
    assertTrue(table.contains("\"[{\"\"op\"\":\"\"remove\"\""), table);
  }

  @Test
  void whatWasHiddenWhenItWasWrittenIsInNoAnswer() throws Exception {
    RecordWriter writer = new RecordWriter(java.time.Clock.systemUTC(), "n");
    String secret = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    new AuditLog(database)
        .append(
            List.of(
                writer.row(
                    dev.callboard.platform.audit.AuditEvent.event("x", Fakes.user("user:a/b"))
                        .meta("url", "https://u:hidden@host/x")
                        .meta("apiToken", "hidden")
                        .cause("location", "https://u:hidden@host/x")
                        .patch(
                            "[{\"op\":\"add\",\"path\":\"/a/password\",\"value\":\"hidden\"},"
                                + "{\"op\":\"add\",\"path\":\"/b\",\"value\":\""
                                + secret
                                + "\"}]")
                        .build())));
    String all =
        export(EventExport.Format.JSONL)
            + export(EventExport.Format.CSV)
            + new EventJson().whole(query.event(1).get(), false)
            + new EventJson().item(query.event(1).get());
    assertTrue(all.contains("***"), all);
    assertFalse(all.contains("hidden"), all);
    assertFalse(all.contains(secret), all);
  }
}
