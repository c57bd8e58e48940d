package dev.callboard.scaffolder.template.regex;

/** Reads one escaped character, from behind its backslash. */
final class Escapes {
  private final String body;
  private int at;

  Escapes(String body, int at) {
    this.body = body;
    this.at = at;
  }

  int end() {
    return at;
  }

  char read() {
    char character = body.charAt(at++);
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      case 'f' -> '\f';
      case 'x' -> hex(2, character);
      case 'u' -> hex(4, character);
      case 'c' -> control();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(character);
      default -> character;
    };
  }

  private char hex(int digits, char otherwise) {
    if (at + digits > body.length()) {
      return otherwise;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(body.charAt(i), 16);
      if (digit < 0) {
        return otherwise;
      }
      value = value * 16 + digit;
    }
    at += digits;
    return (char) value;
  }

  private char control() {
    if (at < body.length() && Character.isLetter(body.charAt(at))) {
      return (char) (body.charAt(at++) % 32);
    }
    at--;
    return '\\';
  }

  private char octal(char first) {
    int value = first - '0';
    for (int i = 0; i < 2 && at < body.length(); i++) {
      int digit = Character.digit(body.charAt(at), 8);
      if (digit < 0 || value * 8 + digit > 255) {
        break;
      }
      value = value * 8 + digit;
      at++;
    }
    return (char) value;
  }
}
