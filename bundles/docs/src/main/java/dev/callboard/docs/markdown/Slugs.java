package dev.callboard.docs.markdown;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The anchors of one page, as Python-Markdown's extension toc makes them. For one thread. */
final class Slugs {
  private static final Pattern COUNTED = Pattern.compile("^(.*)_([0-9]{1,9})$", Pattern.DOTALL);

  private final Set<String> used = new HashSet<>();

  /** Takes an anchor that the author chose. */
  void reserve(String id) {
    used.add(id);
  }

  /** Returns an anchor for a heading that no other one has. */
  String of(String heading) {
    String id = slug(heading);
    while (id.isEmpty() || !used.add(id)) {
      Matcher counted = COUNTED.matcher(id);
      id =
          counted.matches()
              ? counted.group(1) + '_' + (Integer.parseInt(counted.group(2)) + 1)
              : id + "_1";
    }
    return id;
  }

  private static String slug(String heading) {
    StringBuilder kept = new StringBuilder(heading.length());
    Normalizer.normalize(heading, Normalizer.Form.NFKD)
        .chars()
        .filter(c -> c < 0x80 && (isWord(c) || Character.isWhitespace(c) || c == '-'))
        .forEach(c -> kept.append((char) c));
    return kept.toString().strip().toLowerCase(Locale.ROOT).replaceAll("[-\\s]+", "-");
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
