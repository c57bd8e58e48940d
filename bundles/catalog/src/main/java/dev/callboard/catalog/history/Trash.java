package dev.callboard.catalog.history;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.ChangeEraser;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.catalog.store.KeptUids;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The deleted entities that the change log still knows. Thread-safe; every method blocks as the
 * database does.
 */
@Component(service = Trash.class)
public final class Trash {
  /**
   * Some deleted entities, the last deleted one first.
   *
   * @param entities the entities
   * @param next the number before which the next page starts, empty when there is none
   */
  public record Page(List<DeletedEntity> entities, Optional<Long> next) {}

  private final CatalogDatabase database;
  private final AuditService audit;

  /** Called by the framework. */
  @Activate
  public Trash(@Reference PluginDatabase database, @Reference AuditService audit) {
    this.database = new CatalogDatabase(database);
    this.audit = requireNonNull(audit, "audit is null");
  }

  /**
   * Returns deleted entities that a caller could have read before. The others are left out of their
   * page, so that a page can be short though others follow.
   *
   * @param before only deletions before this number
   * @param kind in lower case, or null for every kind
   */
  public Page page(long before, String kind, int limit, EntityFilter permitted) {
    return database.read(
        connection -> {
          List<DeletedEntities.Deletion> deletions =
              DeletedEntities.before(connection, before, kind, limit + 1);
          List<DeletedEntity> found = new ArrayList<>();
          for (int i = 0; i < Math.min(limit, deletions.size()); i++) {
            deletions
                .get(i)
                .read(connection)
                .filter(entity -> entity.form().visible(permitted))
                .ifPresent(found::add);
          }
          return new Page(
              found,
              deletions.size() > limit
                  ? Optional.of(deletions.get(limit - 1).seq())
                  : Optional.empty());
        });
  }

  /** Returns the one of a uid; empty when it is not in the trash, or not for the caller. */
  public Optional<DeletedEntity> find(UUID uid, EntityFilter permitted) {
    return database.read(
        connection -> {
          Optional<DeletedEntities.Deletion> deletion = DeletedEntities.of(connection, uid);
          return deletion.isEmpty()
              ? Optional.empty()
              : deletion.get().read(connection).filter(entity -> entity.form().visible(permitted));
        });
  }

  /** Returns whether a reference is taken. */
  public boolean isTaken(String ref) {
    return database.read(
        connection ->
            Sql.first(
                    connection,
                    "SELECT 1 FROM entities WHERE ref = ? AND final IS NOT NULL",
                    row -> row.getInt(1),
                    ref)
                .isPresent());
  }

  /** Has the next new entity of this reference get the uid of a deleted one. */
  public void keepUid(String ref, UUID uid) {
    database.write(
        connection -> {
          KeptUids.keep(connection, ref, uid);
          return null;
        });
  }

  /** Undoes {@link #keepUid}. */
  public void forgetUid(String ref) {
    database.write(connection -> KeptUids.forget(connection, ref));
  }

  /** Erases what the change log holds of a deleted entity, but for the fact that it was there. */
  public void purge(DeletedEntity entity, Cause cause) {
    database.write(
        connection -> {
          Form form = entity.form();
          if (DeletedEntities.of(connection, form.uid()).isEmpty()) {
            throw PortalException.conflict("The entity " + form.ref() + " was restored meanwhile");
          }
          PurgedUids.add(connection, form.ref(), form.uid());
          ChangeEraser.erase(connection, form.ref(), form.uid());
          AuditEvent.Builder event =
              AuditEvent.event("entity-purge", cause.actor())
                  .subAction("purge")
                  .severity(Severity.HIGH)
                  .target("entity", form.ref())
                  .meta("uid", form.uid().toString());
          Optional.ofNullable(cause.details().get("request"))
              .ifPresent(request -> event.cause("request", request.toString()));
          audit.record(connection, event.build());
          return null;
        });
  }
}
