package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditedState;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever owns the database can do to a signed log, and where that is found. */
abstract class TamperingContract {
  private static final int SIZE = 40;

  @TempDir Path data;
  private final List<String> alarms = new ArrayList<>();
  private int records;
  private CheckpointSettings settings;
  private PluginDatabase database;

  /** Returns an empty log. */
  abstract PluginDatabase open() throws Exception;

  /** Does what only a superuser can do: the tables' triggers do not hold. */
  abstract void sql(String statement) throws Exception;

  @BeforeEach
  void fill() throws Exception {
    database = open();
    settings =
        CheckpointSettings.of(
            new MapConfig(Map.of("audit", Map.of("checkpoints", Map.of("records", 10)))), data);
    Checkpointer checkpointer = checkpointer();
    for (int i = 1; i <= SIZE; i += 10) {
      append(i, i + 9);
      checkpointer.run();
    }
    assertEquals(Optional.empty(), finding());
  }

  private static String body(int i, String content) {
    return CanonicalJson.write(
        Map.of(
            "id", "e" + i,
            "ts", "2026-11-21T00:00:00Z",
            "eventId", "entity-mutate",
            "severity", "low",
            "status", "succeeded",
            "actor", Map.of("ref", content),
            "target", Map.of("kind", "entity", "ref", "component:default/c" + i)));
  }

  private void append(int first, int last) throws Exception {
    new AuditLog(database)
        .append(
            IntStream.rangeClosed(first, last)
                .mapToObj(i -> new OutboxRow("e" + i, body(i, "user:default/a")))
                .toList());
  }

