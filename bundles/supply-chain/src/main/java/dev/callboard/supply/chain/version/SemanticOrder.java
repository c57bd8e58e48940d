package dev.callboard.supply.chain.version;

/**
 * Semantic Versioning 2.0.0, clause 11; npm, Cargo, Go, Hex, Pub and Swift follow it. A leading
 * {@code v} is passed over, and numbers that are missing are 0.
 */
enum SemanticOrder implements VersionOrder {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    String left = plain(a);
    String right = plain(b);
    int byCore = numbers(core(left), core(right), false);
    return byCore != 0 ? byCore : preRelease(after(left), after(right), false);
  }

  private static String plain(String version) {
    String text = version.strip();
    int plus = text.indexOf('+');
    String known = plus < 0 ? text : text.substring(0, plus);
    boolean prefixed = known.startsWith("v") || known.startsWith("V") || known.startsWith("=");
    return prefixed ? known.substring(1) : known;
  }

  private static String core(String version) {
    int at = version.indexOf('-');
    return at < 0 ? version : version.substring(0, at);
  }

  private static String after(String version) {
    int at = version.indexOf('-');
    return at < 0 ? "" : version.substring(at + 1);
  }

  /** Compares dotted numbers; a part that is none comes before them. */
  static int numbers(String a, String b, boolean ignoreCase) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order =
          identifier(
              i < left.length && !left[i].isEmpty() ? left[i] : "0",
              i < right.length && !right[i].isEmpty() ? right[i] : "0",
              false,
              ignoreCase);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Clause 11.3 and 11.4: a version with a pre-release comes before the one without. */
  static int preRelease(String a, String b, boolean ignoreCase) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = identifier(left[i], right[i], true, ignoreCase);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int identifier(String a, String b, boolean numbersFirst, boolean ignoreCase) {
    boolean left = Digits.isNumber(a);
    boolean right = Digits.isNumber(b);
    if (left && right) {
      return Digits.compare(a, b);
    }
    if (left != right) {
      return left == numbersFirst ? -1 : 1;
    }
    return ignoreCase ? a.compareToIgnoreCase(b) : a.compareTo(b);
  }
}
