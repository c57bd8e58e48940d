package dev.callboard.docs.markdown;

import java.util.Optional;

/** Draws diagrams on the server. Thread-safe. */
public interface Diagrams {
  /** Draws none: the source goes to the browser. */
  Diagrams NONE =
      new Diagrams() {
        @Override
        public Optional<Drawing> draw(String language, String source) {
          return Optional.empty();
        }

        @Override
        public String version() {
          return "";
        }
      };

  /**
   * Draws a diagram. May block.
   *
   * @param language what the author calls its language, in lower case
   * @param source what the author wrote
   * @return empty when the language is not drawn here
   */
  Optional<Drawing> draw(String language, String source);

  /** Returns a text that changes when the same source would be drawn in another way. */
  String version();

  /**
   * What became of a source.
   *
   * @param svg a cleaned drawing, or empty
   * @param problem why there is no drawing, for the author, or empty
   * @param lasting whether it would be the same the next time
   */
  record Drawing(String svg, String problem, boolean lasting) {
    /** Returns a drawing. */
    public static Drawing of(String svg) {
      return new Drawing(svg, "", true);
    }

    /** Returns what is wrong with a source. */
    public static Drawing wrong(String problem) {
      return new Drawing("", problem, true);
    }

    /** Returns why there is no drawing this time. */
    public static Drawing notNow(String problem) {
      return new Drawing("", problem, false);
    }
  }
}
