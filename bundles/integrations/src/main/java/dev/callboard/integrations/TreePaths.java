package dev.callboard.integrations;

import dev.callboard.platform.error.PortalException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names in a tree that was not made here. A tree holds no name that leads out of it, and no two
 * names that some file system takes for one.
 */
final class TreePaths {
  private final int longest;
  private final Map<String, String> seen = new HashMap<>();

  TreePaths(int longest) {
    this.longest = longest;
  }

  /** Refuses a name that no file may have. */
  void check(String path) {
    if (path.length() > longest) {
      throw PortalException.input("a name is longer than the limit of " + longest + " characters");
    }
    List<String> segments = List.of(path.split("/", -1));
    segments.forEach(segment -> check(segment, path));
    StringBuilder prefix = new StringBuilder();
    for (String segment : segments) {
      prefix.append('/').append(segment);
      String folded = fold(prefix.toString());
      String before = seen.putIfAbsent(folded, prefix.toString());
      boolean twin = before != null && !before.contentEquals(prefix);
      boolean again = before != null && prefix.length() == path.length() + 1;
      if (twin || again) {
        throw refused(path, "is there twice, or with other letters");
      }
    }
  }

  private static void check(String segment, String path) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      throw refused(path, "leads elsewhere");
    }
    boolean odd =
        segment.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':')
            && (segment.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\')
                || segment.indexOf(':') == 1);
    if (odd) {
      throw refused(path, "has characters that no name should have");
    }
    if (isGit(segment)) {
      throw refused(path, "means something to git");
    }
  }

  /** Some file systems ignore case, trailing dots and spaces, and characters that do not show. */
  private static boolean isGit(String segment) {
    String plain = segment.replaceAll("[\\p{Cf}]", "").toLowerCase(Locale.ROOT);
    String bare = plain.replaceAll("[. ]+$", "");
    return bare.equals(".git") || bare.equals("git~1") || plain.startsWith(".git:");
  }

  private static String fold(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static PortalException refused(String path, String why) {
    String shown = path.length() > 100 ? path.substring(0, 100) + "…" : path;
    return PortalException.input("the name '" + shown.replaceAll("\\p{Cntrl}", "?") + "' " + why);
  }
}
