package dev.callboard.ownership;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the history of a repository read soon when somebody has pushed to it. */
@Component(service = EventSubscriber.class)
public final class PushListener implements EventSubscriber {
  private final Store store;
  private final UrlReader reader;

  /** Called by Declarative Services. */
  @Activate
  public PushListener(@Reference Store store, @Reference UrlReader reader) {
    this.store = requireNonNull(store, "store is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  @Override
  public Set<String> topics() {
    return Set.of("source.push");
  }

  @Override
  public void onEvent(Event event) {
    if (event.payload().get("url") instanceof String url) {
      due(url);
      // plain git servers want the ending that others leave out
      due(url + ".git");
    }
  }

  private void due(String url) {
    Optional<String> place = place(url);
    if (place.isPresent()) {
      store.write(
          c -> Sql.update(c, "UPDATE repository SET due_ms = 0 WHERE place = ?", place.get()));
    }
  }

  private Optional<String> place(String url) {
    try {
      return reader.place(url).map(SourcePlace::repository);
    } catch (PortalException e) {
      return Optional.empty();
    }
  }
}
