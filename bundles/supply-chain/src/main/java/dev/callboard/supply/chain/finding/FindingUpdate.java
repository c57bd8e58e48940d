package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.store.Numbers;
import dev.callboard.supply.chain.summary.SummaryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the findings of an entity anew from what is reported, said, known and decided. Doing it
 * twice changes nothing. For one transaction, in which it works; blocks.
 */
public final class FindingUpdate {
  private static final int BLOCK = 50;
  private static final int BLOCKS = 1_000;

  private final AlertRule rule;
  private final String actor;
  private final long now;
  private int block;
  private long next;
  private int free;

  /**
   * Creates an update.
   *
   * @param actor who caused it, for the history
   * @param nowMillis what time it is
   */
  public FindingUpdate(AlertRule rule, String actor, long nowMillis) {
    this.rule = rule;
    this.actor = actor;
    this.now = nowMillis;
  }

  /** Updates the findings of an entity. */
  public Outcome run(Connection c, String entityRef) throws SQLException {
    return run(c, List.of(entityRef));
  }

  /** Updates the findings of entities, which share the statements that it takes. */
  public Outcome run(Connection c, Collection<String> entityRefs) throws SQLException {
    Outcome outcome = new Outcome();
    block = entityRefs.size() == 1 ? BLOCK : BLOCKS;
    EntityData data = EntityData.read(c, entityRefs);
    FindingWriter writer = new FindingWriter(c, actor, now);
    for (String ref : entityRefs) {
      one(c, ref, data, writer, outcome);
    }
    writer.flush();
    SummaryTable.due(c, entityRefs);
    return outcome;
  }

  private void one(
      Connection c, String entityRef, EntityData data, FindingWriter writer, Outcome outcome)
      throws SQLException {
    Map<Long, Finding> before = data.findings().getOrDefault(entityRef, Map.of());
    List<Group> groups =
        Groups.of(
            data.seen().getOrDefault(entityRef, List.of()),
            data.said().getOrDefault(entityRef, List.of()),
            data.aliases());
    Map<String, Long> byId = new HashMap<>();
    before.values().forEach(each -> each.aliases().forEach(id -> byId.putIfAbsent(id, each.id())));
    Set<Long> left = new LinkedHashSet<>(before.keySet());
    for (Group group : groups) {
      Finding kept = kept(c, entityRef, group, byId, before, left, data.decisions(), writer);
      boolean isNew = !before.containsKey(kept.id());
      Knowledge knowledge = data.knowledge();
      Finding filled =
          group.fill(kept, knowledge.epss(group.ids()), knowledge.exploited(group.ids()));
      Finding judged = judge(c, filled, group, data.decisions().get(kept.id()), isNew);
      store(writer, isNew ? null : before.get(kept.id()), told(judged, writer, outcome), outcome);
    }
    for (long id : left) {
      close(writer, before.get(id), outcome);
    }
  }

  /** Returns the finding of a group; several that turn out to be the same become the oldest. */
  private Finding kept(
      Connection c,
      String entityRef,
      Group group,
      Map<String, Long> byId,
      Map<Long, Finding> before,
      Set<Long> left,
      Map<Long, Decision> decisions,
      FindingWriter writer)
      throws SQLException {
    Set<Long> same = new TreeSet<>();
    for (String id : group.ids()) {
      Long known = byId.get(id);
      if (known != null && left.contains(known)) {
        same.add(known);
      }
    }
    left.removeAll(same);
    if (same.isEmpty()) {
      return fresh(number(c), entityRef);
    }
    List<Long> all = new ArrayList<>(same);
    Finding oldest = before.get(all.get(0));
    boolean alerted = oldest.alerted();
    for (long other : all.subList(1, all.size())) {
      writer.fold(other, oldest.id());
      alerted |= before.get(other).alerted();
      Decision decision = decisions.get(other);
      if (decision != null) {
        decisions.putIfAbsent(oldest.id(), decision);
      }
    }
    return oldest.with(oldest.state(), oldest.reason(), now, alerted);
  }

  /** Numbers are taken in blocks; those that are left over are lost. */
  private long number(Connection c) throws SQLException {
    if (free == 0) {
      next = Numbers.take(c, block);
      free = block;
    }
    free--;
    return next++;
  }

  private Finding fresh(long id, String entityRef) {
    return new Finding(
        id,
        entityRef,
        "",
        List.of(),
        "",
        Severity.UNKNOWN,
        -1,
        "",
        List.of(),
        List.of(),
        "",
        -1,
        false,
        FindingState.OPEN,
        "",
        now,
        now,
        now,
        false);
  }

  private Finding judge(
      Connection c, Finding finding, Group group, Decision decision, boolean isNew)
      throws SQLException {
    Group.Verdict verdict = group.verdict();
    String why = verdict.reason();
    if (decision != null) {
      String ended = ended(decision, group);
      if (ended.isEmpty()) {
        return finding.with(decision.state(), decision.reason(), now, finding.alerted());
      }
      Sql.update(c, "UPDATE decision SET ended_ms = ? WHERE id = ?", now, decision.id());
      why = why.isEmpty() ? ended : why;
      return finding.with(verdict.state(), why, now, false);
    } else if (why.isEmpty() && !isNew && finding.state() != FindingState.OPEN) {
      why =
          finding.state() == FindingState.FIXED ? "is reported again" : "nothing says so any more";
    }
    boolean again = verdict.state() == FindingState.OPEN && finding.state() == FindingState.OPEN;
    return finding.with(
        verdict.state(), again && why.isEmpty() ? finding.reason() : why, now, finding.alerted());
  }

  /** Returns why a decision no longer holds, or nothing. */
  private String ended(Decision decision, Group group) {
    OptionalLong expires = decision.expiresMillis();
    if (expires.isPresent() && expires.getAsLong() <= now) {
      return "the decision of " + decision.author() + " expired";
    }
    boolean fixed = decision.state() == FindingState.FIXED;
    return fixed && group.lastSeen() > decision.createdMillis() ? "is still reported" : "";
  }

  private Finding told(Finding finding, FindingWriter writer, Outcome outcome) {
    if (finding.alerted() || !rule.isMet(finding)) {
      return finding;
    }
    writer.alert(finding.id());
    outcome.alerted();
    return finding.with(finding.state(), finding.reason(), now, true);
  }

  private void store(FindingWriter writer, Finding before, Finding after, Outcome outcome) {
    boolean active = FindingState.ACTIVE.contains(after.state());
    if (before == null) {
      outcome.moved(true, false, active);
      writer.insert(after);
      return;
    }
    outcome.moved(false, FindingState.ACTIVE.contains(before.state()), active);
    if (!after.equals(before)) {
      writer.update(before, after);
    }
  }

  /** What nobody reports any more is fixed; when it comes back its owners are told again. */
  private void close(FindingWriter writer, Finding before, Outcome outcome) {
    if (before.state() == FindingState.FIXED) {
      return;
    }
    outcome.moved(false, FindingState.ACTIVE.contains(before.state()), false);
    writer.update(before, before.with(FindingState.FIXED, "is no longer reported", now, false));
    writer.endDecisions(before.id());
  }
}
