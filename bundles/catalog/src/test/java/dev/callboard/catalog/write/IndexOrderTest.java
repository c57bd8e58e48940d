package dev.callboard.catalog.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.PostgresDatabase;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many that write at the same time: the index takes their commits in the order of the store. */
class IndexOrderTest {
  private static final int THREADS = 6;
  private static final int ROUNDS = 25;
  private static final int STEPS = 4;
  private static final int NAMES = 4;

  /** Returns from a commit after others may have committed too, as a busy processor does. */
  private record SlowReturn(PluginDatabase database) implements PluginDatabase, AutoCloseable {
    @Override
    public Dialect dialect() {
      return database.dialect();
    }

    @Override
    public <T> T write(SqlWork<T> work) throws SQLException {
      T result = database.write(work);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
      return result;
    }

    @Override
    public <T> T read(SqlWork<T> work) throws SQLException {
      return database.read(work);
    }

    @Override
    public void close() throws Exception {
      ((AutoCloseable) database).close();
    }
  }

  @TempDir Path folder;

  @Test
  void whatIsServedIsWhatIsStoredAfterConcurrentWritesOnSqlite() throws Exception {
    check(new SqliteDatabase(folder.resolve("db.sqlite")));
  }

  @Test
  void whatIsServedIsWhatIsStoredAfterConcurrentWritesOnPostgres() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      check(new PostgresDatabase(server));
    }
  }

  private static void check(PluginDatabase database) throws Exception {
    try (WriteBench bench = new WriteBench(new SlowReturn(database), true)) {
      List<Location> locations = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        locations.add(bench.register("f" + i + ".yaml", WriteBench.file("f" + i, "start")));
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      for (int round = 0; round < ROUNDS; round++) {
        round(bench, locations, threads, round);
        assertEquals(stored(bench), served(bench), "round " + round);
      }
      threads.shutdown();
      assertTrue(bench.store.position().seq() > ROUNDS * THREADS, "hardly anything was written");
    }
  }

  private static void round(
      WriteBench bench, List<Location> locations, ExecutorService threads, int round)
      throws Exception {
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Random random = new Random(round * THREADS + i);
      ends.add(
          threads.submit(
              () -> {
                for (int step = 0; step < STEPS; step++) {
                  String value = "v" + round + "-" + number + "-" + step;
                  if (number < locations.size()) {
                    bench.edit(locations.get(number), WriteBench.file("f" + number, value));
                  } else {
                    write(bench, random, value);
                  }
                }
              }));
    }
    for (Future<?> end : ends) {
      end.get(120, TimeUnit.SECONDS);
    }
  }

  /** Writes or deletes an entity that others write too, and changes the relations of others. */
  private static void write(WriteBench bench, Random random, String owner) {
    String name = "n" + random.nextInt(NAMES);
    if (random.nextInt(4) == 0) {
      tryTo(() -> bench.writer.delete(WriteBench.ref(name), WriteBench.options()));
      return;
    }
    Map<String, Object> entity = WriteBench.component(name, owner);
    entity.put(
        "spec",
        Map.of(
            "type",
            "service",
            "lifecycle",
            "production",
            "owner",
            owner,
            "dependsOn",
            List.of("component:f" + random.nextInt(2), "component:n0")));
    tryTo(() -> bench.writer.put(WriteBench.ref(name), entity, WriteBench.options()));
  }

  /** What somebody else deleted meanwhile is not found; that is no failure here. */
  private static void tryTo(Runnable work) {
    try {
      work.run();
    } catch (PortalException e) {
      assertTrue(e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.CONFLICT, e.toString());
    }
  }

  private static Map<String, String> stored(WriteBench bench) {
    Map<String, String> texts = new TreeMap<>();
    bench.store.loadAll(
        (String ref, UUID uid, byte[] json, List<String> parents) ->
            texts.put(ref, new String(json) + new TreeSet<>(parents)));
    return texts;
  }

  private static Map<String, String> served(WriteBench bench) {
    Map<String, String> texts = new TreeMap<>();
    bench
        .index
        .entities()
        .forEach(
            (ref, entity) ->
                texts.put(ref, new String(entity.json()) + new TreeSet<>(entity.parents())));
    return texts;
  }
}
