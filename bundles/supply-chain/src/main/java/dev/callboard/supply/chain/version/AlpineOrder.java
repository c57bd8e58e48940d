package dev.callboard.supply.chain.version;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alpine's apk-package(5), "Package version": numbers, a letter, suffixes, a revision. Suffixes
 * such as {@code _rc} come before none, those such as {@code _p} after it. What is no version comes
 * first.
 */
enum AlpineOrder implements VersionOrder {
  INSTANCE;

  private static final Pattern VERSION =
      Pattern.compile(
          "(\\d+(?:\\.\\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d*)*)"
              + "(?:~[0-9a-f]+)?(?:-r(\\d+))?");
  private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)(\\d*)");
  private static final List<String> SUFFIXES =
      List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

  @Override
  public int compare(String a, String b) {
    Matcher left = VERSION.matcher(a.strip());
    Matcher right = VERSION.matcher(b.strip());
    boolean isLeft = left.matches();
    boolean isRight = right.matches();
    if (!isLeft || !isRight) {
      return isLeft == isRight ? a.compareTo(b) : Boolean.compare(isLeft, isRight);
    }
    int byNumbers = numbers(left.group(1), right.group(1));
    if (byNumbers != 0) {
      return byNumbers;
    }
    int byLetter = left.group(2).compareTo(right.group(2));
    if (byLetter != 0) {
      return byLetter;
    }
    int bySuffix = suffixes(left.group(3), right.group(3));
    return bySuffix != 0
        ? bySuffix
        : Digits.compare(
            left.group(4) == null ? "0" : left.group(4),
            right.group(4) == null ? "0" : right.group(4));
  }

  private static int numbers(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      // After the first, a number with a leading zero is a fraction.
      boolean fraction = i > 0 && (left[i].startsWith("0") || right[i].startsWith("0"));
      int order = fraction ? left[i].compareTo(right[i]) : Digits.compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int suffixes(String a, String b) {
    Matcher left = SUFFIX.matcher(a);
    Matcher right = SUFFIX.matcher(b);
    while (true) {
      boolean one = left.find();
      boolean other = right.find();
      if (!one && !other) {
        return 0;
      }
      int order =
          Integer.compare(
              SUFFIXES.indexOf(one ? left.group(1) : ""),
              SUFFIXES.indexOf(other ? right.group(1) : ""));
      if (order == 0) {
        order = Digits.compare(left.group(2), right.group(2));
      }
      if (order != 0) {
        return order;
      }
    }
  }
}
