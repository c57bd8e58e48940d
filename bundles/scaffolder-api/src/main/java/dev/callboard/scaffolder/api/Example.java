package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An example for template authors.
 *
 * @param description what it shows, in a sentence; may be empty
 * @param example a piece of a template, as YAML
 * @param notes what to know about it, as Markdown, or empty
 */
public record Example(String description, String example, Optional<String> notes) {
  /** Checks the arguments. */
  public Example {
    requireNonNull(description, "description is null");
    requireNonNull(example, "example is null");
    requireNonNull(notes, "notes is null");
  }

  /** Returns an example without notes. */
  public static Example of(String description, String example) {
    return new Example(description, example, Optional.empty());
  }
}
