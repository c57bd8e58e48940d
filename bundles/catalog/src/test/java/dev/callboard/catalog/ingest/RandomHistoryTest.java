package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.fakes.MemoryIndex;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.store.AuditedEntities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of edits, deletions, registrations, deliveries of providers and crashes, against
 * {@link ModelCatalog}. A failure names its seed; {@code -Dcallboard.seed} runs that one.
 */
class RandomHistoryTest {
  /** The same for all tries of this process: a seed that failed is tried again, not another one. */
  private static final long FIRST = System.nanoTime();

  private static final int STEPS = 25;
  private static final int NAMES = 9;
  private static final List<String> ROOTS = List.of("r0", "r1", "r2");
  private static final List<String> FILES = List.of("f0", "f1", "f2", "f3", "f4");

  @TempDir Path directory;
  private final ModelCatalog model = new ModelCatalog();
  private Random random;
  private SqliteDatabase sqlite;
  private FailingDatabase database;
  private Bench bench;

  static LongStream seeds() {
    Long one = Long.getLong("callboard.seed");
    if (one != null) {
      return LongStream.of(one);
    }
    return LongStream.range(FIRST, FIRST + (Boolean.getBoolean("callboard.long") ? 2_000 : 10));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void F01_whatIsServedIsWhatTheModelSays(long seed) throws Exception {
    random = new Random(seed);
    FILES.forEach(file -> model.files.put(file, new LinkedHashMap<>()));
    open();
    try {
      for (int step = 0; step < STEPS; step++) {
        String before = model.toString();
        for (int i = random.nextInt(4); i >= 0; i--) {
          edit();
        }
        boolean crash = random.nextInt(4) == 0;
        if (crash) {
          crash();
        }
        readAll();
        check(
            "seed %d, step %d%s\nfrom %s\nto   %s\n"
                .formatted(seed, step, crash ? ", crashed" : "", before, model));
      }
    } finally {
      sqlite.close();
    }
  }

  private void open() throws Exception {
    sqlite = new SqliteDatabase(directory.resolve("db.sqlite"));
    database = new FailingDatabase(sqlite);
    sqlite.write(
        connection -> {
          AuditRows.create(connection);
          return null;
        });
    bench = new Bench(directory, database, new AuditRows());
    bench.limits = new IngestLimits(8, 100, 100, 1 << 20, 2);
  }

  /** The server ends in the middle of reading, and starts again with what is stored. */
  private void crash() throws Exception {
    database.crashIn(1 + random.nextInt(6), random.nextBoolean());
    try {
      readAll();
    } catch (FailingDatabase.Crash e) {
      // as intended
    }
    sqlite.close();
    open();
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Map<String, String> components() {
    Map<String, String> components = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      components.put(
          "c" + random.nextInt(NAMES), random.nextInt(8) == 0 ? "" : "o" + random.nextInt(5));
    }
    return components;
  }

  private void edit() {
    switch (random.nextInt(8)) {
      case 0 -> model.files.put(pick(FILES), null);
      case 1 -> model.roots.remove(pick(ROOTS));
      case 2, 3 -> {
        Set<String> listed = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          listed.add(pick(FILES));
        }
        model.roots.put(pick(ROOTS), listed);
      }
      case 4 -> {
        Map<String, String> given = components();
        given.values().removeIf(String::isEmpty);
        model.providers.put("p" + random.nextInt(2), given);
      }
      default -> model.files.put(pick(FILES), components());
    }
  }

  private void writeFiles() throws Exception {
    for (String file : FILES) {
      Map<String, String> content = model.files.get(file);
      Path path = bench.directory.resolve(file + ".yaml");
      if (content == null && random.nextBoolean()) {
        Files.deleteIfExists(path);
        continue;
      }
      StringBuilder text = new StringBuilder(content == null ? "a: [\n" : "");
      if (content != null) {
        content.forEach(
            (name, owner) ->
                text.append("---\n").append(Bench.component(name, owner.isEmpty() ? "''" : owner)));
      }
      if (!Files.exists(path) || !Files.readString(path).contentEquals(text)) {
        bench.write(path.getFileName().toString(), text.toString());
      }
    }
    for (Map.Entry<String, Set<String>> root : model.roots.entrySet()) {
      List<String> targets = root.getValue().stream().map(f -> "'./" + f + ".yaml'").toList();
      String text =
          IngestionContract.location(root.getKey(), "").replace("['']", targets.toString());
      bench.write(root.getKey() + ".yaml", text);
    }
  }

  /** Reads everything, and again whatever may have won a reference meanwhile. */
  private void readAll() throws Exception {
    writeFiles();
    for (String key : bench.store.roots()) {
      boolean wanted =
          key.startsWith("provider:")
              || model.roots.keySet().stream().anyMatch(root -> root(root).key().equals(key));
      if (!wanted) {
        bench.store.removeRoot(key);
      }
    }
    List<String> all = new ArrayList<>(model.providers.keySet());
    all.addAll(model.roots.keySet());
    Collections.shuffle(all, random);
    Deque<String> queue = new ArrayDeque<>(all);
    for (int reads = 0; !queue.isEmpty(); reads++) {
      if (reads > 200) {
        throw new AssertionError("reading never comes to an end: " + queue);
      }
      String name = queue.poll();
      RootRun.Outcome outcome =
          model.providers.containsKey(name) ? deliver(name) : bench.run(root(name));
      for (String key : outcome.takeoverRoots()) {
        all.stream().filter(each -> key(each).equals(key)).forEach(queue::add);
      }
    }
    // Who lost to something that went later in this round is read once more, as a refresh does.
    for (String name : all) {
      if (model.providers.containsKey(name)) {
        deliver(name);
      }
    }
  }

