package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RecordWriter records = new RecordWriter(Clock.systemUTC(), "n1");
  private TestDatabase plugin;
  private TestDatabase own;
  private AuditLog log;
  private Sequencer sequencer;
  private OutboxWriter writer;

  @BeforeEach
  void open() throws Exception {
    plugin = new TestDatabase();
    own = new TestDatabase();
    log = new AuditLog(own);
    sequencer = new Sequencer(plugin, log, nanos::get);
    writer = new OutboxWriter(own, records, sequencer, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() throws SQLException {
    plugin.close();
    own.close();
  }

  private void change(String ref) throws SQLException {
    plugin.write(
        connection -> {
          writer.write(connection, Fakes.event(ref));
          return null;
        });
  }

  private static Optional<ChainVerifier.Finding> finding(TestDatabase database)
      throws SQLException {
    return new LogVerifier(database).verify().finding();
  }

  private int sequence() {
    return sequencer.run(Set.of("one"));
  }

  @Test
  void recordsAreNumberedWithoutGapsAndChained() throws SQLException {
    for (int i = 0; i < 3; i++) {
      change("component:default/c" + i);
    }
    assertEquals(3, sequence());
    assertEquals(3, log.head().seq());
    assertEquals(0, plugin.count("callboard_audit_outbox"));
    assertEquals(Optional.empty(), finding(own));
    change("component:default/more");
    assertEquals(1, sequence());
    assertEquals(4, log.head().seq());
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void moreThanABatchIsMovedInOneRun() throws SQLException {
    plugin.write(
        connection -> {
          for (int i = 0; i < Sequencer.BATCH + 1; i++) {
            writer.write(connection, Fakes.event("component:default/c" + i));
          }
          return null;
        });
    assertEquals(Sequencer.BATCH + 1, sequence());
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoRecord() throws SQLException {
    assertThrows(
        IllegalStateException.class,
        () ->
            plugin.write(
                connection -> {
                  writer.write(connection, Fakes.event("component:default/c"));
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(0, sequence());
    assertEquals(0, log.head().seq());
  }

  @Test
  void aCrashBetweenCopyAndDeleteDoesNotRecordTwice() throws SQLException {
    change("component:default/c");
    plugin.failDelete = true;
    sequence();
    assertEquals(1, log.head().seq());
    assertEquals(1, plugin.count("callboard_audit_outbox"));
    plugin.failDelete = false;
    assertEquals(0, sequence());
    assertEquals(1, log.head().seq());
    assertEquals(0, plugin.count("callboard_audit_outbox"));
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void theLogOnlyGrows() throws SQLException {
    change("component:default/c");
    sequence();
    for (String sql :
        List.of(
            "DELETE FROM audit_event",
            "UPDATE audit_event SET actor = 'mallory'",
            "DELETE FROM audit_head",
            "UPDATE audit_head SET seq = 0",
            "REPLACE INTO audit_head (id, seq, hash) VALUES (1, 0, '')",
            "INSERT OR REPLACE INTO audit_event SELECT seq, id, ts, event_id, severity, status,"
                + " 'mallory', target_kind, target_ref, body, prev, hash FROM audit_event")) {
      assertThrows(SQLException.class, () -> own.execute(sql), sql);
    }
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void U03_recordsWaitWhileTheLogIsAwayAndThenChangesAreRefused() throws SQLException {
    change("component:default/before");
    own.down = true;
    sequence();
    assertTrue(sequencer.failure().isPresent());
    nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
    change("component:default/in-time");
    nanos.incrementAndGet();
    PortalException e =
        assertThrows(PortalException.class, () -> change("component:default/too-late"));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        assertThrows(PortalException.class, () -> writer.write(Fakes.event("x"))).code());
    own.down = false;
    assertEquals(2, sequence());
    assertEquals(Optional.empty(), sequencer.failure());
    change("component:default/again");
    assertEquals(1, sequence());
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void U03_withoutAnOutboxThereIsNoChange() throws SQLException {
    plugin.execute("CREATE TABLE item (id INTEGER)");
    plugin.execute("DROP TABLE callboard_audit_outbox");
    assertThrows(
        SQLException.class,
        () ->
            plugin.write(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    statement.executeUpdate("INSERT INTO item VALUES (1)");
                  }
                  writer.write(connection, Fakes.event("x"));
                  return null;
                }));
    assertEquals(0, plugin.count("item"));
  }

  @Test
  void strangeRowsOfAnOutboxAreKeptAsTheyAre() throws SQLException {
    plugin.execute("INSERT INTO callboard_audit_outbox (id, body) VALUES ('x', 'no json')");
    assertEquals(1, sequence());
    assertEquals(1, log.head().seq());
    assertEquals(Optional.empty(), finding(own));
  }

  @Test
  void aLogThatGoesOnAfterItsHeadIsFound() throws SQLException {
    change("component:default/a");
    change("component:default/b");
    sequence();
    own.execute("DROP TRIGGER audit_head_grows");
    own.execute(
        "UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_event WHERE seq = 1)");
    assertEquals(2, finding(own).orElseThrow().seq());
  }

  @Test
  void recordsThatComeWhileTheLogIsVerifiedAreNoFinding() throws SQLException {
    change("component:default/a");
    sequence();
    own.beforeRead =
        () -> {
          try {
            log.append(List.of(records.row(Fakes.event("component:default/more"))));
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        };
    LogVerifier.Verdict verdict = new LogVerifier(own).verify();
    own.beforeRead = () -> {};
    assertEquals(Optional.empty(), verdict.finding());
    assertTrue(verdict.head().seq() < log.head().seq());
  }

  @Test
  void editsBehindTheTriggersAreFoundByTheVerifier() throws SQLException {
    for (String tampering :
        List.of(
            "UPDATE audit_event SET body = replace(body, 'alice', 'mallory') WHERE seq = 2",
            "UPDATE audit_event SET actor = 'mallory' WHERE seq = 2",
            "UPDATE audit_event SET id = 'other' WHERE seq = 2",
            "DELETE FROM audit_event WHERE seq = 2",
            "DELETE FROM audit_event WHERE seq = 3",
            "DELETE FROM audit_event",
            "UPDATE audit_event SET seq = 5 - seq WHERE seq IN (2, 3)")) {
      try (TestDatabase fresh = new TestDatabase()) {
        AuditLog tampered = new AuditLog(fresh);
        for (int i = 0; i < 3; i++) {
          tampered.append(List.of(records.row(Fakes.event("component:default/c" + i))));
        }
        assertEquals(Optional.empty(), finding(fresh));
        for (String trigger : List.of("audit_event_no_update", "audit_event_no_delete")) {
          fresh.execute("DROP TRIGGER " + trigger);
        }
        if (tampering.contains("5 - seq")) {
          fresh.execute("UPDATE audit_event SET seq = seq + 10 WHERE seq > 1");
          fresh.execute("UPDATE audit_event SET seq = 3 WHERE seq = 12");
          fresh.execute("UPDATE audit_event SET seq = 2 WHERE seq = 13");
        } else {
          fresh.execute(tampering);
        }
        assertTrue(finding(fresh).isPresent(), tampering);
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aSecondSequencerOfTheSameRowsChangesNothing() throws SQLException {
    List<OutboxRow> rows = List.of(records.row(Fakes.event("a")), records.row(Fakes.event("b")));
    assertEquals(2, log.append(rows));
    assertEquals(0, log.append(rows));
    assertEquals(2, log.head().seq());
  }
}
