package dev.callboard.catalog.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Change;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one reader of events: sends what the reader takes, and waits for the reader
 * or for changes otherwise. Runs on threads of the task executor, one at a time.
 */
final class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;

  private final ChangeFeed feed;
  private final PortalPrincipal caller;
  private final boolean withEntity;
  private final TaskExecutor tasks;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private volatile EventReader reader;
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
    this.tasks = requireNonNull(tasks, "tasks is null");
  }

  void start(EventReader connected) {
    reader = connected;
    wake();
  }

  /** Goes on sending soon; does not block. */
  void wake() {
    if (state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
      submit();
    }
  }

  private void submit() {
    tasks.submit(
        "send changes to a reader",
        () -> {
          run();
          return null;
        });
  }

  private void run() {
    state.set(RUNNING);
    try {
      send();
    } catch (PortalException e) {
      LOG.debug("A reader of changes waits: {}", e.getMessage());
      tasks.schedule(
          "send changes to a reader",
          RETRY,
          () -> {
            wake();
            return null;
          });
    } catch (RuntimeException e) {
      LOG.error("Sending changes to a reader failed", e);
      close();
    } finally {
      if (!state.compareAndSet(RUNNING, IDLE)) {
        submit();
      }
    }
  }

  private void send() {
    EventReader to = reader;
    while (to != null && to.isReady() && !Thread.currentThread().isInterrupted()) {
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

  boolean isOpen() {
    EventReader connected = reader;
    return connected == null || connected.isOpen();
  }

  void close() {
    EventReader connected = reader;
    if (connected != null) {
      connected.close();
    }
  }
}
