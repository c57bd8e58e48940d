package dev.callboard.catalog.write;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.ingest.EntityProcessing;
import dev.callboard.catalog.ingest.WrittenEntity;
import dev.callboard.catalog.store.CurrentEntity;
import dev.callboard.catalog.store.EntitySession;
import dev.callboard.catalog.store.SourceRead;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entities to be stored in one transaction. They are processed once, before it begins; {@link
 * #store} may be called more than once. For one thread.
 */
final class PutBatch {
  /** Undoes the transaction, and carries what would have come of it. */
  static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<WriteOutcome> outcomes;

    Undone(List<WriteOutcome> outcomes) {
      super("undone", null, false, false);
      this.outcomes = outcomes;
    }

    List<WriteOutcome> outcomes() {
      return outcomes;
    }
  }

  private record Prepared(
      String ref, Precondition precondition, WrittenEntity entity, PortalException refusal) {}

  private final List<Prepared> prepared = new ArrayList<>();
  private final Map<String, String> documents = new LinkedHashMap<>();
  private final WriteChecks checks;
  private final boolean atomic;

  PutBatch(List<EntityPut> puts, boolean atomic, WriteChecks checks, EntityProcessing processing) {
    this.checks = checks;
    this.atomic = atomic;
    puts.forEach(put -> prepared.add(prepare(put, processing)));
  }

  private Prepared prepare(EntityPut put, EntityProcessing processing) {
    String ref = put.ref().toString();
    if (documents.putIfAbsent(ref, Documents.text(put.entity())) != null) {
      return new Prepared(
          ref,
          put.precondition(),
          null,
          WriteRefused.input("The entity " + ref + " stands twice in the request"));
    }
    WrittenEntity entity = processing.process(ref, put.entity());
    if (!entity.problems().isEmpty()) {
      return new Prepared(
          ref, put.precondition(), null, WriteRefused.invalid(ref, entity.problems()));
    }
    return new Prepared(ref, put.precondition(), entity, null);
  }

  /** Stores those that may be stored. */
  List<WriteOutcome> store(EntitySession session) throws SQLException {
    Map<String, CurrentEntity> before = session.current(documents.keySet());
    Map<String, SourceRead> accepted = new LinkedHashMap<>();
    List<WriteOutcome> outcomes = new ArrayList<>();
    boolean refused = false;
    for (Prepared each : prepared) {
      PortalException refusal = refusal(each, before.get(each.ref()));
      refused |= refusal != null;
      outcomes.add(
          refusal == null
              ? WriteOutcome.leftOut(each.ref())
              : WriteOutcome.refused(each.ref(), refusal));
      if (refusal == null) {
        accepted.put(each.ref(), each.entity().read());
      }
    }
    if (refused && atomic || accepted.isEmpty()) {
      throw new Undone(outcomes);
    }
    put(session, accepted);
    results(outcomes, before, session.current(accepted.keySet()));
    return outcomes;
  }

  private PortalException refusal(Prepared each, CurrentEntity before) {
    try {
      CurrentEntity known = checks.known(before);
      checks.guard(each.ref(), known);
      if (each.refusal() != null) {
        return each.refusal();
      }
      WriteChecks.notForeign(known);
      checks.version(each.ref(), known, each.precondition());
      return known == before ? null : WriteChecks.hidden(each.ref());
    } catch (PortalException e) {
      return e;
    }
  }

  private void put(EntitySession session, Map<String, SourceRead> accepted) throws SQLException {
    Map<String, String> texts = new LinkedHashMap<>(documents);
    texts.keySet().retainAll(accepted.keySet());
    Set<String> lost = session.put(accepted.values(), texts);
    if (!lost.isEmpty()) {
      throw PortalException.conflict(
          "Somebody else has " + String.join(", ", lost) + ", so nothing was stored");
    }
  }

  private void results(
      List<WriteOutcome> outcomes,
      Map<String, CurrentEntity> before,
      Map<String, CurrentEntity> after) {
    for (int i = 0; i < outcomes.size(); i++) {
      String ref = outcomes.get(i).ref();
      if (outcomes.get(i).refusal().isEmpty()) {
        CurrentEntity old = before.get(ref);
        boolean created = old == null || old.served().isEmpty();
        outcomes.set(i, WriteOutcome.written(result(after.get(ref), created)));
      }
    }
  }

  private WriteResult result(CurrentEntity stored, boolean created) {
    return result(stored, created, checks.options().dryRun());
  }

  /** Returns an entity after a write; one that is not stored has neither uid nor etag yet. */
  static WriteResult result(CurrentEntity stored, boolean created, boolean dryRun) {
    IndexedEntity served = stored.served().orElseThrow();
    if (!created || !dryRun) {
      return new WriteResult(stored.ref(), created, stored.etag(), served.json(), served.entity());
    }
    Map<String, Object> entity = Documents.withoutIdentity(served.entity());
    return new WriteResult(stored.ref(), true, "", Documents.bytes(entity), entity);
  }
}
