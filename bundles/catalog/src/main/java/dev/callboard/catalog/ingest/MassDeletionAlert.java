package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators, by the log and by an event, that a deletion waits for them. Thread-safe. */
final class MassDeletionAlert implements Consumer<PendingDeletion> {
  /** The topic of the event. */
  static final String TOPIC = "catalog.mass-deletion.held";

  private static final Logger LOG = LoggerFactory.getLogger(MassDeletionAlert.class);

  private final EventService events;

  MassDeletionAlert(EventService events) {
    this.events = events;
  }

  @Override
  public void accept(PendingDeletion pending) {
    LOG.warn(
        "{} no longer lists {} of its {} entities. They stay until the deletion {} is approved or"
            + " they are listed again",
        pending.rootKey(),
        pending.entities(),
        pending.owned(),
        pending.id());
    events.publish(
        new Event(
            TOPIC,
            Map.of(
                "id",
                pending.id(),
                "location",
                pending.rootKey(),
                "entities",
                pending.entities(),
                "owned",
                pending.owned(),
                "severity",
                "high")));
  }
}
