package dev.callboard.scaffolder.template.parse;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text its text; of a literal text the meaning, of a regular expression the body
 * @param flags of a regular expression, else empty
 * @param at where it begins
 */
record Token(Kind kind, String text, String flags, int at) {
  private static final int SHOWN = 60;

  /** What a token can be. */
  enum Kind {
    DATA,
    COMMENT,
    BLOCK_START,
    BLOCK_END,
    VARIABLE_START,
    VARIABLE_END,
    TEXT,
    INTEGER,
    DECIMAL,
    TRUTH,
    NONE,
    NAME,
    REGEX,
    PUNCTUATION,
    OPERATOR
  }

  boolean is(Kind wanted, String value) {
    return kind == wanted && text.equals(value);
  }

  /** How the token is called in messages. */
  String shown() {
    return switch (kind) {
      case BLOCK_START, BLOCK_END -> "the mark " + text;
      case VARIABLE_START, VARIABLE_END -> "the mark " + text;
      case TEXT -> "a text";
      default -> "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    };
  }
}
