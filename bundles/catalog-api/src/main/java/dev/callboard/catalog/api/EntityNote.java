package dev.callboard.catalog.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The little that a plugin shows on an entity of what it knows: one item of {@code status.items},
 * and what people filter by. Details belong into the plugin.
 *
 * @param level how urgent it is
 * @param message one line, not blank, at most 300 characters
 * @param annotations by key, in place of those that the entity's file has; at most 10
 * @param fields by name, such as {@code security.critical}: what the filters of the catalog take,
 *     beside those of the entity; at most 10. A name is two or more words joined by dots
 * @since 1.4
 */
public record EntityNote(
    Level level, String message, Map<String, String> annotations, Map<String, Long> fields) {
  private static final int MOST = 10;
  private static final int LONGEST = 300;
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
  private static final Pattern OF_ENTITY =
      Pattern.compile("(apiversion|kind|metadata|spec|relations|status|attachments)\\..*");

  /** How urgent something is. */
  public enum Level {
    /** Somebody should know. */
    INFO,
    /** Somebody should look at it. */
    WARNING,
    /** Somebody has to act. */
    ERROR;

    /** Returns the name as it is written in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException when something is too long, too many or not a field
   */
  public EntityNote {
    requireNonNull(level, "level is null");
    annotations = Map.copyOf(annotations);
    fields = Map.copyOf(fields);
    if (message.isBlank() || message.length() > LONGEST) {
      throw new IllegalArgumentException("message must have 1 to " + LONGEST + " characters");
    }
    if (annotations.size() > MOST || fields.size() > MOST) {
      throw new IllegalArgumentException("a note has at most " + MOST + " annotations and fields");
    }
    for (String field : fields.keySet()) {
      if (!isField(field)) {
        throw new IllegalArgumentException(
            "a field is such as security.critical, and none of the entity's own: " + field);
      }
    }
  }

  /** Returns whether a note may have a field of this name. */
  public static boolean isField(String name) {
    return FIELD.matcher(name).matches() && !OF_ENTITY.matcher(name).matches();
  }
}
