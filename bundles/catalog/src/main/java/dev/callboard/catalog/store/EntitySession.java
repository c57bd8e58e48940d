package dev.callboard.catalog.store;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a caller's write may do within its transaction. For one thread. */
public final class EntitySession {
  private final Connection connection;
  private final CatalogStore store;
  private final Cause cause;
  private final Changes changes = new Changes();

  EntitySession(Connection connection, CatalogStore store, Cause cause) {
    this.connection = connection;
    this.store = store;
    this.cause = cause;
  }

  Changes changes() {
    return changes;
  }

  /** Returns those that exist, valid or not. */
  public Map<String, CurrentEntity> current(Collection<String> refs) throws SQLException {
    Map<String, List<String>> parents = Stitcher.parents(connection, refs);
    Map<String, CurrentEntity> found = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, uid, location_key, etag, final, CASE WHEN EXISTS (SELECT 1 FROM edges WHERE"
            + " child_ref = ref) THEN 1 ELSE 0 END FROM entities WHERE ref IN (%s)",
        refs,
        row -> {
          String ref = row.getString(1);
          UUID uid = UUID.fromString(row.getString(2));
          Optional<IndexedEntity> served =
              Optional.ofNullable(row.getString(5))
                  .map(text -> text.getBytes(StandardCharsets.UTF_8))
                  .map(json -> store.parse(ref, uid, json, parents.getOrDefault(ref, List.of())));
          found.put(
              ref,
              new CurrentEntity(
                  ref, uid, row.getString(3), row.getString(4), served, row.getInt(6) == 1));
        });
    return found;
  }

  /** Returns the document of an entity that was written through the API. */
  public Optional<String> document(String ref) throws SQLException {
    return WrittenTable.find(connection, ref);
  }

  /**
   * Stores entities that are written through the API.
   *
   * @param documents their documents by reference, as JSON text
   * @return the references that somebody else has; when there are any, undo it
   */
  public Set<String> put(Collection<SourceRead> reads, Map<String, String> documents)
      throws SQLException {
    write(List.copyOf(reads));
    WrittenTable.save(connection, documents);
    for (String ref : documents.keySet()) {
      OverlayTable.remove(connection, ref);
    }
    Set<String> refused = new LinkedHashSet<>();
    current(documents.keySet())
        .values()
        .forEach(
            entity -> {
              if (!entity.isWritten()) {
                refused.add(entity.ref());
              }
            });
    return refused;
  }

  private void write(List<SourceRead> reads) throws SQLException {
    Changes batch = store.batch(connection, ApiKeys.ROOT).write(reads);
    changes.add(batch);
    RootEnd end =
        new RootEnd(key -> false, batch.lost(), batch.orphanCandidates(), batch.dirty(), Map.of());
    changes.add(store.writer(connection, ApiKeys.ROOT, cause, true).finish(end));
  }

  /**
   * Stores what other kinds, rules or processors make of documents; those that were written anew
   * meanwhile are left alone.
   */
  public void again(Map<WrittenDocument, SourceRead> reads) throws SQLException {
    List<SourceRead> current = new ArrayList<>();
    for (Map.Entry<WrittenDocument, SourceRead> each : reads.entrySet()) {
      WrittenDocument document = each.getKey();
      if (document(document.ref()).equals(Optional.of(document.document()))) {
        current.add(each.getValue());
      }
    }
    write(current);
  }

  /** Returns the overlay of an entity. */
  public Optional<Overlay> overlay(String ref) throws SQLException {
    return Optional.ofNullable(OverlayTable.load(connection, List.of(ref)).get(ref));
  }

  /** Returns an entity of a file without its overlay, empty when the file has to be read first. */
  public Optional<Claim> base(String ref) throws SQLException {
    return store.overlayWriter(connection).base(ref, overlay(ref));
  }

  /** Returns an entity with an overlay; without JSON, with errors, when that is not valid. */
  public Claim over(Claim base, Map<String, Object> patch, String etag) {
    return store.overlayWriter(connection).over(base, patch, etag);
  }

  /** Lays an overlay over an entity, in the place of the one before. */
  public void put(Overlay overlay, Claim claim) throws SQLException {
    changes.add(store.overlayWriter(connection).put(overlay, overlay(overlay.ref()), claim));
  }

  /** Takes an overlay off. */
  public void remove(Overlay overlay) throws SQLException {
    changes.add(store.overlayWriter(connection).remove(overlay));
  }

  /** Deletes an entity. What it led to goes with it; a file that lists it is read again. */
  public void delete(CurrentEntity entity) throws SQLException {
    if (entity.isWritten()) {
      String source = ApiKeys.source(entity.ref());
      RootEnd end =
          new RootEnd(source::equals, List.of(), Set.of(entity.ref()), Set.of(), Map.of());
      changes.add(store.writer(connection, ApiKeys.ROOT, cause, true).finish(end));
      return;
    }
    Set<String> roots = new LinkedHashSet<>();
    changes.add(store.delete(connection, entity.ref(), roots, cause));
    roots.forEach(root -> changes.takeovers().add(new Changes.Source(root, "")));
  }
}
