package dev.callboard.scaffolder.task;

import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.secret.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The log of one run. Lines of actions are collected for a moment and written together, so that an
 * action that writes many does not wait for the disk each time; what the run itself says is written
 * with the journal, after the lines before it. Thread-safe.
 */
final class RunLog {
  /** Well below the 100 ms within which a line is to be seen. */
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final RunJournal journal;
  private final Redactor redactor;
  private final TaskExecutor executor;
  private final LogLimits limits;
  private final Object writing = new Object();
  private List<TaskEvent> waiting = new ArrayList<>();
  private boolean scheduled;
  private boolean closed;
  private int lines;

  RunLog(RunJournal journal, Redactor redactor, TaskExecutor executor, LogLimits limits) {
    this.journal = journal;
    this.redactor = redactor;
    this.executor = executor;
    this.limits = limits;
  }

  /**
   * Writes a line of an action soon.
   *
   * @param color the number of the terminal colour of its level, which clients show
   */
  void line(String stepId, String level, int color, String text) {
    if (limited(stepId)) {
      return;
    }
    String shown = cut(redactor.redact(text));
    String message = "\u001b[" + color + "m" + level + "\u001b[39m: " + shown;
    soon(TaskEvent.log(message, Map.of("stepId", stepId)));
  }

  private synchronized boolean limited(String stepId) {
    lines++;
    if (lines == limits.maxLines() + 1) {
      waiting.add(
          TaskEvent.log(
              "The log has "
                  + limits.maxLines()
                  + " lines; the rest of what actions say is dropped"
                  + " (scaffolder.log.maxLines)",
              Map.of("stepId", stepId)));
      schedule();
    }
    return lines > limits.maxLines();
  }

  private String cut(String text) {
    return text.length() <= limits.maxLength()
        ? text
        : text.substring(0, limits.maxLength()) + "… (cut, see scaffolder.log.maxLineLength)";
  }

  private synchronized void soon(TaskEvent event) {
    waiting.add(event);
    schedule();
  }

  private void schedule() {
    if (!scheduled && !closed) {
      scheduled = true;
      executor.schedule(
          "write the log of a task",
          PAUSE,
          () -> {
            flush();
            return null;
          });
    }
  }

  /** Writes what waits. */
  void flush() {
    with(
        events -> {
          if (!events.isEmpty()) {
            journal.events(events);
          }
          return null;
        });
  }

  /** Does a write of the journal together with the lines that wait. */
  <T> T with(Function<List<TaskEvent>, T> write) {
    synchronized (writing) {
      List<TaskEvent> events = take();
      return write.apply(events);
    }
  }

  private synchronized List<TaskEvent> take() {
    List<TaskEvent> taken = waiting;
    waiting = new ArrayList<>();
    scheduled = false;
    return taken;
  }

  /** Takes no more lines. */
  synchronized void close() {
    closed = true;
    lines = Integer.MAX_VALUE - 1;
  }

  /** Returns a message of the run without secrets. */
  String clean(String text) {
    return cut(redactor.redact(text));
  }
}