  private Checkpointer checkpointer() {
    LogVerifier chain = new LogVerifier(database);
    return new Checkpointer(
        new Checkpointer.Parts(
            new AuditLog(database),
            chain,
            whole(new CheckpointKeys(settings)),
            new CheckpointKeys(settings),
            new CheckpointTable(database),
            new CheckpointJournal(settings.journal()),
            Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC),
            (verdict, message) -> alarms.add(message)),
        settings);
  }

  private Verifier whole(CheckpointKeys keys) {
    return new SignedLogVerifier(
        new LogVerifier(database),
        new CheckpointVerifier(
            new CheckpointTable(database),
            keys::trusted,
            Optional.of(new CheckpointJournal(settings.journal()))));
  }

  private Optional<String> finding() throws Exception {
    return whole(new CheckpointKeys(settings))
        .verify((checked, total) -> {})
        .finding()
        .map(found -> found.seq() + " " + found.message());
  }

  private void found(String start) throws Exception {
    String what = finding().orElse("nothing");
    assertTrue(what.startsWith(start), what);
  }

  /** Writes the chain anew from a record on, as a server would have. */
  private void rewrite(int from, int to) throws Exception {
    sql("DELETE FROM audit_event WHERE seq >= " + from);
    String prev = new CheckpointTable(database).hash(from - 1L);
    prev = from == 1 ? Chain.START : prev;
    for (int i = from; i <= to; i++) {
      String body = body(i, "user:default/nobody");
      String hash = Chain.hash(i, body, prev);
      sql(
          "INSERT INTO audit_event VALUES ("
              + i
              + ", 'e"
              + i
              + "', '2026-11-21T00:00:00Z', 'entity-mutate', 'low', 'succeeded',"
              + " 'user:default/nobody', 'entity', 'component:default/c"
              + i
              + "', '"
              + body
              + "', '"
              + prev
              + "', '"
              + hash
              + "')");
      prev = hash;
    }
    sql("UPDATE audit_head SET seq = " + to + ", hash = '" + prev + "'");
  }

  @Test
  void U02_anEditedRecordIsLocated() throws Exception {
    sql("UPDATE audit_event SET body = replace(body, '/a\"', '/b\"') WHERE seq = 17");
    found("17 was changed");
  }

  @Test
  void U02_aDeletedRecordIsLocated() throws Exception {
    sql("DELETE FROM audit_event WHERE seq = 17");
    found("17 row 17 is missing");
  }

  @Test
  void U02_anInsertedRecordIsLocated() throws Exception {
    sql("UPDATE audit_event SET seq = seq + 100 WHERE seq > 17");
    sql("UPDATE audit_event SET seq = seq - 99 WHERE seq > 100");
    sql(
        "INSERT INTO audit_event SELECT 18, 'new', ts, event_id, severity, status, actor,"
            + " target_kind, target_ref, body, hash, hash FROM audit_event WHERE seq = 17");
    found("18 was changed");
  }

  @Test
  void U02_recordsThatChangedPlacesAreLocated() throws Exception {
    sql("UPDATE audit_event SET seq = 1000 WHERE seq = 17");
    sql("UPDATE audit_event SET seq = 17 WHERE seq = 18");
    sql("UPDATE audit_event SET seq = 18 WHERE seq = 1000");
    found("17 does not follow the row before it");
  }

  @Test
  void U02_aTailThatWasCutWithItsHeadIsFound() throws Exception {
    sql("DELETE FROM audit_event WHERE seq > 33");
    sql(
        "UPDATE audit_head SET seq = 33, hash ="
            + " (SELECT hash FROM audit_event WHERE seq = 33)");
    found("34 the log lacks records up to 40, which was signed at 2026-11-21T00:00:00Z");
  }

  @Test
  void U02_aChainThatWasWrittenAnewIsLocatedBetweenTwoCheckpoints() throws Exception {
    rewrite(24, SIZE);
    found("21 the records from here to 30 were written anew");
  }

  @Test
  void U02_aWholeLogThatWasWrittenAnewIsFound() throws Exception {
    rewrite(1, SIZE);
    found("1 the records from here to 10 were written anew");
  }

  @Test
  void U02_removingTheCheckpointsFromTheDatabaseDoesNotHideIt() throws Exception {
    rewrite(24, SIZE);
    sql("DELETE FROM audit_checkpoint WHERE seq > 20");
    found("21 the records from here to 30 were written anew");
  }

  @Test
  void U02_aCheckpointThatIsGoneIsMissed() throws Exception {
    sql("DELETE FROM audit_checkpoint WHERE seq = 20");
    found("20 its checkpoint is gone from the database");
  }

  @Test
  void U02_checkpointsOfAnotherKeyDoNotCount() throws Exception {
    rewrite(24, SIZE);
    sql("DELETE FROM audit_checkpoint WHERE seq > 20");
    SigningKey forger = SigningKey.create();
    String hash = new CheckpointTable(database).hash(30);
    Checkpoint forged = Checkpoint.sign(30, hash, Instant.EPOCH, forger);
    new CheckpointTable(database).add(forged);
    found("30 its checkpoint is signed with the key " + forger.verifier().id());
    // Under the name of the right key the signature gives it away.
    sql("DELETE FROM audit_checkpoint WHERE seq = 30");
    Checkpoint real = new CheckpointJournal(settings.journal()).last().orElseThrow();
    Checkpoint mine = Checkpoint.sign(real.seq(), hash, real.time(), forger);
    String note =
        mine.note().replaceAll("audit [^ ]+\n$", real.note().split("\u2014 callboard-")[1]);
    sql("UPDATE audit_checkpoint SET note = '" + note + "' WHERE seq = 40");
    sql("INSERT INTO audit_checkpoint VALUES (40, '" + real.keyId() + "', '" + note + "')");
    found("40 the signature of its checkpoint is wrong");
  }

  @Test
  void U02_theServerDoesNotSignWhatWasTamperedWithAndSaysSoOnce() throws Exception {
    rewrite(24, SIZE);
    append(SIZE + 1, SIZE + 20);
    Checkpointer later = checkpointer();
    later.run();
    later.run();
    assertEquals(1, alarms.size(), alarms.toString());
    assertTrue(alarms.get(0).contains("record 21: the records from here to 30"), alarms.get(0));
    assertTrue(later.problem().isPresent());
    assertEquals(40, new CheckpointJournal(settings.journal()).last().orElseThrow().seq());
  }

  @Test
  void checkpointsOfAReplacedKeyStillCount() throws Exception {
    String before = Files.readString(settings.keyFile());
    new CheckpointKeys(settings).rotate();
    append(SIZE + 1, SIZE + 10);
    checkpointer().run();
    assertEquals(Optional.empty(), finding());
    assertTrue(!before.equals(Files.readString(settings.keyFile())));
    assertEquals(2, new CheckpointKeys(settings).trusted().size());
    rewrite(24, SIZE + 10);
    found("21 the records from here to 30 were written anew");
  }

  /** What is stored of entities, as the log has it or not. */
  private final class Stored implements AuditedState {
    final Map<String, String> digests = new TreeMap<>();
    Runnable looked = () -> {};

    @Override
    public String targetKind() {
      return "entity";
    }

    @Override
    public String eventId() {
      return "entity-mutate";
    }

    @Override
    public List<String> refs(String after, int limit) {
      return digests.keySet().stream()
          .filter(ref -> ref.compareTo(after) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public Map<String, String> digests(Collection<String> refs) {
      Map<String, String> found = new HashMap<>(digests);
      found.keySet().retainAll(refs);
      looked.run();
      return found;
    }
  }

  /** Records that have no number yet. */
  private static final class Outbox implements OutboxSource {
    final List<OutboxRow> rows = new ArrayList<>();

    @Override
    public Set<String> databases() {
      return Set.of("catalog");
    }

    @Override
    public List<OutboxRow> read(String name, int limit) {
      return List.copyOf(rows);
    }

    @Override
    public void delete(String name, Collection<String> ids) {
      throw new AssertionError("nothing is deleted");
    }
  }

  private static String change(int i, String after) {
    Map<String, Object> parts =
        new HashMap<>(
            Map.of(
                "id", "d" + i,
                "ts", "2026-11-21T00:00:01Z",
                "eventId", "entity-mutate",
                "severity", "low",
                "status", "succeeded",
                "actor", Map.of("ref", "user:default/a"),
                "target", Map.of("kind", "entity", "ref", "component:default/d" + i)));
    if (!after.isEmpty()) {
      parts.put("after", after);
    }
    return CanonicalJson.write(parts);
  }

  private void log(int i, String after) throws Exception {
    new AuditLog(database).append(List.of(new OutboxRow("r" + records++, change(i, after))));
  }

  private static List<String> search(DriftSearch search, Stored stored) throws Exception {
    return search.search(stored, compared -> {}).stream()
        .map(each -> each.what() + " " + each.ref())
        .sorted()
        .toList();
  }

  @Test
  void D7_whatWasChangedAddedOrDeletedBesidesTheLogIsFound() throws Exception {
    Stored stored = new Stored();
    Outbox outbox = new Outbox();
    DriftSearch search = new DriftSearch(new AuditedTargets(database), outbox);
    // More than a page, and not each with a digest.
    for (int i = 0; i < 1_100; i++) {
      log(i, "sha256:" + i);
      stored.digests.put("component:default/d" + i, "sha256:" + i);
    }
    log(3, "");
    stored.digests.remove("component:default/d3");
    assertEquals(List.of(), search(search, stored));
    stored.digests.put("component:default/d4", "sha256:other");
    stored.digests.put("component:default/d3", "sha256:3");
    stored.digests.put("component:default/new", "sha256:new");
    stored.digests.remove("component:default/d1099");
    stored.digests.put("component:default/d5", "");
    assertEquals(
        List.of(
            "added component:default/d3",
            "added component:default/new",
            "changed component:default/d4",
            "missing component:default/d1099"),
        search(search, stored));
    log(4, "sha256:other");
    log(3, "sha256:3");
    log(1099, "");
    assertEquals(List.of("added component:default/new"), search(search, stored));
  }

  @Test
  void D7_whatChangesMeanwhileIsNoDrift() throws Exception {
    Stored stored = new Stored();
    Outbox outbox = new Outbox();
    DriftSearch search = new DriftSearch(new AuditedTargets(database), outbox);
    log(1, "sha256:1");
    stored.digests.put("component:default/d1", "sha256:2");
    // Its record waits for its number.
    outbox.rows.add(new OutboxRow("x", change(1, "sha256:2")));
    assertEquals(List.of(), search(search, stored));
    outbox.rows.clear();
    assertEquals(List.of("changed component:default/d1"), search(search, stored));
    // It is changed again while it is looked at.
    int[] times = {0};
    stored.looked = () -> stored.digests.put("component:default/d1", "sha256:while" + times[0]++);
    assertEquals(List.of(), search(search, stored));
  }
}
