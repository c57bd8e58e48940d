package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Ends the reading of a root, in one transaction. The order matters: what is no longer listed is
 * taken off first, then claims that lost get what nobody lists any more (so that an entity which
 * moved from one file to another keeps its uid), then what is left without a list is deleted.
 */
final class RootWriter {
  private final Connection connection;
  private final String rootKey;
  private final AuditTrail audit;
  private final Stitcher stitcher;
  private final boolean deleteOrphans;
  private final Changes changes = new Changes();

  RootWriter(
      Connection connection,
      String rootKey,
      AuditTrail audit,
      Stitcher stitcher,
      boolean deleteOrphans) {
    this.connection = connection;
    this.rootKey = rootKey;
    this.audit = audit;
    this.stitcher = stitcher;
    this.deleteOrphans = deleteOrphans;
  }

  Changes finish(RootEnd end) throws SQLException {
    changes.dirty().addAll(end.dirty());
    changes.dirty().addAll(DirtyTable.all(connection));
    changes.orphanCandidates().addAll(end.orphanCandidates());
    DeletionGuard guard = new DeletionGuard(connection, rootKey, end, audit);
    changes.orphanCandidates().addAll(guard.open());
    OpenEnds.close(connection, rootKey, changes.orphanCandidates());
    removeGone(end.isGone());
    settle(end.lost());
    targetErrors(end.targetErrors());
    if (deleteOrphans) {
      changes.held(guard.decide(changes.orphanCandidates()));
    }
    removeOrphans();
    changes.dirty().removeAll(changes.removed());
    changes.upserts().addAll(stitcher.stitch(connection, changes.dirty(), Map.of(), changes.log()));
    Set<String> done = new LinkedHashSet<>(changes.dirty());
    done.addAll(changes.removed());
    DirtyTable.remove(connection, done);
    return changes;
  }

  private void removeGone(java.util.function.Predicate<String> gone) throws SQLException {
    Set<String> sources = new HashSet<>();
    Set<String> children = new LinkedHashSet<>();
    Sql.query(
        connection,
        "SELECT source_key, child_ref FROM edges WHERE root_key = ?",
        row -> {
          if (gone.test(row.getString(1))) {
            sources.add(row.getString(1));
            children.add(row.getString(2));
          }
        },
        rootKey);
    Sql.query(
        connection,
        "SELECT source_key FROM sources WHERE root_key = ?",
        row -> {
          if (gone.test(row.getString(1))) {
            sources.add(row.getString(1));
          }
        },
        rootKey);
    Sources.delete(connection, rootKey, sources);
    changes.orphanCandidates().addAll(children);
  }

  private void settle(List<Changes.Lost> lost) throws SQLException {
    if (lost.isEmpty()) {
      return;
    }
    Set<String> refs = new HashSet<>();
    lost.forEach(each -> refs.add(each.claim().ref()));
    Map<String, StoredEntity> owners = EntityTable.load(connection, refs);
    Set<String> listed = listed(refs, " AND source_key <> 'held:'");
    Map<String, String> taken = new HashMap<>();
    List<Claim> transfers = new ArrayList<>();
    for (Changes.Lost each : lost) {
      Claim claim = each.claim();
      StoredEntity owner = owners.get(claim.ref());
      if (owner == null) {
        // whoever had it went meanwhile, so the file is read again
        Sources.forget(connection, rootKey, each.sourceKey());
        changes.takeovers().add(new Changes.Source(rootKey, each.sourceKey()));
        continue;
      }
      boolean free = !listed.contains(claim.ref()) && !taken.containsKey(claim.ref());
      if (!free) {
        String winner = taken.getOrDefault(claim.ref(), owner.locationKey());
        conflict(each, winner);
        continue;
      }
      taken.put(claim.ref(), claim.locationKey());
      transfers.add(claim);
      changes.log().because(claim.ref(), Origins.of(rootKey, claim.locationKey(), null));
      Sql.update(
          connection,
          "INSERT INTO edges (root_key, source_key, parent_ref, child_ref) VALUES (?, ?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          rootKey,
          each.sourceKey(),
          each.parentRef(),
          claim.ref());
    }
    PendingTable.release(connection, taken.keySet());
    SharedFiles.list(connection, transfers);
    EntityTable.update(connection, transfers);
    changes.dirty().addAll(BatchWriter.replaceRelations(connection, transfers));
    transfers.forEach(claim -> changes.dirty().add(claim.ref()));
    ConflictTable.won(connection, transfers);
    OverlayTable.forgetBases(connection, transfers);
    changes.count(0, transfers.size());
  }

