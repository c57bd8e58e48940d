package dev.callboard.ownership.codeowners;

import java.util.regex.Pattern;

/** Makes expressions of the patterns of paths. */
final class PathPattern {
  private PathPattern() {}

  /**
   * GitHub's patterns are those of {@code .gitignore} without negation, ranges and escaped hashes;
   * and a star at the end does not reach into folders.
   */
  static Pattern gitHub(String text) {
    boolean folder = text.endsWith("/");
    String inner = text.replaceAll("^/+|/+$", "");
    if (inner.isEmpty()) {
      return Pattern.compile(".*");
    }
    boolean anchored = text.startsWith("/") || inner.contains("/");
    String all = (anchored ? "" : "(?:.*/)?") + segments(inner);
    // what has no wildcard at its end may name a folder, which stands for all below it
    boolean flat = inner.endsWith("/*") || text.equals("/*");
    return Pattern.compile(all + (folder ? "/.*" : flat ? "" : "(?:/.*)?"), Pattern.DOTALL);
  }

  /**
   * GitLab's patterns are those of Ruby's {@code File.fnmatch} with {@code FNM_PATHNAME} and {@code
   * FNM_DOTMATCH}: one without a slash at its beginning is for any depth, and only one with a slash
   * at its end is for what is in a folder.
   */
  static Pattern gitLab(String text) {
    String whole = text.startsWith("/") ? text : "/**/" + text;
    if (text.equals("*")) {
      whole = "/**/*";
    } else if (whole.endsWith("/")) {
      whole = whole + "**/*";
    }
    return Pattern.compile(segments(whole.substring(1)), Pattern.DOTALL);
  }

  private static String segments(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean first = at == 0 || text.charAt(at - 1) == '/';
      if (text.startsWith("**/", at) && first) {
        out.append("(?:.*/)?");
        at += 3;
      } else if (text.startsWith("**", at) && first && at + 2 == text.length()) {
        out.append(".+");
        at += 2;
      } else if (c == '*') {
        out.append("[^/]*");
        at++;
      } else if (c == '?') {
        out.append("[^/]");
        at++;
      } else {
        int next = c == '\\' && at + 1 < text.length() ? at + 1 : at;
        out.append(Pattern.quote(text.substring(next, next + 1)));
        at = next + 1;
      }
    }
    return out.toString();
  }
}
