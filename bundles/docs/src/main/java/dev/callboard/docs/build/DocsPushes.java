package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the sites whose sources somebody has pushed, at once. */
@Component(service = EventSubscriber.class)
public final class DocsPushes implements EventSubscriber {
  private final KnownSources known;
  private final SiteBuilds builds;
  private final BuildQueue queue;
  private final UrlReader reader;

  /** Called by the framework. */
  @Activate
  public DocsPushes(
      @Reference KnownSources known,
      @Reference SiteBuilds builds,
      @Reference BuildQueue queue,
      @Reference UrlReader reader) {
    this.known = requireNonNull(known, "known is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.queue = requireNonNull(queue, "queue is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  @Override
  public Set<String> topics() {
    return Set.of(PushedFiles.TOPIC);
  }

  @Override
  public void onEvent(Event event) {
    Optional<PushedFiles> pushed = PushedFiles.of(event.payload());
    if (pushed.isPresent() && builds.isEager()) {
      known.forEachRemote(
          (ref, location) ->
              pushed
                  .get()
                  .below(location.target(), reader::place)
                  .filter(paths -> builds.concerns(ref, paths))
                  .ifPresent(paths -> queue.add(ref)));
    }
  }
}
