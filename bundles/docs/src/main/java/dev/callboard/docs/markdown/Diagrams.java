package dev.callboard.docs.markdown;

import java.util.Optional;

/** Draws diagrams on the server. */
@FunctionalInterface
public interface Diagrams {
  /** Draws none: the source goes to the browser. */
  Diagrams NONE = (language, source) -> Optional.empty();

  /** Returns the HTML of a diagram, or empty when it cannot be drawn here. */
  Optional<String> draw(String language, String source);
}