  private String key(String name) {
    return model.providers.containsKey(name) ? ProviderConnection.rootKey(name) : root(name).key();
  }

  private Root root(String name) {
    return bench.root(name + ".yaml");
  }

  private RootRun.Outcome deliver(String provider) {
    Map<String, ProvidedEntity> given = new LinkedHashMap<>();
    model
        .providers
        .get(provider)
        .forEach(
            (name, owner) -> {
              Map<String, Object> json =
                  Map.of(
                      "apiVersion",
                      "backstage.io/v1alpha1",
                      "kind",
                      "Component",
                      "metadata",
                      Map.of("name", name),
                      "spec",
                      Map.of("type", "t", "lifecycle", "l", "owner", owner));
              ProvidedEntity entity =
                  new ProvidedEntity(new DeferredEntity(Entity.of(json), Optional.of(provider)));
              given.put(entity.key(), entity);
            });
    CatalogRules rules =
        CatalogRules.of(new dev.callboard.catalog.fakes.MapConfig(new HashMap<>()));
    return new RootRun(
            ProviderConnection.root(provider, rules),
            bench.processing,
            bench.limits,
            bench.store,
            type -> null,
            bench.mode)
        .provided(given, key -> true);
  }

  private Map<String, ModelCatalog.Held> served() throws Exception {
    Map<String, String> claimants = new HashMap<>();
    sqlite.read(
        connection -> {
          try (var rows =
              connection.createStatement().executeQuery("SELECT ref, location_key FROM entities")) {
            while (rows.next()) {
              claimants.put(rows.getString(1), rows.getString(2));
            }
          }
          return null;
        });
    Map<String, ModelCatalog.Held> served = new TreeMap<>();
    for (String ref : bench.index.entities().keySet()) {
      if (ref.startsWith("component:")) {
        String claimant = claimants.get(ref).replaceAll(".*/|\\.yaml$", "");
        String owner = String.valueOf(bench.index.at(ref, "spec", "owner"));
        served.put(
            ref.substring("component:default/".length()), new ModelCatalog.Held(claimant, owner));
      }
    }
    return served;
  }

  private void check(String at) throws Exception {
    Map<String, ModelCatalog.Held> served = served();
    assertEquals(Set.of(), model.faults(served), at);
    Set<String> locations = new TreeSet<>();
    for (String root : model.roots.keySet()) {
      locations.add("location:default/" + root);
      locations.add(LocationRefs.entityRef("file", root(root).target()));
    }
    Set<String> found = new TreeSet<>(bench.index.entities().keySet());
    found.removeIf(ref -> !ref.startsWith("location:"));
    assertEquals(locations, found, at);
    checkRelations(served, at);
    checkRebuilt(at);
    checkAudit(at);
    model.settle(served);
  }

  private void checkRelations(Map<String, ModelCatalog.Held> served, String at) {
    served.forEach(
        (name, held) ->
            assertEquals(
                "[{type=ownedBy, targetRef=group:default/" + held.owner() + "}]",
                String.valueOf(bench.index.at("component:default/" + name, "relations")),
                at));
  }

  private void checkRebuilt(String at) {
    MemoryIndex rebuilt = new MemoryIndex();
    new IndexFollower(bench.store, rebuilt).load();
    assertEquals(texts(rebuilt), texts(bench.index), at);
  }

  private static Map<String, String> texts(MemoryIndex index) {
    Map<String, String> texts = new TreeMap<>();
    for (IndexedEntity entity : index.entities().values()) {
      texts.put(entity.ref(), new String(entity.json()) + new TreeSet<>(entity.parents()));
    }
    return texts;
  }

  /** The change log leads to what is served, and each mutation left one event. */
  private void checkAudit(String at) {
    List<Change> log = bench.store.read(c -> ChangeTable.after(c, 0, Integer.MAX_VALUE));
    Map<String, String> replayed = new TreeMap<>();
    long seq = 0;
    int mutations = 0;
    for (Change change : log) {
      assertEquals(++seq, change.seq(), at);
      if (change.type() == ChangeType.DELETE) {
        replayed.remove(change.ref());
      } else {
        replayed.put(change.ref(), new String(change.entity()));
      }
      mutations += change.cause().containsKey("derived") ? 0 : 1;
    }
    Map<String, String> live = new TreeMap<>();
    bench.index.entities().forEach((ref, entity) -> live.put(ref, new String(entity.json())));
    assertEquals(live, replayed, at);
    assertEquals(mutations, bench.store.read(AuditRows::count), at);
    AuditedEntities stored = new AuditedEntities(sqlite);
    assertEquals(
        bench.store.read(AuditRows::last),
        new TreeMap<>(stored.digests(stored.refs("", Integer.MAX_VALUE))),
        at);
  }
}
