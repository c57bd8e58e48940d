package dev.callboard.supply.chain.version;

/** RPM's {@code rpmvercmp} on epoch, version and release, with tilde and caret (rpm-version(7)). */
enum RpmOrder implements VersionOrder {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    PackageVersion left = PackageVersion.of(a.strip());
    PackageVersion right = PackageVersion.of(b.strip());
    int byEpoch = Digits.compare(left.epoch(), right.epoch());
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byVersion = part(left.version(), right.version());
    // A version without a release stands for each of its releases.
    boolean whole = byVersion != 0 || left.release().isEmpty() || right.release().isEmpty();
    return whole ? byVersion : part(left.release(), right.release());
  }

  private static int part(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      i = separators(a, i);
      j = separators(b, j);
      char one = i < a.length() ? a.charAt(i) : 0;
      char other = j < b.length() ? b.charAt(j) : 0;
      if (one == '~' || other == '~') {
        if (one != other) {
          return one == '~' ? -1 : 1;
        }
        i++;
        j++;
        continue;
      }
      if (one == '^' || other == '^') {
        if (one == other) {
          i++;
          j++;
          continue;
        }
        // A caret comes after the end, and before everything else.
        return one == '^' ? (other == 0 ? 1 : -1) : (one == 0 ? -1 : 1);
      }
      if (one == 0 || other == 0) {
        return Boolean.compare(one != 0, other != 0);
      }
      boolean digits = Digits.isDigit(one);
      if (digits != Digits.isDigit(other)) {
        return digits ? 1 : -1;
      }
      int endA = run(a, i, digits);
      int endB = run(b, j, digits);
      String left = a.substring(i, endA);
      String right = b.substring(j, endB);
      int order = digits ? Digits.compare(left, right) : left.compareTo(right);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
  }

  private static int separators(String text, int from) {
    int at = from;
    while (at < text.length()
        && !Digits.isDigit(text.charAt(at))
        && !Digits.isLetter(text.charAt(at))
        && text.charAt(at) != '~'
        && text.charAt(at) != '^') {
      at++;
    }
    return at;
  }

  private static int run(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length()
        && (digits ? Digits.isDigit(text.charAt(at)) : Digits.isLetter(text.charAt(at)))) {
      at++;
    }
    return at;
  }
}
