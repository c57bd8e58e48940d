package dev.callboard.catalog.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.history.PurgedUids;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.Snapshots;
import dev.callboard.catalog.query.EntityFilter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader who may not see every entity gets to know of changes: an entity that comes into
 * sight is created for this reader, and one that goes out of sight is deleted.
 */
final class VisibleChanges {
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<Map<String, Object>>() {});

  private VisibleChanges() {}

  /** Returns the changes as the reader sees them; blocks on the database when it has to. */
  static List<Change> of(Connection connection, List<Change> changes, EntityFilter permitted)
      throws SQLException {
    if (permitted.equals(EntityFilter.ALL)) {
      return changes;
    }
    List<Change> visible = new ArrayList<>();
    for (Change change : changes) {
      boolean after = isVisible(connection, change, permitted);
      boolean before = change.type() != ChangeType.CREATE && before(connection, change, permitted);
      if (after) {
        visible.add(as(change, before ? ChangeType.UPDATE : ChangeType.CREATE));
      } else if (before) {
        visible.add(as(change, ChangeType.DELETE));
      }
    }
    return visible;
  }

  /** An entity whose earlier form is no longer known is taken for one that was not seen. */
  private static boolean before(Connection connection, Change change, EntityFilter permitted)
      throws SQLException {
    Optional<Change> before =
        ChangeTable.history(connection, change.ref(), change.seq(), 1).stream().findFirst();
    return before.isPresent() && isVisible(connection, before.get(), permitted);
  }

  /** Of an entity that was purged the log has the name only, which meets many a "not". */
  private static boolean isVisible(Connection connection, Change change, EntityFilter permitted)
      throws SQLException {
    return isVisible(change, permitted) && !PurgedUids.contains(connection, change.uid());
  }

  /** Returns whether the form after a change may be seen. */
  static boolean isVisible(Change change, EntityFilter permitted) {
    if (change.entity() == null) {
      return false;
    }
    if (permitted.equals(EntityFilter.ALL)) {
      return true;
    }
    try {
      Map<String, Object> entity = OBJECT.readValue(change.entity());
      IndexedEntity indexed =
          new IndexedEntity(change.ref(), change.uid(), entity, change.entity(), List.of());
      return permitted.in(Snapshots.of(List.of(indexed))).count() > 0;
    } catch (IOException e) {
      throw new IllegalStateException("the change log holds an entity that is not JSON", e);
    }
  }

  private static Change as(Change change, ChangeType type) {
    if (change.type() == type) {
      return change;
    }
    return new Change(
        change.seq(),
        change.at(),
        type,
        change.ref(),
        change.uid(),
        type == ChangeType.CREATE ? null : change.etagBefore(),
        type == ChangeType.DELETE ? null : change.etagAfter(),
        type == ChangeType.DELETE ? null : change.entity(),
        change.actor(),
        change.cause());
  }
}
