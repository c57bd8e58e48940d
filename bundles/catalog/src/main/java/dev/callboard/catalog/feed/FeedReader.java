package dev.callboard.catalog.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Change;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one reader of events: sends what the reader takes, and waits for the reader
 * or for changes otherwise.
 */
final class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final ChangeFeed feed;
  private final PortalPrincipal caller;
  private final boolean withEntity;
  private final EventPump pump;
  private long position;

  FeedReader(
      ChangeFeed feed,
      PortalPrincipal caller,
      long position,
      boolean withEntity,
      TaskExecutor tasks) {
    this.feed = requireNonNull(feed, "feed is null");
    this.caller = requireNonNull(caller, "caller is null");
    this.position = position;
    this.withEntity = withEntity;
    this.pump =
        new EventPump(
            "send changes to a reader",
            RETRY,
            tasks,
            this::send,
            e -> LOG.error("Sending changes to a reader failed", e));
  }

  EventPump pump() {
    return pump;
  }

  private void send(EventReader to) {
    while (to.isReady() && !Thread.currentThread().isInterrupted()) {
      FeedPage page;
      try {
        page = feed.after(position, BATCH, caller);
      } catch (PortalException e) {
        if (e.code() != ErrorCode.GONE) {
          throw e;
        }
        position = feed.last();
        to.send(Long.toString(position), "reset", "{\"cursor\":\"" + position + "\"}");
        continue;
      }
      for (Change change : page.changes()) {
        if (!to.isReady()) {
          return;
        }
        to.send(Long.toString(change.seq()), "change", ChangeJson.of(change, withEntity));
        position = change.seq();
      }
      position = page.position();
      if (!page.more()) {
        return;
      }
    }
  }
}