  private void conflict(Changes.Lost lost, String winner) throws SQLException {
    Claim claim = lost.claim();
    if (winner.equals(claim.locationKey())) {
      return;
    }
    if (ConflictTable.save(connection, rootKey, lost.sourceKey(), claim, winner)) {
      audit.conflict(connection, claim.ref(), claim.locationKey(), winner);
    }
  }

  private void targetErrors(Map<String, String> errors) throws SQLException {
    Map<String, String> before = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, target_errors FROM entities WHERE ref IN (%s)",
        errors.keySet(),
        row -> before.put(row.getString(1), row.getString(2)));
    List<Object[]> rows = new ArrayList<>();
    before.forEach(
        (ref, old) -> {
          String now = errors.get(ref);
          if (!Objects.equals(old, now)) {
            rows.add(new Object[] {now, ref});
            changes.dirty().add(ref);
          }
        });
    Sql.batch(connection, "UPDATE entities SET target_errors = ? WHERE ref = ?", rows);
  }

  private void removeOrphans() throws SQLException {
    Set<String> candidates = new LinkedHashSet<>(changes.orphanCandidates());
    while (!candidates.isEmpty()) {
      Set<String> orphans = new LinkedHashSet<>(candidates);
      orphans.removeAll(listed(candidates, ""));
      orphans.removeAll(changes.removed());
      // still there, but listed by one file less
      candidates.removeAll(orphans);
      changes.dirty().addAll(candidates);
      candidates = deleteOrphans ? delete(orphans) : keep(orphans);
    }
  }

  private Set<String> keep(Set<String> orphans) throws SQLException {
    Sql.queryIn(
        connection,
        "SELECT ref, location_key FROM entities WHERE orphan = 0 AND ref IN (%s)",
        orphans,
        row -> changes.log().because(row.getString(1), Origins.orphan(rootKey, row.getString(2))));
    Sql.updateIn(connection, "UPDATE entities SET orphan = 1 WHERE ref IN (%s)", orphans);
    changes.dirty().addAll(orphans);
    offer(orphans);
    return Set.of();
  }

  /** Has the files read again that may have what nobody else lists any more. */
  private void offer(Set<String> orphans) throws SQLException {
    SharedFiles.losers(connection, orphans, changes.takeovers());
    for (Changes.Source source : changes.takeovers()) {
      Sources.forget(connection, source.rootKey(), source.sourceKey());
    }
  }

  private Set<String> delete(Set<String> orphans) throws SQLException {
    Map<String, StoredEntity> rows = EntityTable.load(connection, orphans);
    Map<String, String> digests = FormerEntities.digests(connection, orphans);
    for (StoredEntity row : rows.values()) {
      if (row.etag() != null) {
        changes
            .log()
            .add(
                new ChangeSet.Entry(
                    ChangeType.DELETE,
                    row.ref(),
                    row.uid(),
                    row.etag(),
                    null,
                    null,
                    Origins.of(rootKey, row.locationKey(), null),
                    digests.get(row.ref()),
                    null));
      }
    }
    Sql.queryIn(
        connection,
        "SELECT DISTINCT source_ref FROM relations WHERE origin_ref IN (%s)",
        orphans,
        row -> changes.dirty().add(row.getString(1)));
    offer(orphans);
    Set<String> children = new LinkedHashSet<>();
    Sql.queryIn(
        connection,
        "SELECT child_ref FROM edges WHERE parent_ref IN (%s)",
        orphans,
        row -> children.add(row.getString(1)));
    Sql.updateIn(connection, "DELETE FROM edges WHERE parent_ref IN (%s)", orphans);
    Sql.updateIn(connection, "DELETE FROM relations WHERE origin_ref IN (%s)", orphans);
    WrittenTable.remove(connection, orphans);
    Sql.updateIn(
        connection, "DELETE FROM conflicts WHERE kind = 'duplicate' AND ref IN (%s)", orphans);
    Sql.updateIn(connection, "DELETE FROM entities WHERE ref IN (%s)", orphans);
    changes.removed().addAll(orphans);
    return children;
  }

  private Set<String> listed(Set<String> refs, String where) throws SQLException {
    Set<String> listed = new HashSet<>();
    Sql.queryIn(
        connection,
        "SELECT DISTINCT child_ref FROM edges WHERE child_ref IN (%s)" + where,
        refs,
        row -> listed.add(row.getString(1)));
    return listed;
  }
}
