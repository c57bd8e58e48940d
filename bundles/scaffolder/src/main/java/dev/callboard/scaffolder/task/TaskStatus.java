package dev.callboard.scaffolder.task;

import java.util.Locale;

/** Where a task is. */
public enum TaskStatus {
  /** It waits for a worker. */
  OPEN,
  /** A worker takes its steps. */
  PROCESSING,
  /** A step waits for a time or for people; no worker is busy with it. */
  WAITING,
  /** All steps ended well. */
  COMPLETED,
  /** A step failed, or was cancelled. */
  FAILED,
  /** It was cancelled before it began. */
  CANCELLED;

  /** Returns the text of the REST API, whose clients know of no waiting. */
  public String text() {
    return (this == WAITING ? PROCESSING : this).name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status of a text that we wrote. */
  static TaskStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Returns whether nothing happens any more unless somebody retries. */
  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
