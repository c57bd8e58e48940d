package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.parse.Token.Kind;
import java.util.Set;

/** Cuts the code between marks into tokens. */
final class CodeLexer {
  private static final String SPACES = " \n\t\r\u00a0";
  private static final String DELIMITERS = "()[]{}%*-+~/#,:|.<>=!";
  private static final Set<String> LONG = Set.of("==", "===", "!=", "!==", "<=", ">=", "//", "**");

  private final String text;
  private int at;

  CodeLexer(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  int skipSpace(int from) {
    int end = from;
    while (end < text.length() && SPACES.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  Token read(int from) {
    at = from;
    char first = text.charAt(at);
    if (first == '"' || first == '\'') {
      return literal(first);
    }
    if (first == 'r' && text.startsWith("/", at + 1)) {
      return regex();
    }
    return DELIMITERS.indexOf(first) >= 0 ? delimiter() : word();
  }

  private Token literal(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char character = text.charAt(at++);
      if (character == '\\') {
        // At the very end the reference adds nothing.
        String escaped = at < text.length() ? text.substring(at, at + 1) : "";
        at++;
        value.append(
            switch (escaped) {
              case "n" -> "\n";
              case "t" -> "\t";
              case "r" -> "\r";
              default -> escaped;
            });
        continue;
      }
      value.append(character);
    }
    at = Math.min(at + 1, text.length());
    return new Token(Kind.TEXT, value.toString(), "", start);
  }

  private Token regex() {
    int start = at;
    at += 2;
    int body = at;
    while (at < text.length() && (text.charAt(at) != '/' || text.charAt(at - 1) == '\\')) {
      at++;
    }
    String source = text.substring(body, at);
    at = Math.min(at + 1, text.length());
    int flags = at;
    while (at < text.length() && "gimy".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new Token(Kind.REGEX, source, text.substring(flags, at), start);
  }

  private Token delimiter() {
    int start = at++;
    if (at < text.length() && LONG.contains(text.substring(start, at + 1))) {
      at++;
      if (at < text.length() && LONG.contains(text.substring(start, at + 1))) {
        at++;
      }
    }
    String value = text.substring(start, at);
    boolean isPunctuation = value.length() == 1 && "()[]{},:~|".contains(value);
    return new Token(isPunctuation ? Kind.PUNCTUATION : Kind.OPERATOR, value, "", start);
  }

  private Token word() {
    int start = at;
    while (at < text.length() && !isBreak(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (isNumber(word)) {
      if (!text.startsWith(".", at)) {
        return new Token(Kind.INTEGER, word, "", start);
      }
      at++;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return new Token(Kind.DECIMAL, text.substring(start, at), "", start);
    }
    return switch (word) {
      case "true", "false" -> new Token(Kind.TRUTH, word, "", start);
      case "none", "null" -> new Token(Kind.NONE, word, "", start);
      default -> new Token(Kind.NAME, word, "", start);
    };
  }

  private static boolean isBreak(char character) {
    return SPACES.indexOf(character) >= 0 || DELIMITERS.indexOf(character) >= 0;
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(character -> character >= '0' && character <= '9');
  }
}
