package dev.callboard.scaffolder.publish;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks paths in repositories that come from templates. */
public final class RepositoryPath {
  private RepositoryPath() {}

  /**
   * Returns a path without slashes at its ends and without parts that say nothing.
   *
   * @param input which input it comes from, for messages
   * @param path with slashes, not null; one at its beginning is the root of the repository
   * @return the path, empty for the root
   * @throws PortalException with code {@code INPUT} when it leads out of the repository, or into
   *     what git takes for its own, in any spelling that some file system takes for it
   */
  public static String clean(String input, String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      String plain = part.replaceAll("\\p{Cf}", "").toLowerCase(Locale.ROOT);
      boolean odd = part.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\');
      if (part.equals("..") || odd || plain.matches("\\.git[ .]*|git~\\d+")) {
        throw PortalException.input(
            "Input '" + input + "' has '" + path + "', which is outside of the repository");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
