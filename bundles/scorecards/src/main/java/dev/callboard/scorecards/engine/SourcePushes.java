package dev.callboard.scorecards.engine;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.scorecards.source.SourceFacts;
import dev.callboard.scorecards.store.FactTable;
import dev.callboard.scorecards.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the files of a repository read again when somebody has pushed to it. */
@Component(service = EventSubscriber.class)
public final class SourcePushes implements EventSubscriber {
  private static final String PUSH = "source.push";

  private final UrlReader reader;
  private final Store store;
  private final FactRefresh facts;
  private final SourceFacts source;

  /** Called by Declarative Services. */
  @Activate
  public SourcePushes(
      @Reference UrlReader reader,
      @Reference Store store,
      @Reference FactRefresh facts,
      @Reference SourceFacts source) {
    this.reader = requireNonNull(reader, "reader is null");
    this.store = requireNonNull(store, "store is null");
    this.facts = requireNonNull(facts, "facts is null");
    this.source = requireNonNull(source, "source is null");
  }

  @Override
  public Set<String> topics() {
    return Set.of(PUSH);
  }

  @Override
  public void onEvent(Event event) {
    if (!(event.payload().get("url") instanceof String url)) {
      return;
    }
    Optional<String> pushed = repository(url).or(() -> repository(url + ".git"));
    if (pushed.isEmpty()) {
      return;
    }
    List<String> refs =
        store.read(c -> FactTable.evidence(c, SourceFacts.ID)).entrySet().stream()
            .filter(each -> repository(each.getValue()).equals(pushed))
            .map(java.util.Map.Entry::getKey)
            .sorted()
            .toList();
    if (!refs.isEmpty()) {
      source.pushed();
      store.write(
          c -> {
            FactTable.due(c, refs, SourceFacts.ID, 0);
            return null;
          });
      facts.wake();
    }
  }

  private Optional<String> repository(String url) {
    return reader.place(url).map(SourcePlace::repository);
  }
}
