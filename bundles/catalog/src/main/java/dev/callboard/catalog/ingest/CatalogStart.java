package dev.callboard.catalog.ingest;

import dev.callboard.catalog.index.CatalogIndex;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what is stored into the index and lets readers in; tries again, ever more seldom, while the
 * database does not answer. Thread-safe; no method blocks.
 */
final class CatalogStart {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogStart.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final IndexFollower follower;
  private final CatalogIndex index;
  private final Background background;
  private final Runnable opened;
  private volatile boolean done;

  /**
   * Creates a start that has not begun.
   *
   * @param opened called when everything that is stored is served; called again when it fails
   */
  CatalogStart(IndexFollower follower, CatalogIndex index, Background background, Runnable opened) {
    this.follower = follower;
    this.index = index;
    this.background = background;
    this.opened = opened;
  }

  /** Begins on another thread. */
  void begin() {
    background.later("load the catalog", Duration.ZERO, () -> run(RETRY));
  }

  /** Returns whether readers have been let in. */
  boolean isDone() {
    return done;
  }

  private void run(Duration pause) {
    try {
      if (!index.isReady()) {
        follower.load();
        follower.follow();
        index.ready();
      }
      done = true;
      opened.run();
    } catch (PortalException e) {
      LOG.warn("The catalog cannot be loaded, trying again: {}", e.getMessage());
      Duration longer = pause.multipliedBy(2);
      background.later(
          "load the catalog",
          pause,
          () -> run(longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer));
    }
  }
}
