package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerRunTest {
  private final List<Callable<?>> waiting = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new TestDatabase();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void append(int first, int last) throws SQLException {
    new AuditLog(database)
        .append(
            IntStream.rangeClosed(first, last)
                .mapToObj(i -> new OutboxRow("e" + i, "{\"id\":\"e" + i + "\"}"))
                .toList());
  }

  private FollowerRun follow(AuditFollower follower) {
    return new FollowerRun(
        follower,
        new FollowedLog(database),
        new FollowerTable(database, Clock.systemUTC()),
        new Later());
  }

  private void work() throws Exception {
    while (!waiting.isEmpty()) {
      waiting.remove(0).call();
    }
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void everyRecordComesInOrderAndAgainFromItsPlaceAfterARestart() throws Exception {
    int many = 2 * FollowerRun.BATCH + 1;
    append(1, many);
    Follower follower = new Follower(true);
    follow(follower).wake();
    work();
    assertEquals(numbers(1, many), follower.seen);
    assertEquals("e1", follower.first.values().get("id"));
    assertEquals("{\"id\":\"e1\"}", follower.first.json());
    append(many + 1, many + 2);
    Follower restarted = new Follower(true);
    follow(restarted).wake();
    work();
    assertEquals(numbers(many + 1, many + 2), restarted.seen);
  }

  @Test
  void whoBeginsAtTheEndGetsWhatComesThen() throws Exception {
    append(1, 3);
    Follower follower = new Follower(false);
    FollowerRun run = follow(follower);
    run.wake();
    work();
    assertEquals(List.of(), follower.seen);
    append(4, 5);
    run.wake();
    work();
    assertEquals(numbers(4, 5), follower.seen);
  }

  @Test
  void whatWasNotTakenComesAgainAfterAPauseThatGrows() throws Exception {
    append(1, 3);
    Follower follower = new Follower(true);
    follower.broken = true;
    FollowerRun run = follow(follower);
    run.wake();
    for (int i = 0; i < 10; i++) {
      waiting.remove(0).call();
    }
    assertEquals(Optional.of("away"), run.problem());
    assertEquals(
        List.of(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L),
        delays.stream().map(Duration::toSeconds).toList());
    follower.broken = false;
    work();
    assertEquals(numbers(1, 3), follower.seen);
    assertEquals(Optional.empty(), run.problem());
  }

  @Test
  void nothingRunsWithoutNews() throws Exception {
    append(1, 1);
    FollowerRun run = follow(new Follower(true));
    run.wake();
    run.wake();
    assertEquals(1, waiting.size());
    work();
    assertEquals(0, waiting.size());
    run.stop();
    run.wake();
    assertEquals(0, waiting.size());
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    for (String id : new String[] {"", "a b", "x".repeat(101)}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> follow(new Follower(true, id)),
          () -> "'" + id + "' was taken");
    }
    assertTrue(follow(new Follower(true, "x".repeat(100))).problem().isEmpty());
  }

  private final class Later implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      return schedule(name, Duration.ZERO, work);
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      waiting.add(work);
      delays.add(delay);
      return new CompletableFuture<>();
    }
  }

  private static final class Follower implements AuditFollower {
    private final List<Long> seen = new ArrayList<>();
    private final boolean whole;
    private final String id;
    private AuditRecord first;
    private boolean broken;

    private Follower(boolean whole) {
      this(whole, "test:one");
    }

    private Follower(boolean whole, String id) {
      this.whole = whole;
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public boolean fromBeginning() {
      return whole;
    }

    @Override
    public void accept(List<AuditRecord> records) throws Exception {
      if (broken) {
        throw new IllegalStateException("away");
      }
      first = first == null ? records.get(0) : first;
      records.forEach(record -> seen.add(record.seq()));
    }
  }
}
