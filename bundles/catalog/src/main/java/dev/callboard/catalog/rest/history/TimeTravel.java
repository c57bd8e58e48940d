package dev.callboard.catalog.rest.history;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.Form;
import dev.callboard.catalog.history.PastCatalog;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers how entities stood at a time. Both how an entity is now and how it was then have to be
 * readable. Thread-safe; blocks as the database does.
 */
@Component(service = TimeTravel.class)
public final class TimeTravel {
  private final EntityHistory history;
  private final PastCatalog past;

  /** Called by the framework. */
  @Activate
  public TimeTravel(@Reference EntityHistory history, @Reference PastCatalog past) {
    this.history = requireNonNull(history, "history is null");
    this.past = requireNonNull(past, "past is null");
  }

  /**
   * Returns the catalog as it was.
   *
   * @param at the time that was asked for, null for now
   */
  public Snapshot snapshot(String at, Snapshot now, EntityFilter permitted) {
    return at == null || permitted.equals(EntityFilter.NONE)
        ? now
        : past.at(HistoryAnswers.time(at), now, permitted);
  }

  /** Answers the entity of a reference; empty when there was none, or not for the caller. */
  public Optional<Response> byRef(
      String ref, String at, Snapshot snapshot, EntityFilter permitted) {
    return form(ref, HistoryAnswers.time(at), snapshot, permitted).map(TimeTravel::answer);
  }

  /** Answers the entity of a uid; empty when there was none, or not for the caller. */
  public Optional<Response> byUid(UUID uid, String at, Snapshot snapshot, EntityFilter permitted) {
    Instant instant = HistoryAnswers.time(at);
    return snapshot
        .byUid(uid)
        .map(EntityHandle::ref)
        .or(() -> history.deletedRef(uid))
        .flatMap(ref -> form(ref, instant, snapshot, permitted))
        .filter(form -> form.uid().equals(uid))
        .map(TimeTravel::answer);
  }

  private Optional<Form> form(
      String ref, Instant instant, Snapshot snapshot, EntityFilter permitted) {
    boolean hidden =
        snapshot.byRef(ref).filter(now -> !CatalogReader.visible(now, permitted)).isPresent();
    return hidden ? Optional.empty() : history.at(ref, instant, permitted);
  }

  private static Response answer(Form form) {
    return Response.ok(form.json(), JsonAnswers.JSON).build();
  }
}
