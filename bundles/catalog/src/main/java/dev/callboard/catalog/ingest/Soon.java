package dev.callboard.catalog.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that is done a moment after it was asked for, once however often it is asked for until then.
 * Thread-safe; no method blocks.
 */
final class Soon {
  private final Background background;
  private final String name;
  private final Duration pause;
  private final Runnable work;
  private final AtomicBoolean asked = new AtomicBoolean();

  Soon(Background background, String name, Duration pause, Runnable work) {
    this.background = background;
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  void ask() {
    if (asked.compareAndSet(false, true)) {
      background.later(
          name,
          pause,
          () -> {
            asked.set(false);
            work.run();
          });
    }
  }
}
