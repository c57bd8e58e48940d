package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a merge request, once. */
final class MergeRequest {
  private final GitLab gitlab;
  private final String project;
  private final ActionInput input;
  private final String name;
  private final GitLabBranch branch;

  MergeRequest(GitLab gitlab, String project, ActionInput input) {
    this.gitlab = gitlab;
    this.project = project;
    this.input = input;
    name = input.require("branchName");
    branch = new GitLabBranch(gitlab, project, name);
  }

  /** Makes the branch and commits to it; without changes one that is there is used as it is. */
  void commit(String into, List<Object> actions) throws Exception {
    String key = "branch." + project + "." + name;
    if (actions.isEmpty()) {
      if (branch.find().isEmpty()) {
        branch.create(into);
      }
      return;
    }
    String before =
        String.valueOf(
            new CreateOnce(gitlab.context(), key, "branch '" + name + "' of " + project)
                .run(
                    () -> branch.commit().map(commit -> Map.of("commit", commit)),
                    () -> Map.of("commit", branch.create(into)))
                .get("commit"));
    gitlab
        .context()
        .checkpoint(
            key + ".commit",
            () ->
                new CommitOnce(gitlab, project, branch)
                    .commit(before, input.require("title"), actions, Optional.empty()));
  }

  /** Returns {@code iid} and {@code url}. */
  Map<String, Object> open(String into) throws Exception {
    return gitlab
        .context()
        .checkpoint(
            "merge.request." + project + "." + name,
            () -> {
              Optional<Map<String, Object>> there = find(into);
              return there.isPresent() ? there.get() : create(into);
            });
  }

  /** GitLab lets a branch have one open merge request into another. */
  private Optional<Map<String, Object>> find(String into) {
    RestAnswer answer =
        gitlab.call(
            "Looking for merge requests",
            "GET",
            GitLab.path(project, "merge_requests")
                + "?state=opened&source_branch="
                + UrlPath.encode(name)
                + "&target_branch="
                + UrlPath.encode(into),
            null);
    return answer.list().stream().findFirst().map(MergeRequest::facts);
  }

  private Map<String, Object> create(String into) {
    List<Long> reviewers = reviewers();
    Object labels =
        input
            .value("labels")
            .map(value -> value instanceof List<?> list ? String.join(",", texts(list)) : value)
            .orElse(null);
    RestAnswer answer =
        gitlab.call(
            "Opening the merge request",
            "POST",
            GitLab.path(project, "merge_requests"),
            RestBody.of()
                .with("source_branch", name)
                .with("target_branch", into)
                .with("title", input.require("title"))
                .with("description", input.text("description"))
                .with("remove_source_branch", input.bool("removeSourceBranch", false))
                .with("assignee_id", input.text("assignee").flatMap(this::user))
                .with("reviewer_ids", reviewers.isEmpty() ? null : reviewers)
                .with("labels", labels)
                .build());
    return facts(answer.body());
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> facts(Object body) {
    if (body instanceof Map<?, ?> map
        && map.get("iid") instanceof Number iid
        && map.get("web_url") instanceof String url) {
      return Map.of("iid", iid, "url", url);
    }
    throw PortalException.unavailable("The host's answer is no merge request");
  }

  /** Returns the ids of the reviewers that there are. */
  List<Long> reviewers() {
    List<Long> ids = new ArrayList<>();
    input.texts("reviewers").forEach(reviewer -> user(reviewer).ifPresent(ids::add));
    return ids;
  }

  private Optional<Long> user(String username) {
    Optional<Long> id = gitlab.user(username);
    if (id.isEmpty()) {
      gitlab.context().logger().warn("There is no user '" + username + "' on GitLab");
    }
    return id;
  }
}
