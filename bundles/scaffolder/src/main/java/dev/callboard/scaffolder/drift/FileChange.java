package dev.callboard.scaffolder.drift;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the template of today would do to a file.
 *
 * @param path where it is in the repository
 * @param state what it would do
 * @param note more for people, or empty
 * @param diff from the file in the repository to the merged one as a unified diff, or empty
 */
record FileChange(String path, State state, String note, String diff) {
  /** What can be. */
  enum State {
    /** The repository does not have it yet. */
    ADDED,
    /** It changes, and nothing is in the way. */
    CHANGED,
    /** It goes, and nobody has changed it. */
    DELETED,
    /** Template and repository have changed the same; the diff holds both, marked as git does. */
    CONFLICT,
    /** It depends on a secret, which is not known any more. */
    NOT_COMPARED
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path);
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    if (!note.isEmpty()) {
      json.put("note", note);
    }
    if (!diff.isEmpty()) {
      json.put("diff", diff);
    }
    return json;
  }
}
