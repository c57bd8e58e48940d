package dev.callboard.catalog.store;

import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Holds what a root no longer lists when it is too much to go at once. Made for one transaction:
 * {@link #open} before anything is taken off, {@link #decide} before anything is deleted.
 */
final class DeletionGuard {
  private static final String PROVIDED = "root_key LIKE 'provider:%'";
  private static final String CONFIGURED =
      "root_key NOT IN ('', 'api:') AND root_key NOT LIKE 'registered:%' AND NOT " + PROVIDED;

  /** Whether the reading said anything about what is held. */
  private final boolean complete;

  private final Connection connection;
  private final String rootKey;
  private final MassDeletion limit;
  private final int created;
  private final AuditTrail audit;
  private Set<String> held = Set.of();

  DeletionGuard(Connection connection, String rootKey, RootEnd end, AuditTrail audit) {
    this.connection = connection;
    this.rootKey = rootKey;
    this.limit = end.limit();
    this.created = end.created();
    this.complete = end.isGone().test(PendingTable.HELD);
    this.audit = audit;
  }

  /** Takes what is held off the list of the root, so that it is judged anew; returns it. */
  Set<String> open() throws SQLException {
    // locks the row, so that nobody approves meanwhile what is no longer held afterwards
    if (PendingTable.lock(connection, rootKey)) {
      held = PendingTable.release(connection, rootKey);
    }
    return held;
  }

  /** Decides about what nothing lists; what is held is listed again when this returns. */
  Optional<PendingDeletion> decide(Set<String> candidates) throws SQLException {
    Optional<PendingDeletion> before = PendingTable.byRoot(connection, rootKey);
    if (!limit.enabled()) {
      PendingTable.delete(connection, rootKey);
      return Optional.empty();
    }
    Set<String> fresh = orphans(candidates);
    Set<String> still = new LinkedHashSet<>(held);
    still.retainAll(fresh);
    fresh.removeAll(held);
    int owned = fresh.size() > limit.minimum() ? owned(candidates) : 0;
    if (limit.holds(fresh.size(), owned)) {
      return Optional.of(hold(before, still, fresh, owned));
    }
    if (before.isPresent()) {
      confirm(before.get(), still);
    }
    return Optional.empty();
  }

  /** Returns how many entities the root listed before it was read. */
  private int owned(Set<String> unlisted) throws SQLException {
    Set<String> listed = new HashSet<>(unlisted);
    Sql.query(
        connection,
        "SELECT DISTINCT child_ref FROM edges WHERE root_key = ?",
        row -> listed.add(row.getString(1)),
        rootKey);
    return listed.size() - created;
  }

  private PendingDeletion hold(
      Optional<PendingDeletion> before, Set<String> still, Set<String> fresh, int owned)
      throws SQLException {
    long now = System.currentTimeMillis();
    Set<String> all = new LinkedHashSet<>(still);
    all.addAll(fresh);
    PendingDeletion pending =
        new PendingDeletion(
            before.map(PendingDeletion::id).orElseGet(() -> UUID.randomUUID().toString()),
            rootKey,
            "held",
            now,
            now,
            1,
            owned,
            all.size());
    PendingTable.save(connection, pending);
    PendingTable.hold(connection, rootKey, all);
    audit.massDeletion(connection, "held", pending);
    return pending;
  }

  private void confirm(PendingDeletion before, Set<String> still) throws SQLException {
    boolean counts = complete && before.state().equals("held");
    int readings = before.readings() + (counts ? 1 : 0);
    if (still.isEmpty()) {
      PendingTable.delete(connection, rootKey);
      audit.massDeletion(connection, "withdrawn", before);
      return;
    }
    if (counts && limit.confirmations() > 0 && readings >= limit.confirmations()) {
      PendingTable.delete(connection, rootKey);
      audit.massDeletion(connection, "confirmed", before);
      return;
    }
    PendingTable.hold(connection, rootKey, still);
    if (counts) {
      Sql.update(
          connection,
          "UPDATE pending_deletions SET readings = ?, seen_at = ? WHERE root_key = ?",
          readings,
          System.currentTimeMillis(),
          rootKey);
    }
  }

  /** Returns what nothing lists, and what only that leads to. */
  private Set<String> orphans(Set<String> candidates) throws SQLException {
    Set<String> orphans = new LinkedHashSet<>();
    Set<String> frontier = new LinkedHashSet<>(candidates);
    while (!frontier.isEmpty()) {
      Set<String> listed = new HashSet<>();
      Sql.queryIn(
          connection,
          "SELECT child_ref, parent_ref FROM edges WHERE child_ref IN (%s)",
          frontier,
          row -> {
            if (!orphans.contains(row.getString(2))) {
              listed.add(row.getString(1));
            }
          });
      frontier.removeAll(listed);
      Set<String> found = existing(frontier);
      found.removeAll(orphans);
      orphans.addAll(found);
      frontier = children(found);
    }
    return orphans;
  }

  private Set<String> existing(Set<String> refs) throws SQLException {
    return new LinkedHashSet<>(EntityTable.load(connection, refs).keySet());
  }

  private Set<String> children(Set<String> parents) throws SQLException {
    Set<String> children = new LinkedHashSet<>();
    Sql.queryIn(
        connection,
        "SELECT child_ref FROM edges WHERE parent_ref IN (%s)",
        parents,
        row -> children.add(row.getString(1)));
    return children;
  }

  /**
   * Decides about roots that are taken away together: each alone may be small.
   *
   * @param rootKeys the roots, either all of providers or all of the configuration
   * @return what holds for each of them
   */
  static MassDeletion together(Connection connection, Set<String> rootKeys, MassDeletion limit)
      throws SQLException {
    if (rootKeys.isEmpty()) {
      return limit;
    }
    boolean provided = rootKeys.stream().allMatch(key -> key.startsWith("provider:"));
    Map<Boolean, Set<String>> listed = new HashMap<>();
    List.of(true, false).forEach(each -> listed.put(each, new HashSet<>()));
    Sql.query(
        connection,
        "SELECT DISTINCT root_key, child_ref FROM edges WHERE source_key <> 'held:' AND "
            + (provided ? PROVIDED : CONFIGURED),
        row -> listed.get(rootKeys.contains(row.getString(1))).add(row.getString(2)));
    Set<String> gone = listed.get(true);
    Set<String> kept = listed.get(false);
    gone.removeAll(kept);
    return limit.decided(limit.holds(gone.size(), gone.size() + kept.size()));
  }
}
