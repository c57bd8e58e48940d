package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Asks people to look at a pull request. That somebody cannot be asked is told in the log, since
 * the pull request is there.
 */
final class PullRequestPeople {
  private static final int MOST_ASSIGNEES = 10;

  private final GitHubRepository repository;
  private final String number;

  PullRequestPeople(GitHubRepository repository, String number) {
    this.repository = repository;
    this.number = number;
  }

  void add(ActionInput input) {
    List<String> teams = List.copyOf(new LinkedHashSet<>(input.texts("teamReviewers")));
    if (!input.texts("reviewers").isEmpty() || !teams.isEmpty()) {
      post(
          "Asking for reviews",
          repository.path("pulls", number, "requested_reviewers"),
          RestBody.of()
              .with("reviewers", input.value("reviewers"))
              .with("team_reviewers", teams.isEmpty() ? null : teams)
              .build());
    }
    List<String> assignees = input.texts("assignees");
    if (assignees.size() > MOST_ASSIGNEES) {
      repository
          .context()
          .logger()
          .warn("Assignees list is too long, only the first 10 will be used.");
      assignees = assignees.subList(0, MOST_ASSIGNEES);
    }
    if (!assignees.isEmpty()) {
      post(
          "Assigning the pull request",
          repository.path("issues", number, "assignees"),
          Map.of("assignees", assignees));
    }
  }

  private void post(String what, String path, Map<String, Object> body) {
    try {
      repository.call(what, "POST", path, body);
    } catch (PortalException e) {
      repository.context().logger().error(e.getMessage());
    }
  }
}
