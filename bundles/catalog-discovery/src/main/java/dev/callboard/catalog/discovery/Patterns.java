package dev.callboard.catalog.discovery;

import dev.callboard.platform.error.PortalException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads regular expressions of the configuration. */
public final class Patterns {
  private Patterns() {}

  /**
   * Returns an expression.
   *
   * @param where its key, for the message when it is none
   */
  public static Optional<Pattern> of(String where, Optional<String> text) {
    try {
      return text.map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw PortalException.input(where + " is no regular expression: " + e.getDescription());
    }
  }
}
