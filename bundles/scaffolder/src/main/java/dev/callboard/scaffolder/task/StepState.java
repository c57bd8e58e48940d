package dev.callboard.scaffolder.task;

import java.util.Locale;

/** Where a step is. */
enum StepState {
  /** It has begun; after a crash it is begun again. */
  PROCESSING,
  /** It ended well, and is never done again. */
  COMPLETED,
  /** It failed. */
  FAILED,
  /** Its condition did not hold, or a step before it failed. */
  SKIPPED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StepState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
