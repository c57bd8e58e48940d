package dev.callboard.supply.chain.version;

import java.util.Locale;

/** PHP's {@code version_compare}, by which Composer orders normalised versions. */
enum ComposerOrder implements VersionOrder {
  INSTANCE;

  private static final int NUMBER = 5;

  @Override
  public int compare(String a, String b) {
    String[] left = parts(a);
    String[] right = parts(b);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      String one = i < left.length ? left[i] : "";
      String other = i < right.length ? right[i] : "";
      int order = Integer.compare(form(one), form(other));
      if (order == 0 && form(one) == NUMBER) {
        order = Digits.compare(one, other);
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Composer fills versions up to four numbers before it compares them. */
  private static String[] parts(String version) {
    String text = version.strip().toLowerCase(Locale.ROOT).replaceFirst("^v(?=\\d)", "");
    int plus = text.indexOf('+');
    String known = plus < 0 ? text : text.substring(0, plus);
    int end = 0;
    int numbers = 1;
    while (end < known.length()
        && (Digits.isDigit(known.charAt(end)) || known.charAt(end) == '.')) {
      numbers += known.charAt(end) == '.' ? 1 : 0;
      end++;
    }
    String head = known.substring(0, end) + ".0".repeat(Math.max(0, 4 - numbers));
    String all = head + "." + known.substring(end);
    return all.replaceAll("(?<=\\d)(?=[^\\d.])|(?<=[^\\d.])(?=\\d)", ".")
        .replaceAll("[-_.]+", ".")
        .replaceAll("^\\.|\\.$", "")
        .split("\\.");
  }

  private static int form(String part) {
    if (Digits.isNumber(part)) {
      return NUMBER;
    }
    return switch (part) {
      case "" -> NUMBER - 1;
      case "dev" -> 0;
      case "alpha", "a" -> 1;
      case "beta", "b" -> 2;
      case "rc", "c" -> 3;
      case "patch", "pl", "p" -> NUMBER + 1;
      default -> -1;
    };
  }
}
