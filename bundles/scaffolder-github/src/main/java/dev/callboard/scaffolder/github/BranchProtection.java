package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.Pause;
import java.util.Map;
import java.util.Optional;

/** Protects a branch. Doing it twice does no harm. */
final class BranchProtection {
  private static final int TRIES = 5;
  private static final long PAUSE_MILLIS = 600;

  private final GitHubRepository repository;
  private final ActionInput input;
  private final boolean admins;

  BranchProtection(GitHubRepository repository, ActionInput input, boolean admins) {
    this.repository = repository;
    this.input = input;
    this.admins = admins;
  }

  void protect(String branch) throws InterruptedException {
    String path = repository.path("branches", branch, "protection");
    String what = "Protecting the branch '" + branch + "'";
    repository.context().checkCancelled();
    RestAnswer answer = repository.api().send("PUT", path, body());
    // A branch that was pushed just now may not be known yet.
    for (int i = 1; i < TRIES && answer.problem().contains("Branch not found"); i++) {
      Pause.millis(PAUSE_MILLIS);
      answer = repository.api().send("PUT", path, body());
    }
    if (answer.problem().contains("Upgrade to GitHub Pro or make this repository public")) {
      repository
          .context()
          .logger()
          .warn(
              "Branch protection was not enabled as it requires GitHub Pro for private"
                  + " repositories");
      return;
    }
    answer.require(what);
    if (input.bool("requiredCommitSigning", false)) {
      repository.call(what, "POST", path + "/required_signatures", null);
    }
  }

  /** Protects a branch as far as the host lets it, and says what it does not. */
  void tryToProtect(String branch) throws InterruptedException {
    try {
      protect(branch);
    } catch (PortalException e) {
      if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      repository
          .context()
          .logger()
          .warn(
              "Skipping: default branch protection on '"
                  + repository.name()
                  + "', "
                  + e.getMessage());
    }
  }

  private Map<String, Object> body() {
    RestBody body =
        RestBody.of()
            .with(
                "required_status_checks",
                Map.of(
                    "strict",
                    input.bool("requireBranchesToBeUpToDate", true),
                    "contexts",
                    input.texts("requiredStatusCheckContexts")))
            .with("enforce_admins", admins)
            .with("required_pull_request_reviews", reviews())
            .with(
                "required_conversation_resolution",
                input.bool("requiredConversationResolution", false))
            .with("required_linear_history", input.bool("requiredLinearHistory", false))
            .with("block_creations", input.bool("blockCreations", false));
    Optional<Object> restrictions = input.value("restrictions");
    return restrictions.isPresent()
        ? body.with("restrictions", restrictions).build()
        : body.withNull("restrictions").build();
  }

  private Map<String, Object> reviews() {
    return RestBody.of()
        .with(
            "required_approving_review_count",
            input.integer("requiredApprovingReviewCount").orElse(1L))
        .with("require_code_owner_reviews", input.bool("requireCodeOwnerReviews", false))
        .with("bypass_pull_request_allowances", input.value("bypassPullRequestAllowances"))
        .with("dismiss_stale_reviews", input.bool("dismissStaleReviews", false))
        .with("require_last_push_approval", input.bool("requireLastPushApproval", false))
        .build();
  }
}
