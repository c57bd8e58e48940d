package dev.callboard.database;

import java.util.Locale;

/**
 * A piece of SQL text; white space and comments are not tokens.
 *
 * @param kind what it is
 * @param text as it is meant: quotation marks of identifiers are taken off
 * @param start where it starts in the text
 * @param end where it ends
 * @param line from 1
 */
record SqlToken(Kind kind, String text, int start, int end, int line) {
  enum Kind {
    WORD,
    QUOTED,
    STRING,
    SYMBOL
  }

  boolean is(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean symbol(char c) {
    return kind == Kind.SYMBOL && text.charAt(0) == c;
  }

  boolean identifier() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}
