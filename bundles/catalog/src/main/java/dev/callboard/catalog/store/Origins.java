package dev.callboard.catalog.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Says in the change log what an entity was read from. */
final class Origins {
  /** What hosts of git repositories give as the version of a tree: its commit. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

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
    if (source != null && source.etag() != null && COMMIT.matcher(source.etag()).matches()) {
      details.put("commit", source.etag());
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
