package dev.callboard.supply.chain.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maven's POM reference, section "Version Order Specification". */
enum MavenOrder implements VersionOrder {
  INSTANCE;

  private static final List<String> KNOWN =
      List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");
  private static final int UNKNOWN = KNOWN.size();

  /**
   * A part of a version.
   *
   * @param separator {@code .} or {@code -}, a change between letters and digits counts as the
   *     latter
   * @param text lower case, synonyms replaced
   */
  private record Token(char separator, String text) {
    boolean isNumber() {
      return Digits.isNumber(text);
    }

    boolean isNull() {
      return text.isEmpty() || (isNumber() && Digits.compare(text, "0") == 0);
    }
  }

  @Override
  public int compare(String a, String b) {
    List<Token> left = tokens(a);
    List<Token> right = tokens(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      Token one = i < left.size() ? left.get(i) : padding(right.get(i));
      Token other = i < right.size() ? right.get(i) : padding(left.get(i));
      int order = compare(one, other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Token padding(Token opposite) {
    return new Token(opposite.separator(), opposite.isNumber() ? "0" : "");
  }

  private static int compare(Token a, Token b) {
    int byKind = Integer.compare(kind(a), kind(b));
    if (byKind != 0) {
      return byKind;
    }
    if (a.isNumber()) {
      return Digits.compare(a.text(), b.text());
    }
    int byRank = Integer.compare(rank(a), rank(b));
    return byRank != 0 ? byRank : a.text().compareTo(b.text());
  }

  /** Qualifiers come before numbers after a hyphen, and those before numbers after a dot. */
  private static int kind(Token token) {
    return !token.isNumber() ? 0 : token.separator() == '-' ? 1 : 2;
  }

  private static int rank(Token token) {
    int known = KNOWN.indexOf(token.text());
    return known < 0 ? UNKNOWN : known;
  }

  private static List<Token> tokens(String version) {
    List<Token> all = new ArrayList<>();
    String text = version.strip().toLowerCase(Locale.ROOT);
    char separator = '.';
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length() || ".-_".indexOf(text.charAt(i)) >= 0;
      boolean turn = !end && i > from && turns(text.charAt(i - 1), text.charAt(i));
      if (end || turn) {
        all.add(new Token(separator, token(text.substring(from, i), turn)));
        separator = turn || i == text.length() || text.charAt(i) != '.' ? '-' : '.';
        from = turn ? i : i + 1;
      }
    }
    trim(all);
    return all;
  }

  private static boolean turns(char before, char after) {
    return Digits.isDigit(before) != Digits.isDigit(after);
  }

  private static String token(String text, boolean beforeDigit) {
    if (text.isEmpty()) {
      return "0";
    }
    if (beforeDigit) {
      switch (text) {
        case "a":
          return "alpha";
        case "b":
          return "beta";
        case "m":
          return "milestone";
        default:
          break;
      }
    }
    return switch (text) {
      case "cr" -> "rc";
      case "final", "ga", "release" -> "";
      default -> text;
    };
  }

  /** Null values at the end, and before each hyphen, say nothing. */
  private static void trim(List<Token> tokens) {
    for (int i = tokens.size() - 1; i > 0; i--) {
      boolean last = i == tokens.size() - 1 || tokens.get(i + 1).separator() == '-';
      if (last && tokens.get(i).isNull()) {
        tokens.remove(i);
      }
    }
  }
}
