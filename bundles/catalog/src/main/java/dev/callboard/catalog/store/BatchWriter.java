package dev.callboard.catalog.store;

import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Stores what some files of a root gave, in one transaction and with few statements. */
final class BatchWriter {
  private record Edge(String parent, String child) {}

  private final Connection connection;
  private final String rootKey;
  private final Stitcher stitcher;
  private final Overlays overlays;
  private final Changes changes = new Changes();
  private final Map<String, Claim> inserts = new LinkedHashMap<>();
  private final Map<String, Claim> updates = new LinkedHashMap<>();
  private final List<Object[]> edges = new ArrayList<>();
  private final List<Object[]> removedEdges = new ArrayList<>();
  private final List<Object[]> takenOver = new ArrayList<>();
  private final List<Claim> transfers = new ArrayList<>();
  private final Map<String, List<Edge>> before = new HashMap<>();
  private final Set<String> relisted = new LinkedHashSet<>();
  private Map<String, StoredEntity> stored = Map.of();

  BatchWriter(Connection connection, String rootKey, Stitcher stitcher, OverlayStage overlayStage) {
    this.connection = connection;
    this.rootKey = rootKey;
    this.stitcher = stitcher;
    this.overlays = new Overlays(connection, overlayStage);
  }

  Changes write(List<SourceRead> given) throws SQLException {
    List<SourceRead> reads = overlays.over(rootKey, given);
    Set<String> refs = new HashSet<>();
    reads.forEach(read -> read.claims().forEach(claim -> refs.add(claim.ref())));
    stored = EntityTable.load(connection, refs);
    List<String> sources = reads.stream().map(read -> read.row().sourceKey()).toList();
    Sql.queryIn(
        connection,
        "SELECT source_key, parent_ref, child_ref FROM edges WHERE root_key = ? AND source_key IN"
            + " (%s)",
        sources,
        row ->
            before
                .computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                .add(new Edge(row.getString(2), row.getString(3))),
        rootKey);
    for (SourceRead read : reads) {
      claim(read);
      origin(read);
    }
    save();
    overlays.save();
    Sources.save(connection, reads);
    OpenEnds.keep(connection, rootKey, changes);
    ConflictTable.replace(connection, rootKey, reads);
    ConflictTable.won(connection, inserts.values());
    ConflictTable.won(connection, updates.values());
    return changes;
  }

  /** Only the claims that win are stored, so only they change something by themselves. */
  private void origin(SourceRead read) {
    for (Claim claim : read.claims()) {
      if (inserts.get(claim.ref()) == claim || updates.get(claim.ref()) == claim) {
        changes.log().because(claim.ref(), Origins.of(rootKey, claim.locationKey(), read.row()));
      }
    }
  }

  private void claim(SourceRead read) throws SQLException {
    String source = read.row().sourceKey();
    String parent = read.row().parentRef();
    Map<String, Claim> last = new LinkedHashMap<>();
    read.claims().forEach(claim -> last.put(claim.ref(), claim));
    Set<String> won = new HashSet<>();
    for (Claim claim : last.values()) {
      if (decide(claim)) {
        won.add(claim.ref());
        overlays.won(claim);
      } else if (isVacant(claim)) {
        takeOver(claim, source);
        won.add(claim.ref());
        overlays.won(claim);
      } else {
        changes.lost().add(new Changes.Lost(claim, source, parent));
      }
    }
    diffEdges(read, won);
  }

  /** Returns whether the reference is the claim's: nobody has it, or the same file has. */
  private boolean decide(Claim claim) {
    StoredEntity existing = stored.get(claim.ref());
    Claim sibling = inserts.get(claim.ref());
    if (existing == null && sibling == null) {
      inserts.put(claim.ref(), claim);
      return true;
    }
    String owner = existing == null ? sibling.locationKey() : existing.locationKey();
    if (!owner.equals(claim.locationKey())) {
      return false;
    }
    if (existing != null && (!existing.hash().equals(claim.hash()) || existing.orphan())) {
      updates.put(claim.ref(), claim);
    }
    return true;
  }

  /** A document that is refused and was never served holds no reference against a valid one. */
  private boolean isVacant(Claim claim) {
    StoredEntity existing = stored.get(claim.ref());
    Claim pending = inserts.getOrDefault(claim.ref(), updates.get(claim.ref()));
    return claim.json() != null
        && (existing == null || !existing.served())
        && (pending == null || pending.json() == null);
  }

  private void takeOver(Claim claim, String source) {
    (stored.containsKey(claim.ref()) ? updates : inserts).put(claim.ref(), claim);
    takenOver.add(new Object[] {claim.ref(), rootKey, source, claim.locationKey()});
    transfers.add(claim);
  }

