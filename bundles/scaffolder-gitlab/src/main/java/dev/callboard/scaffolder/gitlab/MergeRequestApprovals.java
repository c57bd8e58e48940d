package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.Pause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks those who may approve a merge request, and has it merged when they have. */
final class MergeRequestApprovals {
  private static final Set<String> UNDECIDED = Set.of("preparing", "approvals_syncing", "checking");
  private static final int TRIES = 30;
  private static final long PAUSE_MILLIS = 1_000;

  private final GitLab gitlab;
  private final String project;
  private final String iid;

  MergeRequestApprovals(GitLab gitlab, String project, String iid) {
    this.gitlab = gitlab;
    this.project = project;
    this.iid = iid;
  }

  private String path(String... parts) {
    String rest = parts.length == 0 ? "" : "/" + String.join("/", parts);
    return GitLab.path(project, "merge_requests", iid) + rest;
  }

  void apply(ActionInput input, List<Long> reviewers) throws Exception {
    if (input.bool("assignReviewersFromApprovalRules", false)) {
      try {
        review(reviewers);
      } catch (PortalException e) {
        gitlab.context().logger().warn(e.getMessage());
      }
    }
    if (input.bool("autoMerge", false)) {
      gitlab
          .context()
          .checkpoint(
              "auto.merge." + project + "." + iid,
              () -> {
                gitlab.call(
                    "Enabling auto-merge", "PUT", path("merge"), Map.of("auto_merge", true));
                return true;
              });
    }
  }

  private void review(List<Long> known) throws InterruptedException {
    for (int i = 0; i < TRIES && undecided(); i++) {
      Pause.millis(PAUSE_MILLIS);
    }
    Set<Object> all = new LinkedHashSet<>();
    RestAnswer rules =
        gitlab.call("Reading the approval rules", "GET", path("approval_rules"), null);
    for (Object rule : rules.list()) {
      if (rule instanceof Map<?, ?> map && map.get("eligible_approvers") instanceof List<?> users) {
        users.forEach(user -> all.add(user instanceof Map<?, ?> one ? one.get("id") : null));
      }
    }
    all.remove(null);
    if (!all.isEmpty()) {
      all.addAll(known);
      gitlab.call("Asking for reviews", "PUT", path(), Map.of("reviewer_ids", List.copyOf(all)));
    }
  }

  private boolean undecided() {
    return gitlab
        .call("Reading the merge request", "GET", path(), null)
        .text("detailed_merge_status")
        .filter(UNDECIDED::contains)
        .isPresent();
  }
}
