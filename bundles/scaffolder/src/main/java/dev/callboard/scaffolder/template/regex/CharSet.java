package dev.callboard.scaffolder.template.regex;

import dev.callboard.scaffolder.template.value.Texts;
import java.util.ArrayList;
import java.util.List;

/** A class of characters. */
final class CharSet {
  private record Range(char first, char last) {}

  private final List<Range> ranges = new ArrayList<>();
  private final List<Character> classes = new ArrayList<>();
  private boolean negated;

  void add(char first, char last) {
    ranges.add(new Range(first, last));
  }

  /** One of {@code d D w W s S}. */
  void addClass(char name) {
    classes.add(name);
  }

  void negate() {
    negated = true;
  }

  static CharSet ofClass(char name) {
    CharSet set = new CharSet();
    set.addClass(name);
    return set;
  }

  /** How much there is to look through. */
  int size() {
    return ranges.size() + classes.size();
  }

  boolean matches(char character, boolean ignoreCase) {
    boolean found = contains(character);
    if (!found && ignoreCase) {
      found =
          contains(Character.toUpperCase(character)) || contains(Character.toLowerCase(character));
    }
    return found != negated;
  }

  private boolean contains(char character) {
    for (Range range : ranges) {
      if (character >= range.first() && character <= range.last()) {
        return true;
      }
    }
    for (char name : classes) {
      if (isIn(name, character)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(char name, char character) {
    return switch (name) {
      case 'd' -> character >= '0' && character <= '9';
      case 'D' -> character < '0' || character > '9';
      case 'w' -> isWord(character);
      case 'W' -> !isWord(character);
      case 's' -> Texts.isSpace(character);
      default -> !Texts.isSpace(character);
    };
  }

  static boolean isWord(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r' || character == '\u2028' || character == '\u2029';
  }
}
