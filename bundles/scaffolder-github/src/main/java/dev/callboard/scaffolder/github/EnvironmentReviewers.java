package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the users and teams on GitHub that references of entities stand for: those of the same
 * name. Who is not there is left out, with a line in the log.
 */
final class EnvironmentReviewers {
  private final GitHubRepository repository;

  EnvironmentReviewers(GitHubRepository repository) {
    this.repository = repository;
  }

  List<Object> find(List<String> references) {
    List<Object> reviewers = new ArrayList<>();
    for (String reference : references) {
      String kind = reference.replaceFirst(":.*$", "").toLowerCase(Locale.ROOT);
      String name = reference.replaceFirst("^.*[:/]", "");
      if (!reference.contains(":") || !kind.equals("user") && !kind.equals("group")) {
        throw PortalException.input(
            "Input 'reviewers' has '" + reference + "'; it should be like user:default/ada");
      }
      boolean user = kind.equals("user");
      RestAnswer answer = repository.api().get(user ? user(name) : team(name));
      if (answer.status() == 404) {
        repository.context().logger().warn("There is no reviewer '" + reference + "' on GitHub");
        continue;
      }
      answer.require("Looking for the reviewer '" + reference + "'");
      reviewers.add(
          Map.of("type", user ? "User" : "Team", "id", Long.valueOf(answer.requireText("id"))));
    }
    return reviewers;
  }

  private static String user(String name) {
    return "/users/" + UrlPath.encode(name);
  }

  private String team(String name) {
    return "/orgs/" + UrlPath.join(List.of(repository.owner(), "teams", name));
  }
}
