package dev.callboard.supply.chain.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Gem::Version} of RubyGems: letters make a pre-release, zeros at the end say nothing. */
enum GemOrder implements VersionOrder {
  INSTANCE;

  private static final Pattern SEGMENT = Pattern.compile("[0-9]+|[a-zA-Z]+");

  @Override
  public int compare(String a, String b) {
    List<String> left = segments(a);
    List<String> right = segments(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String one = i < left.size() ? left.get(i) : "0";
      String other = i < right.size() ? right.get(i) : "0";
      boolean isLeft = Digits.isNumber(one);
      boolean isRight = Digits.isNumber(other);
      int order =
          isLeft != isRight
              ? Boolean.compare(isLeft, isRight)
              : isLeft ? Digits.compare(one, other) : one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> segments(String version) {
    List<String> release = new ArrayList<>();
    List<String> after = new ArrayList<>();
    Matcher matcher = SEGMENT.matcher(version.replace("-", ".pre."));
    while (matcher.find()) {
      boolean number = Digits.isNumber(matcher.group());
      (number && after.isEmpty() ? release : after).add(matcher.group());
    }
    trim(release);
    trim(after);
    release.addAll(after);
    return release;
  }

  private static void trim(List<String> segments) {
    while (!segments.isEmpty()
        && Digits.isNumber(segments.get(segments.size() - 1))
        && Digits.compare(segments.get(segments.size() - 1), "0") == 0) {
      segments.remove(segments.size() - 1);
    }
  }
}
