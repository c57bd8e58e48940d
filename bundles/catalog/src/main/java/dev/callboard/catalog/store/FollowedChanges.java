package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What was committed after a position, for an index that follows.
 *
 * @param to up to where it goes
 * @param more whether there was more at the time
 * @param complete whether nothing is missing in between; when something is, the index is to be
 *     loaded anew
 * @param upserts what is new or changed
 * @param removed what is gone
 * @param roots how often registered locations have been changed
 */
public record FollowedChanges(
    Position to,
    boolean more,
    boolean complete,
    List<IndexedEntity> upserts,
    Set<String> removed,
    long roots) {
  /** How many changes are taken at a time. */
  public static final int LIMIT = 2_000;

  static FollowedChanges read(Connection connection, Position from, Stitcher stitcher)
      throws SQLException {
    long[] roots = {0};
    Sql.query(
        connection, "SELECT roots FROM change_head WHERE id = 1", row -> roots[0] = row.getLong(1));
    Position head = Links.head(connection);
    long seq = Math.min(head.seq(), from.seq() + LIMIT);
    boolean more = seq < head.seq();
    // Links show an entity as it is now, so they wait until its changes have been followed.
    long links = more ? from.links() : head.links();
    Map<String, Change> last = new LinkedHashMap<>();
    int count = 0;
    for (Change change :
        seq > from.seq() ? changes(connection, from.seq(), seq) : List.<Change>of()) {
      last.put(change.ref(), change);
      count++;
    }
    Set<String> linked = new LinkedHashSet<>();
    int[] linkCount = {0};
    if (links > from.links()) {
      Sql.query(
          connection,
          "SELECT ref FROM links WHERE n > ? AND n <= ?",
          row -> {
            linkCount[0]++;
            linked.add(row.getString(1));
          },
          from.links(),
          links);
    }
    linked.removeAll(last.keySet());
    boolean complete = count == seq - from.seq() && linkCount[0] == links - from.links();
    Position to = new Position(seq, links);
    return new FollowedChanges(
        to,
        more,
        complete,
        upserts(connection, last.values(), linked, stitcher),
        removed(last.values()),
        roots[0]);
  }

  private static List<Change> changes(Connection connection, long from, long to)
      throws SQLException {
    return ChangeTable.after(connection, from, (int) (to - from)).stream()
        .filter(change -> change.seq() <= to)
        .toList();
  }

  private static Set<String> removed(Collection<Change> changes) {
    Set<String> removed = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.entity() == null) {
        removed.add(change.ref());
      }
    }
    return removed;
  }

  private static List<IndexedEntity> upserts(
      Connection connection, Collection<Change> changes, Set<String> linked, Stitcher stitcher)
      throws SQLException {
    Set<String> refs = new LinkedHashSet<>(linked);
    changes.forEach(change -> refs.add(change.ref()));
    Map<String, List<String>> parents = Stitcher.parents(connection, refs);
    List<IndexedEntity> upserts = new ArrayList<>();
    for (Change change : changes) {
      if (change.entity() != null) {
        upserts.add(indexed(change.ref(), change.uid(), change.entity(), parents, stitcher));
      }
    }
    Sql.queryIn(
        connection,
        "SELECT ref, uid, final FROM entities WHERE final IS NOT NULL AND ref IN (%s)",
        linked,
        row ->
            upserts.add(
                indexed(
                    row.getString(1),
                    UUID.fromString(row.getString(2)),
                    row.getString(3).getBytes(StandardCharsets.UTF_8),
                    parents,
                    stitcher)));
    return upserts;
  }

  private static IndexedEntity indexed(
      String ref, UUID uid, byte[] json, Map<String, List<String>> parents, Stitcher stitcher) {
    return new IndexedEntity(
        ref, uid, stitcher.parse(json), json, parents.getOrDefault(ref, List.of()));
  }
}
