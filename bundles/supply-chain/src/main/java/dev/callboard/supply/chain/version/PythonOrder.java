package dev.callboard.supply.chain.version;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEP 440, with its normalisations; what is no version comes first. */
enum PythonOrder implements VersionOrder {
  INSTANCE;

  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\\d*))?"
              + "((?:-(\\d+))|(?:[-_.]?(?:post|rev|r)[-_.]?(\\d*)))?"
              + "([-_.]?dev[-_.]?(\\d*))?"
              + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  @Override
  public int compare(String a, String b) {
    Matcher left = matcher(a);
    Matcher right = matcher(b);
    boolean isLeft = left.matches();
    boolean isRight = right.matches();
    if (!isLeft || !isRight) {
      return isLeft == isRight ? a.compareTo(b) : Boolean.compare(isLeft, isRight);
    }
    int[] orders = {
      Digits.compare(number(left.group(1)), number(right.group(1))),
      SemanticOrder.numbers(left.group(2), right.group(2), false),
      Integer.compare(phase(left), phase(right)),
      Digits.compare(number(left.group(4)), number(right.group(4))),
      Boolean.compare(left.group(5) != null, right.group(5) != null),
      Digits.compare(post(left), post(right)),
      Boolean.compare(left.group(8) == null, right.group(8) == null),
      Digits.compare(number(left.group(9)), number(right.group(9))),
      local(left.group(10), right.group(10))
    };
    for (int order : orders) {
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Matcher matcher(String version) {
    return VERSION.matcher(version.strip().toLowerCase(Locale.ROOT));
  }

  private static String number(String digits) {
    return digits == null ? "0" : digits;
  }

  private static String post(Matcher version) {
    return version.group(6) != null ? version.group(6) : number(version.group(7));
  }

  /** A development release of a final one comes before its pre-releases. */
  private static int phase(Matcher version) {
    String phase = version.group(3);
    if (phase == null) {
      return version.group(8) != null && version.group(5) == null ? 0 : 4;
    }
    return switch (phase) {
      case "a", "alpha" -> 1;
      case "b", "beta" -> 2;
      default -> 3;
    };
  }

  private static int local(String a, String b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    String[] left = a.split("[-_.]");
    String[] right = b.split("[-_.]");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean one = Digits.isNumber(left[i]);
      boolean other = Digits.isNumber(right[i]);
      int order =
          one != other
              ? Boolean.compare(one, other)
              : one ? Digits.compare(left[i], right[i]) : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
