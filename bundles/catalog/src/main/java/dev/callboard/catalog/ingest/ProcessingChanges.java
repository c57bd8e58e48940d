package dev.callboard.catalog.ingest;

import java.time.Duration;

/** Has the catalog processed anew when plugins bring or take what it is processed with. */
final class ProcessingChanges implements Extensions.Listener {
  static final Duration SETTLE = Duration.ofMillis(200);
  // An update takes a kind away for a moment, and after a start plugins come one after the other.
  private static final Duration GONE = Duration.ofSeconds(5);

  private final Runnable process;
  private final Soon came;
  private final Soon gone;

  /**
   * Creates it.
   *
   * @param process has what is read from now on processed with what there is now
   * @param processAnew the same, also with what has been read
   */
  ProcessingChanges(Background background, Runnable process, Runnable processAnew) {
    this.process = process;
    // Several parts of a plugin come at once.
    came = new Soon(background, "process the catalog anew", SETTLE, processAnew);
    gone = new Soon(background, "notice what is gone", GONE, processAnew);
  }

  @Override
  public void came() {
    came.ask();
  }

  @Override
  public void went() {
    process.run();
  }

  @Override
  public void rulesWent() {
    process.run();
    gone.ask();
  }
}
