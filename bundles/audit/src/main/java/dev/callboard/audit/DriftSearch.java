package dev.callboard.audit;

import dev.callboard.platform.audit.AuditedState;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Compares what is stored with what was audited last. Changes go on meanwhile: what differs is
 * looked at again in an order in which no honest change can be missed. Blocks; for one thread.
 */
final class DriftSearch {
  /** Small enough for the parameters of a statement. */
  private static final int PAGE = 500;

  /** More records than that wait for their numbers only when the log cannot be written. */
  private static final int WAITING = 5_000;

  /**
   * Something that is not as it was audited.
   *
   * @param kind of the target
   * @param what {@code changed}, {@code added} or {@code missing}
   * @param seq of the last record of a change of it, 0 when there is none
   * @param audited the digest that it says, empty when it should not be there
   * @param stored the digest of what is stored, empty when nothing is
   */
  record Drift(String kind, String ref, String what, long seq, String audited, String stored) {}

  private final AuditedTargets log;
  private final OutboxSource outboxes;
  private final RecordColumns columns = new RecordColumns();

  DriftSearch(AuditedTargets log, OutboxSource outboxes) {
    this.log = log;
    this.outboxes = outboxes;
  }

  /**
   * Returns what is not as it was audited.
   *
   * @param progress told how many targets have been compared
   */
  List<Drift> search(AuditedState state, LongConsumer progress) throws SQLException {
    List<Drift> found = new ArrayList<>();
    long compared = 0;
    String after = "";
    for (List<String> page = log.refs(after, PAGE); !page.isEmpty(); page = log.refs(after, PAGE)) {
      found.addAll(compare(state, page));
      after = page.get(page.size() - 1);
      compared += page.size();
      progress.accept(compared);
      checkInterrupt();
    }
    after = "";
    for (List<String> page = state.refs(after, PAGE);
        !page.isEmpty();
        page = state.refs(after, PAGE)) {
      Set<String> unknown = new HashSet<>(page);
      unknown.removeAll(log.last(state.targetKind(), state.eventId(), page).keySet());
      found.addAll(compare(state, unknown));
      after = page.get(page.size() - 1);
      checkInterrupt();
    }
    return found;
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the server stops");
    }
  }

  private List<Drift> compare(AuditedState state, Collection<String> refs) throws SQLException {
    List<Drift> suspects = look(state, refs);
    if (suspects.isEmpty()) {
      return suspects;
    }
    // What was committed before this look has its record in an outbox or in the log after it.
    Set<String> again = new HashSet<>();
    suspects.forEach(each -> again.add(each.ref()));
    Map<String, String> before = state.digests(again);
    again.removeAll(waiting());
    List<Drift> sure = look(state, again);
    // What changed meanwhile may be newer than its record, or older.
    Map<String, String> after = state.digests(again);
    sure.removeIf(each -> !Objects.equals(before.get(each.ref()), after.get(each.ref())));
    return sure;
  }

  private List<Drift> look(AuditedState state, Collection<String> refs) throws SQLException {
    Map<String, String> stored = state.digests(refs);
    Map<String, AuditedTargets.Last> audited = log.last(state.targetKind(), state.eventId(), refs);
    List<Drift> found = new ArrayList<>();
    for (String ref : refs) {
      AuditedTargets.Last last = audited.getOrDefault(ref, new AuditedTargets.Last(0, ""));
      String is = stored.get(ref);
      String what = what(is, last.after());
      if (!what.isEmpty()) {
        found.add(
            new Drift(
                state.targetKind(), ref, what, last.seq(), last.after(), is == null ? "" : is));
      }
    }
    return found;
  }

  private static String what(String stored, String audited) {
    if (stored == null) {
      return audited.isEmpty() ? "" : "missing";
    }
    if (stored.isEmpty() || stored.equals(audited)) {
      return "";
    }
    return audited.isEmpty() ? "added" : "changed";
  }

  /** Returns the targets whose records have no number yet. */
  private Set<String> waiting() {
    Set<String> refs = new HashSet<>();
    for (String database : outboxes.databases()) {
      List<OutboxRow> rows = outboxes.read(database, WAITING);
      if (rows.size() == WAITING) {
        throw PortalException.unavailable("too many audit records wait for their numbers");
      }
      rows.forEach(row -> refs.add(columns.of(row.body()).get(RecordColumns.TARGET_REF)));
    }
    return refs;
  }
}
