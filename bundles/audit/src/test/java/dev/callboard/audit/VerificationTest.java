package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private final List<Callable<?>> waiting = new ArrayList<>();
  private final List<AuditEvent> recorded = new ArrayList<>();
  private TestDatabase database;
  private Verification verification;

  @BeforeEach
  void open() throws Exception {
    database = new TestDatabase();
    verification =
        new Verification(new LogVerifier(database), new Recorder(), new Later(), Clock.systemUTC());
    new AuditLog(database)
        .append(
            IntStream.range(0, 2500)
                .mapToObj(i -> new OutboxRow("e" + i, "{\"id\":\"e" + i + "\"}"))
                .toList());
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private Map<String, Object> run() throws Exception {
    verification.start(Fakes.user("user:default/ann"));
    waiting.remove(0).call();
    return verification.status();
  }

  @Test
  void aWholeLogIsFoundToBeSo() throws Exception {
    assertEquals("never", verification.status().get("state"));
    Map<String, Object> status = run();
    assertEquals("whole", status.get("state"));
    assertEquals("The log is whole: 2500 records.", status.get("message"));
    assertEquals(2500L, status.get("checked"));
    assertEquals("user:default/ann", status.get("startedBy"));
    assertEquals(
        "audit-verify succeeded", recorded.get(0).eventId() + " " + recorded.get(0).status());
  }

  @Test
  void whoComesSecondJoinsTheRun() throws Exception {
    verification.start(Fakes.user("user:default/ann"));
    Map<String, Object> second = verification.start(Fakes.user("user:default/bob"));
    assertEquals("running", second.get("state"));
    assertEquals("user:default/ann", second.get("startedBy"));
    assertEquals(1, waiting.size());
  }

  @Test
  void theFirstRecordThatIsWrongIsToldAndRecorded() throws Exception {
    database.execute("DROP TRIGGER audit_event_no_update");
    database.execute("UPDATE audit_event SET body = '{}' WHERE seq = 1700");
    Map<String, Object> status = run();
    assertEquals("broken", status.get("state"));
    assertEquals(1700L, ((Map<?, ?>) status.get("finding")).get("seq"));
    assertEquals("failed", recorded.get(0).status());
  }

  @Test
  void aLogThatCannotBeReadIsNoBrokenOne() throws Exception {
    database.down = true;
    assertEquals("failed", run().get("state"));
    database.down = false;
    assertEquals("whole", run().get("state"));
  }

  @Test
  void recordsAreWrittenWhileItRunsAndProgressIsTold() throws Exception {
    List<Object> states = new ArrayList<>();
    List<Object> checked = new ArrayList<>();
    database.beforeRead =
        () -> {
          states.add(verification.status().get("state"));
          checked.add(verification.status().get("checked"));
          database.beforeRead = () -> {};
          try {
            new AuditLog(database).append(List.of(new OutboxRow("late", "{\"id\":\"late\"}")));
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
    assertEquals("whole", run().get("state"));
    assertEquals(List.of("running"), states);
    assertEquals(List.of(0L), checked);
  }

  @Test
  void aServerThatStopsEndsTheRun() throws Exception {
    verification.start(Fakes.user("user:default/ann"));
    verification.stop();
    waiting.remove(0).call();
    assertEquals("failed", verification.status().get("state"));
  }

  private final class Later implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      waiting.add(work);
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      return submit(name, work);
    }
  }

  private final class Recorder implements AuditService {
    @Override
    public void record(Connection transaction, AuditEvent event) {
      recorded.add(event);
    }

    @Override
    public void record(AuditEvent event) {
      recorded.add(event);
    }
  }
}
