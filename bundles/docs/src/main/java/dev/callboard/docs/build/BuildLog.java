package dev.callboard.docs.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The lines of one build, for everybody who waits for it. Thread-safe. */
public final class BuildLog {
  static final int LINES = 500;

  private final List<String> lines = new ArrayList<>();
  private final List<Consumer<String>> readers = new ArrayList<>();

  /** Adds a line; those beyond a limit are dropped. */
  synchronized void add(String line) {
    if (lines.size() < LINES) {
      lines.add(line);
      readers.forEach(reader -> reader.accept(line));
    }
  }

  /** Hands over the lines so far and those to come. */
  public synchronized void follow(Consumer<String> reader) {
    lines.forEach(reader);
    readers.add(reader);
  }
}
