package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A branch of a project on GitLab. */
final class GitLabBranch {
  private final GitLab gitlab;
  private final String project;
  private final String name;

  GitLabBranch(GitLab gitlab, String project, String name) {
    this.gitlab = gitlab;
    this.project = project;
    this.name = name;
  }

  /** Returns the branch, or empty when it is missing. */
  Optional<RestAnswer> find() {
    return gitlab.find(
        "Looking for the branch '" + name + "' of " + project,
        GitLab.path(project, "repository", "branches", name));
  }

  /** Returns its last commit, or empty when it is missing. */
  Optional<String> commit() {
    return find().map(branch -> branch.requireText("commit", "id"));
  }

  /** Makes it; returns its last commit. */
  String create(String ref) {
    return gitlab
        .call(
            "Making the branch '" + name + "' of " + project,
            "POST",
            GitLab.path(project, "repository", "branches"),
            Map.of("branch", name, "ref", ref))
        .requireText("commit", "id");
  }

  void protect() {
    gitlab.call(
        "Protecting the branch '" + name + "' of " + project,
        "POST",
        GitLab.path(project, "protected_branches"),
        Map.of("name", name));
  }

  /** Commits to it; returns the commit. */
  String commit(String message, List<Object> actions, Optional<Boolean> allowEmpty) {
    return gitlab
        .call(
            "Committing to the branch '" + name + "' of " + project,
            "POST",
            GitLab.path(project, "repository", "commits"),
            RestBody.of()
                .with("branch", name)
                .with("commit_message", message)
                .with("actions", actions)
                .with("allow_empty", allowEmpty)
                .build())
        .requireText("id");
  }
}
