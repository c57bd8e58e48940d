package dev.callboard.scaffolder.task;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a run writes down what happens to it. */
interface RunJournal {
  /** Reads the files that were kept. */
  interface FileReader {
    void read(InputStream archive) throws IOException;
  }

  /** Returns what was written before of the steps of a scope. */
  List<StepRecord> steps(String scope);

  /** Hands over the files that were kept; returns whether there were some. */
  boolean files(FileReader reader) throws IOException;

  /** Appends events. */
  void events(List<TaskEvent> events);

  /** Says that a step or turn begins, before it has any effect. */
  void begin(Place place, List<TaskEvent> events);

  /** Notes what a step or turn is given, before the action sees it. */
  void digest(Place place, String inputDigest);

  /**
   * Says how a step or turn ended.
   *
   * @param action what it ran
   * @param files the workspace as it is now, in parts, or null when it is as it was
   */
  void end(StepRecord record, String action, List<TaskEvent> events, List<byte[]> files);

  /** Returns the value of a checkpoint, or empty. */
  Optional<String> checkpoint(Place place, String name);

  /** Keeps the value of a checkpoint. */
  void keepCheckpoint(Place place, String name, String value);

  /** Returns a wait of a step or turn, or empty when it never waited so. */
  Optional<Wait> wait(Place place, String name);

  /**
   * Puts the task aside until a wait is over; nothing can be written after it.
   *
   * @return false, and nothing is done, when somebody wants the task to end
   */
  boolean suspend(Wait.Request wait, List<TaskEvent> events);

  /** Ends the run. */
  void finish(TaskStatus status, List<TaskEvent> events, Map<String, Object> error);
}
