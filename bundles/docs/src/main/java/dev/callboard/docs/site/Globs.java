package dev.callboard.docs.site;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns in the manner of {@code .gitignore}. Immutable. */
public final class Globs {
  private final List<Pattern> patterns;
  private final List<Boolean> negated;

  /** Reads patterns; what begins with an exclamation mark takes back. */
  public Globs(List<String> lines) {
    negated = lines.stream().map(line -> line.startsWith("!")).toList();
    patterns =
        lines.stream()
            .map(line -> line.startsWith("!") ? line.substring(1) : line)
            .map(Globs::pattern)
            .toList();
  }

  /** Returns whether the last pattern that fits a path is not a negation. */
  public boolean matches(String path) {
    boolean matches = false;
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matcher(path).matches()) {
        matches = !negated.get(i);
      }
    }
    return matches;
  }

  private static Pattern pattern(String line) {
    String glob = line.startsWith("/") ? line.substring(1) : line;
    boolean anchored =
        glob.length() < line.length()
            || glob.substring(0, Math.max(0, glob.length() - 1)).contains("/");
    StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        boolean folder = i + 2 < glob.length() && glob.charAt(i + 2) == '/';
        regex.append(folder ? "(?:.*/)?" : ".*");
        i += folder ? 2 : 1;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    String suffix = glob.endsWith("/") ? ".*" : "(?:/.*)?";
    return Pattern.compile(regex + suffix);
  }
}