  private void diffEdges(SourceRead read, Set<String> won) throws SQLException {
    String source = read.row().sourceKey();
    String parent = read.row().parentRef();
    Set<String> kept = new LinkedHashSet<>();
    Set<String> listed = new HashSet<>();
    for (Edge edge : before.getOrDefault(source, List.of())) {
      boolean same = edge.parent().equals(parent);
      if (same && won.contains(edge.child())) {
        listed.add(edge.child());
      } else if (same && read.keepOthers()) {
        kept.add(edge.child());
      } else {
        removedEdges.add(new Object[] {rootKey, source, edge.parent(), edge.child()});
        changes.orphanCandidates().add(edge.child());
      }
    }
    for (String ref : won) {
      if (!listed.contains(ref)) {
        edges.add(new Object[] {rootKey, source, parent, ref});
        relisted.add(ref);
      }
    }
    if (!kept.isEmpty() && read.row().errors() != null) {
      EntityTable.markUnread(connection, kept, read.row().errors());
      changes.dirty().addAll(kept);
    }
  }

  private void save() throws SQLException {
    Sql.batch(
        connection,
        "DELETE FROM edges WHERE root_key = ? AND source_key = ? AND parent_ref = ? AND child_ref"
            + " = ?",
        removedEdges);
    EntityTable.insert(connection, inserts.values());
    EntityTable.update(connection, updates.values());
    Sql.batch(
        connection,
        "INSERT INTO edges (root_key, source_key, parent_ref, child_ref) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        edges);
    Sql.batch(
        connection,
        "DELETE FROM edges WHERE child_ref = ? AND NOT (root_key = ? AND source_key = ?) AND"
            + " source_key <> ?",
        takenOver);
    SharedFiles.list(connection, transfers);
    List<Claim> changed = new ArrayList<>(inserts.values());
    changed.addAll(updates.values());
    Set<String> touched = replaceRelations(connection, changed);
    Set<String> refs = new LinkedHashSet<>(relisted);
    Map<String, Map<String, Object>> known = new HashMap<>();
    for (Claim claim : changed) {
      refs.add(claim.ref());
      if (claim.entity() != null) {
        known.put(claim.ref(), claim.entity());
      }
    }
    touched.removeAll(refs);
    changes.dirty().addAll(touched);
    changes.upserts().addAll(stitcher.stitch(connection, refs, known, changes.log()));
    DirtyTable.add(connection, changes.dirty());
    changes.count(inserts.size(), updates.size());
  }

  /**
   * Replaces the relations of claims that are valid; returns the entities that show one of them.
   */
  static Set<String> replaceRelations(Connection connection, Collection<Claim> claims)
      throws SQLException {
    Map<String, Set<RelationEdge>> before = new HashMap<>();
    List<Claim> valid = claims.stream().filter(claim -> claim.json() != null).toList();
    List<String> refs = valid.stream().map(Claim::ref).toList();
    Sql.queryIn(
        connection,
        "SELECT origin_ref, source_ref, type, target_ref FROM relations WHERE origin_ref IN (%s)",
        refs,
        row ->
            before
                .computeIfAbsent(row.getString(1), key -> new HashSet<>())
                .add(new RelationEdge(row.getString(2), row.getString(3), row.getString(4))));
    Set<String> touched = new LinkedHashSet<>();
    List<Object[]> delete = new ArrayList<>();
    List<Object[]> insert = new ArrayList<>();
    for (Claim claim : valid) {
      Set<RelationEdge> old = before.getOrDefault(claim.ref(), Set.of());
      Set<RelationEdge> now = new LinkedHashSet<>(claim.relations());
      difference(old, now, claim.ref(), delete, touched);
      difference(now, old, claim.ref(), insert, touched);
    }
    Sql.batch(
        connection,
        "DELETE FROM relations WHERE origin_ref = ? AND source_ref = ? AND type = ? AND target_ref"
            + " = ?",
        delete);
    Sql.batch(
        connection,
        "INSERT INTO relations (origin_ref, source_ref, type, target_ref) VALUES (?, ?, ?, ?)",
        insert);
    return touched;
  }

  private static void difference(
      Set<RelationEdge> in,
      Set<RelationEdge> notIn,
      String origin,
      List<Object[]> rows,
      Set<String> touched) {
    for (RelationEdge edge : in) {
      if (!notIn.contains(edge)) {
        rows.add(new Object[] {origin, edge.source(), edge.type(), edge.target()});
        touched.add(Objects.requireNonNull(edge.source()));
      }
    }
  }
}
