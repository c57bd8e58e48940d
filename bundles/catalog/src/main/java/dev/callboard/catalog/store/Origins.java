package dev.callboard.catalog.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the change log what an entity was read from. */
final class Origins {
  /** How the stamp of a file of a source host names the commit that changed it last. */
  private static final Pattern COMMIT = Pattern.compile("commit ([0-9a-f]{40,64})");

  private Origins() {}

  /**
   * Returns the details of a cause.
   *
   * @param source the file, or null when it is not known
   */
  static Map<String, Object> of(String rootKey, String location, SourceRow source) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("location", location);
    if (!rootKey.isEmpty()) {
      details.put("root", rootKey);
    }
    Matcher commit = COMMIT.matcher(source == null || source.stamp() == null ? "" : source.stamp());
    if (commit.matches()) {
      details.put("commit", commit.group(1));
    }
    return details;
  }

  /** Returns the details of the cause that nothing lists an entity any more. */
  static Map<String, Object> orphan(String rootKey, String location) {
    Map<String, Object> details = of(rootKey, location, null);
    details.put("orphan", true);
    return details;
  }
}
