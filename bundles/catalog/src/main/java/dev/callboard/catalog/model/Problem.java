package dev.callboard.catalog.model;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong with an entity.
 *
 * @param stage which step found it
 * @param pointer the JSON pointer (RFC 6901) of the value, empty for the whole entity
 * @param message what is wrong and what would be right
 */
public record Problem(Stage stage, String pointer, String message) {
  /** Checks the arguments. */
  public Problem {
    requireNonNull(stage, "stage is null");
    requireNonNull(pointer, "pointer is null");
    requireNonNull(message, "message is null");
  }

  /** Returns a step of a JSON pointer, escaped. */
  public static String step(Object key) {
    String text = String.valueOf(key);
    boolean plain = text.indexOf('~') < 0 && text.indexOf('/') < 0;
    return "/" + (plain ? text : text.replace("~", "~0").replace("/", "~1"));
  }
}
