package dev.callboard.supply.chain.version;

/**
 * Debian Policy, section 5.6.12: epoch, upstream version, revision; a tilde comes before nothing.
 */
enum DebianOrder implements VersionOrder {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    PackageVersion left = PackageVersion.of(a.strip());
    PackageVersion right = PackageVersion.of(b.strip());
    int byEpoch = Digits.compare(left.epoch(), right.epoch());
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byUpstream = part(left.version(), right.version());
    return byUpstream != 0 ? byUpstream : part(left.release(), right.release());
  }

  private static int part(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while ((i < a.length() && !Digits.isDigit(a.charAt(i)))
          || (j < b.length() && !Digits.isDigit(b.charAt(j)))) {
        int order = Integer.compare(weight(a, i), weight(b, j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int endA = digits(a, i);
      int endB = digits(b, j);
      int order = Digits.compare(cut(a, i, endA), cut(b, j, endB));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static String cut(String text, int from, int to) {
    return from >= text.length() ? "" : text.substring(from, to);
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && Digits.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int weight(String text, int at) {
    if (at >= text.length() || Digits.isDigit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Digits.isLetter(c) ? c : c + 256;
  }
}
