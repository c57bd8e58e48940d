package dev.callboard.config;

import static java.util.Objects.requireNonNull;

/**
 * Something that is wrong with the configuration. The message never has the value of a key.
 *
 * @param file the file as it was named, or words such as {@code environment variable X}; not null
 * @param line from 1; 0 when it cannot be told
 * @param column from 1; 0 when it cannot be told
 * @param message what is wrong and what would be right, not null
 */
public record ConfigProblem(String file, int line, int column, String message) {
  /** Checks the arguments. */
  public ConfigProblem {
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
  }

  static ConfigProblem at(Origin origin, String message) {
    return new ConfigProblem(origin.source(), origin.line(), origin.column(), message);
  }

  /** Returns it as compilers write it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line)
        + (column == 0 ? "" : ":" + column)
        + ": "
        + message;
  }
}
