package dev.callboard.catalog.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Changes that callers of the API ask for. Each is one transaction, and no other change of an
 * entity happens between its start and its commit, on any node. Thread-safe; blocks as the database
 * does.
 */
public final class EntityWrites {
  private final CatalogStore store;

  /**
   * What was done.
   *
   * @param result what the work returned
   * @param changes what is to be shown to readers
   * @param <T> the type of the result
   */
  public record Done<T>(T result, Changes changes) {}

  /**
   * Work in a transaction. It may be done again from the start, so it must have no other effects.
   */
  public interface Work<T> {
    /** Does it; an exception undoes everything. */
    T apply(EntitySession session) throws SQLException;
  }

  /** Creates it over a store. */
  public EntityWrites(CatalogStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  /** Does work in one transaction. */
  public <T> Done<T> change(Cause cause, Work<T> work) {
    Holder<T> holder = new Holder<>();
    Changes changes =
        store.change(
            cause,
            connection -> {
              EntitySession session = new EntitySession(connection, store, cause);
              holder.result = work.apply(session);
              return session.changes();
            });
    return new Done<>(holder.result, changes);
  }

  /** Does work of ingestion in one transaction. */
  public <T> Done<T> change(Work<T> work) {
    return change(store.ingestion(), work);
  }

  /** Returns an entity that is served. */
  public Optional<EntityVersion> version(String ref) {
    return store.read(
        connection -> {
          EntitySession session = new EntitySession(connection, store, store.ingestion());
          CurrentEntity entity = session.current(List.of(ref)).get(ref);
          if (entity == null || entity.served().isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(new EntityVersion(entity, session.document(ref)));
        });
  }

  /** Returns the overlay of an entity. */
  public Optional<Overlay> overlay(String ref) {
    return store.read(
        connection -> new EntitySession(connection, store, store.ingestion()).overlay(ref));
  }

  /**
   * Returns documents that were written through the API and processed in another way than now, in
   * the order of their references.
   *
   * @param after the reference before the first one
   */
  public List<WrittenDocument> stale(String generation, String after, int limit) {
    return store.read(connection -> WrittenTable.stale(connection, generation, after, limit));
  }

  private static final class Holder<T> {
    private T result;
  }
}
