package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import java.util.Map;

/**
 * Makes a token of a project. A token is not noted anywhere, so an attempt that was interrupted has
 * lost it: the next one deletes what is left of it and makes another.
 */
final class ProjectTokens {
  private final GitLab gitlab;
  private final String project;
  private final String kind;
  private final String name;

  /**
   * Creates a maker.
   *
   * @param kind as the API calls them, such as {@code deploy_tokens}
   */
  ProjectTokens(GitLab gitlab, String project, String kind, String name) {
    this.gitlab = gitlab;
    this.project = project;
    this.kind = kind;
    this.name = name;
  }

  RestAnswer create(Map<String, Object> body) throws Exception {
    boolean[] first = {false};
    gitlab
        .context()
        .checkpoint(
            kind + "." + project + "." + name,
            () -> {
              first[0] = true;
              return newest();
            });
    if (!first[0]) {
      Number before =
          gitlab.context().checkpoint(kind + "." + project + "." + name, () -> Long.MAX_VALUE);
      deleteSince(before.longValue());
    }
    return gitlab.call("Making the token '" + name + "'", "POST", GitLab.path(project, kind), body);
  }

  /** Returns the highest id of a token that was there before. */
  private long newest() {
    return gitlab.api().list(GitLab.path(project, kind), "Looking for tokens").stream()
        .mapToLong(ProjectTokens::id)
        .max()
        .orElse(0);
  }

  private void deleteSince(long before) {
    for (Object token : gitlab.api().list(GitLab.path(project, kind), "Looking for tokens")) {
      boolean same = token instanceof Map<?, ?> map && name.equals(map.get("name"));
      if (same && id(token) > before) {
        gitlab.call(
            "Deleting the token of an interrupted attempt",
            "DELETE",
            GitLab.path(project, kind, String.valueOf(id(token))),
            null);
      }
    }
  }

  private static long id(Object token) {
    return token instanceof Map<?, ?> map && map.get("id") instanceof Number id
        ? id.longValue()
        : 0;
  }
}
