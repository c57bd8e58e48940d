package dev.callboard.docs.markdown;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first line of a block of code says.
 *
 * @param language in lower case, empty for none
 * @param attributes such as {@code title}, {@code hl_lines} and {@code linenums}
 * @param highlighted the numbers of the lines to stress, from 1
 */
record FenceInfo(String language, Map<String, String> attributes, Set<Integer> highlighted) {
  private static final Pattern BRACES = Pattern.compile("^\\{([^}]*)\\}?");
  private static final Pattern WORD = Pattern.compile("^([\\w#.+/-]+)");
  private static final int LINES = 10_000;

  static FenceInfo of(String info) {
    String text = info == null ? "" : info.strip();
    Matcher braces = BRACES.matcher(text);
    if (braces.find()) {
      Map<String, String> attributes = Attributes.read(braces.group(1));
      String language = attributes.getOrDefault("class", "").split(" ")[0];
      return of(language, attributes);
    }
    Matcher word = WORD.matcher(text);
    String language = word.find() ? word.group(1) : "";
    String rest = text.substring(language.length()).strip();
    Matcher inner = BRACES.matcher(rest);
    return of(language, Attributes.read(inner.find() ? inner.group(1) : rest));
  }

  private static FenceInfo of(String language, Map<String, String> attributes) {
    return new FenceInfo(
        language.toLowerCase(Locale.ROOT),
        attributes,
        lines(attributes.getOrDefault("hl_lines", "")));
  }

  private static Set<Integer> lines(String text) {
    Set<Integer> lines = new HashSet<>();
    for (String part : text.split("[ ,]+")) {
      if (part.matches("\\d{1,5}(-\\d{1,5})?")) {
        String[] ends = part.split("-");
        int last = Math.min(LINES, Integer.parseInt(ends[ends.length - 1]));
        for (int line = Integer.parseInt(ends[0]); line <= last; line++) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** Returns the number of the first line, or 0 for lines without numbers. */
  int firstNumber(boolean numbered) {
    String wish = attributes.get("linenums");
    if (wish == null) {
      return numbered ? 1 : 0;
    }
    String first = wish.strip().split(" ")[0];
    return first.matches("\\d{1,6}") ? Integer.parseInt(first) : 1;
  }
}
