package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits to a branch, unless an attempt that was interrupted has done so. */
final class CommitOnce {
  private final GitLab gitlab;
  private final String project;
  private final GitLabBranch branch;

  CommitOnce(GitLab gitlab, String project, GitLabBranch branch) {
    this.gitlab = gitlab;
    this.project = project;
    this.branch = branch;
  }

  /**
   * Commits.
   *
   * @param before the last commit of the branch when the step began
   * @return the commit
   */
  String commit(String before, String message, List<Object> actions, Optional<Boolean> allowEmpty) {
    RestAnswer now =
        branch
            .find()
            .orElseThrow(() -> PortalException.notFound("The branch of " + project + " is gone"));
    String last = now.requireText("commit", "id");
    if (!last.equals(before) && own(last, before, message)) {
      gitlab.context().logger().info("The commit was made by an earlier attempt");
      return last;
    }
    return branch.commit(message, actions, allowEmpty);
  }

  private boolean own(String last, String before, String message) {
    RestAnswer commit =
        gitlab.call(
            "Reading a commit", "GET", GitLab.path(project, "repository", "commits", last), null);
    Object parents = commit.object().get("parent_ids");
    Map<String, Object> facts = commit.object();
    return parents instanceof List<?> list
        && list.equals(List.of(before))
        && String.valueOf(facts.get("message")).strip().equals(message.strip());
  }
}
