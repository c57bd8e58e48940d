package dev.callboard.catalog.history;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.platform.database.PluginDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the change log for a caller: what the caller could not have read at a time is not shown for
 * that time. Thread-safe; every method blocks as the database does.
 */
@Component(service = EntityHistory.class)
public final class EntityHistory {
  /**
   * Some versions, the last one first.
   *
   * @param versions the versions
   * @param next the number before which the next page starts, empty when there is none
   */
  public record Page(List<Version> versions, Optional<Long> next) {}

  private final CatalogDatabase database;

  /** Called by the framework. */
  @Activate
  public EntityHistory(@Reference PluginDatabase database) {
    this.database = new CatalogDatabase(database);
  }

  /**
   * Returns versions of an entity, and of those that had its reference before. What may not be read
   * is left out of its page, so that a page can be short though others follow; but a page without
   * any version has none after it, so that an entity of which nothing may be read is like one that
   * never was.
   *
   * @param before only changes before this number
   */
  public Page page(String ref, long before, int limit, EntityFilter permitted) {
    return database.read(
        connection -> {
          Set<UUID> purged = PurgedUids.of(connection, ref);
          List<Version> found = new ArrayList<>();
          Optional<Long> next = Optional.of(before);
          while (found.isEmpty() && next.isPresent()) {
            List<Change> changes = ChangeTable.history(connection, ref, next.get(), limit + 1);
            for (int i = 0; i < Math.min(limit, changes.size()); i++) {
              Change earlier = i + 1 < changes.size() ? changes.get(i + 1) : null;
              version(changes.get(i), earlier, purged, permitted).ifPresent(found::add);
            }
            next =
                changes.size() > limit
                    ? Optional.of(changes.get(limit - 1).seq())
                    : Optional.empty();
          }
          return new Page(found, next);
        });
  }

  /** Returns the version of a number; empty when the entity has none, or not for the caller. */
  public Optional<Version> version(String ref, long seq, EntityFilter permitted) {
    if (seq < 1 || seq == Long.MAX_VALUE) {
      return Optional.empty();
    }
    return database.read(
        connection -> {
          List<Change> changes = ChangeTable.history(connection, ref, seq + 1, 2);
          if (changes.isEmpty() || changes.get(0).seq() != seq) {
            return Optional.empty();
          }
          Change earlier = changes.size() < 2 ? null : changes.get(1);
          return version(changes.get(0), earlier, PurgedUids.of(connection, ref), permitted);
        });
  }

  /** Returns how an entity stood at a time; empty when it did not exist, or not for the caller. */
  public Optional<Form> at(String ref, Instant instant, EntityFilter permitted) {
    return database.read(
        connection -> {
          Set<UUID> purged = PurgedUids.of(connection, ref);
          return ChangeTable.at(connection, ref, instant)
              .filter(change -> change.entity() != null && !purged.contains(change.uid()))
              .map(Form::after)
              .filter(form -> form.visible(permitted));
        });
  }

  /** Returns the reference that a deleted entity had. */
  public Optional<String> deletedRef(UUID uid) {
    return database.read(connection -> DeletedEntities.ref(connection, uid));
  }

  private static Optional<Version> version(
      Change change, Change earlier, Set<UUID> purged, EntityFilter permitted) {
    if (purged.contains(change.uid())) {
      return Optional.empty();
    }
    boolean linked =
        earlier != null
            && earlier.uid().equals(change.uid())
            && (change.etagBefore() != null && change.etagBefore().equals(earlier.etagAfter()));
    Optional<Form> before =
        Optional.ofNullable(linked ? Form.after(earlier) : null)
            .filter(form -> form.visible(permitted));
    Optional<Form> after = Optional.ofNullable(Form.after(change));
    boolean shown =
        after.isPresent()
            ? after.get().visible(permitted)
            : before.isPresent() || permitted.equals(EntityFilter.ALL);
    return shown ? Optional.of(new Version(change, before, after)) : Optional.empty();
  }
}
