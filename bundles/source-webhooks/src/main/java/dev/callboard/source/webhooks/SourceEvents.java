package dev.callboard.source.webhooks;

import dev.callboard.platform.events.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the events that say the same whatever host they come from. */
final class SourceEvents {
  /** Somebody pushed to a branch. */
  static final String PUSH = "source.push";

  /** A repository was created, renamed, deleted, archived, unarchived or changed otherwise. */
  static final String REPOSITORY = "source.repository";

  private SourceEvents() {}

  /**
   * Returns the event of a push.
   *
   * @param url of the repository
   * @param isDefault whether the branch is the one that counts when none is named
   * @param commit that the branch stands at now, empty when the branch is gone
   * @param paths what it changed
   */
  static Event push(
      String url, String branch, boolean isDefault, String commit, ChangedPaths paths) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("url", withoutSlash(url));
    payload.put("branch", branch);
    payload.put("defaultBranch", isDefault);
    payload.put("commit", commit);
    payload.put("changed", List.copyOf(paths.changed()));
    payload.put("removed", List.copyOf(paths.removed()));
    payload.put("complete", paths.complete());
    return new Event(PUSH, payload);
  }

  /** Returns the event of something that happened to a repository as a whole. */
  static Event repository(String action, String url) {
    return new Event(REPOSITORY, Map.of("action", action, "url", withoutSlash(url)));
  }

  /** Returns the event of a repository that has another address now. */
  static Event renamed(String url, String from) {
    return new Event(
        REPOSITORY,
        Map.of("action", "renamed", "url", withoutSlash(url), "from", withoutSlash(from)));
  }

  private static String withoutSlash(String url) {
    return url.replaceAll("/+$", "");
  }
}
