package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.fakes.PostgresDatabase;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.catalog.nodes.SharedLeases;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL. */
class SeveralNodesTest {
  private static final String A = "component:default/a";
  private static EmbeddedPostgres server;

  /** A node without a framework. */
  private static final class Node {
    private final Bench bench;
    private final IndexFollower follower;

    private Node(Path directory, PostgresDatabase database) throws IOException {
      bench = new Bench(directory, database, true);
      follower = bench.follower;
    }

    private Map<String, String> served() {
      Map<String, String> served = new TreeMap<>();
      for (IndexedEntity entity : bench.index.entities().values()) {
        served.put(
            entity.ref(), new String(entity.json()) + entity.parents().stream().sorted().toList());
      }
      return served;
    }
  }

  @TempDir Path one;
  @TempDir Path two;
  private Node first;
  private Node second;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void start() throws Exception {
    first = new Node(one, new PostgresDatabase(server));
    second = new Node(two, PostgresDatabase.join(server));
  }

  @AfterEach
  void stop() throws Exception {
    first.bench.close();
    second.bench.close();
  }

  @Test
  void whatOneNodeCommitsIsServedByItAtOnceAndByTheOtherWhenItFollows() throws Exception {
    first.bench.write("a.yaml", Bench.component("a", "x"));
    first.bench.run(".");
    assertTrue(first.bench.index.entities().containsKey(A));
    assertFalse(second.bench.index.entities().containsKey(A));
    second.follower.follow();
    assertEquals(first.served(), second.served());
    Files.delete(one.resolve("a.yaml"));
    first.bench.run(".");
    second.follower.follow();
    assertFalse(second.bench.index.entities().containsKey(A));
    assertEquals(first.follower.position(), second.follower.position());
  }

  @Test
  void aLocationThatListsAnEntityBesidesIsFollowedAlthoughTheEntityIsTheSame() throws Exception {
    first.bench.write("a.yaml", Bench.component("a", "x"));
    first.bench.run("a.yaml");
    second.follower.follow();
    first.bench.write("l.yaml", IngestionContract.location("l", "./a.yaml"));
    first.bench.run("l.yaml");
    second.follower.follow();
    assertTrue(
        second.bench.index.entities().get(A).parents().contains("location:default/l"),
        second.bench.index.entities().get(A).parents() + "");
    assertEquals(first.served(), second.served());
  }

  @Test
  void nodesThatWriteAtTheSameTimeServeTheSameInTheEndAndNumbersHaveNoGaps() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> runs = new ArrayList<>();
    for (Node node : List.of(first, second)) {
      runs.add(
          threads.submit(
              () -> {
                write(node, node == first ? "p" : "q");
                return null;
              }));
    }
    for (Future<?> run : runs) {
      run.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    first.follower.follow();
    second.follower.follow();
    assertEquals(first.served(), second.served());
    Node third = new Node(two, PostgresDatabase.join(server));
    assertEquals(first.served(), third.served());
    third.bench.close();
    List<Change> log =
        first.bench.store.read(connection -> ChangeTable.after(connection, 0, 100_000));
    for (int i = 0; i < log.size(); i++) {
      assertEquals(i + 1, log.get(i).seq());
    }
    assertEquals(log.size(), first.follower.position().seq());
  }

  /** All belong to one group, whose relations both nodes change. */
  private static void write(Node node, String prefix) throws IOException {
    Random random = new Random(prefix.hashCode());
    for (int i = 0; i < 40; i++) {
      String name = prefix + random.nextInt(8);
      String owner = "o" + random.nextInt(1_000);
      String dependsOn = "\n  dependsOn: [component:p1, component:q1]";
      node.bench.write(name + ".yaml", Bench.component(name, owner + dependsOn));
      node.bench.run(".");
      assertEquals(owner, node.bench.index.at("component:default/" + name, "spec", "owner"));
    }
  }

  @Test
  void anIndexThatIsBehindTheRetainedLogIsLoadedAnew() throws Exception {
    first.bench.write("a.yaml", Bench.component("a", "x"));
    first.bench.write("b.yaml", Bench.component("b", "x"));
    first.bench.run(".");
    second.follower.follow();
    Files.delete(one.resolve("b.yaml"));
    first.bench.write("a.yaml", Bench.component("a", "y"));
    first.bench.run(".");
    first.bench.store.write(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM changes WHERE op = 'delete'");
          }
        });
    second.follower.follow();
    assertEquals(first.served(), second.served());
    assertFalse(second.bench.index.entities().containsKey("component:default/b"));
  }

  private static SharedLeases leases(Node node, String name, Duration length) {
    SharedLeases leases = new SharedLeases(node.bench.store, name, length);
    node.bench.store.guard(leases);
    return leases;
  }

  @Test
  void aRootIsReadByOneNodeAtATime() {
    SharedLeases left = leases(first, "one", Duration.ofMinutes(1));
    SharedLeases right = leases(second, "two", Duration.ofMinutes(1));
    assertTrue(left.claim("registered:1"));
    assertFalse(right.claim("registered:1"));
    assertTrue(right.claim("registered:2"));
    assertFalse(left.isFresh("registered:1", Duration.ofMinutes(1)));
    left.release("registered:1");
    assertTrue(right.isFresh("registered:1", Duration.ofMinutes(1)));
    assertTrue(right.claim("registered:1"));
  }

  @Test
  void F18_theRootsOfANodeThatIsGoneAreTakenOverWhenItsLeaseEnds() throws Exception {
    SharedLeases dead = leases(first, "one", Duration.ofMillis(300));
    SharedLeases alive = leases(second, "two", Duration.ofMinutes(1));
    dead.renew();
    assertTrue(dead.claim("registered:1"));
    assertEquals(Set.of(), alive.renew());
    assertFalse(alive.isAlone());
    awaitTakeOver(alive);
    assertTrue(alive.claim("registered:1"));
    alive.renew();
    assertTrue(alive.isAlone());
  }

  private static void awaitTakeOver(SharedLeases alive) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!alive.renew().contains("registered:1")) {
      assertTrue(System.nanoTime() < deadline, "the lease does not end");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void F19_theLateWriteOfANodeThatLostItsLeaseIsRefused() throws Exception {
    Node stopped = first;
    SharedLeases late = leases(stopped, "one", Duration.ofMillis(1));
    SharedLeases next = leases(second, "two", Duration.ofMinutes(1));
    stopped.bench.write("a.yaml", Bench.component("a", "late"));
    String key = stopped.bench.root(".").key();
    assertTrue(late.claim(key));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!next.claim(key)) {
      assertTrue(System.nanoTime() < deadline, "the lease does not end");
    }
    PortalException refused = assertThrows(PortalException.class, () -> stopped.bench.run("."));
    assertEquals(ErrorCode.CONFLICT, refused.code());
    assertFalse(stopped.bench.index.entities().containsKey(A));
    late.release(key);
    assertTrue(next.claim(key), "giving back what was lost takes nothing away");
    assertEquals(0, (long) second.bench.store.read(connection -> ChangeTable.last(connection)));
  }

  @Test
  void aRootThatIsRemovedIsTakenFromWhoeverReadsIt() throws SQLException, IOException {
    SharedLeases reading = leases(first, "one", Duration.ofMinutes(1));
    first.bench.write("a.yaml", Bench.component("a", "x"));
    String key = first.bench.root(".").key();
    assertTrue(reading.claim(key));
    first.bench.run(".");
    second.bench.store.removeRoot(key);
    assertThrows(PortalException.class, () -> first.bench.run("."));
    first.follower.follow();
    assertEquals(Map.of(), first.served());
  }
}
