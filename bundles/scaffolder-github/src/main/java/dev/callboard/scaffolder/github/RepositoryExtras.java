package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What belongs to a new repository besides its files. All of it can be done twice. */
final class RepositoryExtras {
  private final GitHubRepository repository;
  private final ActionInput input;

  RepositoryExtras(GitHubRepository repository, ActionInput input) {
    this.repository = repository;
    this.input = input;
  }

  void apply() {
    access();
    for (ActionInput one : input.objects("collaborators")) {
      collaborator(one);
    }
    topics();
    new GitHubVariables(repository, repository.path("actions", "variables"))
        .set(input.map("repoVariables"));
    new GitHubSecrets(repository, repository.path("actions", "secrets"))
        .store(input.map("secrets"));
    input.object("oidcCustomization").ifPresent(this::oidc);
    if (input.bool("subscribe", false)) {
      put("Subscribing", "subscription", Map.of("subscribed", true, "ignored", false));
    }
    input
        .text("workflowAccess")
        .ifPresent(
            level ->
                repository.call(
                    "Setting the access of workflows",
                    "PUT",
                    repository.path("actions", "permissions", "access"),
                    Map.of("access_level", level)));
  }

  private void put(String what, String part, Map<String, Object> body) {
    repository.call(what, "PUT", repository.path(part), body);
  }

  private void access() {
    String access = input.text("access").orElse("");
    if (access.isEmpty() || access.equals(repository.owner())) {
      return;
    }
    if (access.startsWith(repository.owner() + "/")) {
      team(access.substring(access.indexOf('/') + 1), "admin");
    } else {
      user(access, "admin");
    }
  }

  private void user(String name, String permission) {
    repository.call(
        "Giving access to the user '" + name + "'",
        "PUT",
        repository.path("collaborators", name),
        Map.of("permission", permission));
  }

  private void team(String slug, String permission) {
    repository.call(
        "Giving access to the team '" + slug + "'",
        "PUT",
        "/orgs/"
            + UrlPath.join(List.of(repository.owner(), "teams", slug, "repos", repository.owner()))
            + "/"
            + UrlPath.encode(repository.name()),
        Map.of("permission", permission));
  }

  /** One that cannot be added is no reason to leave a repository half made. */
  private void collaborator(ActionInput one) {
    String access = one.require("access");
    String name = one.text("user").or(() -> one.text("team")).orElse("");
    try {
      if (one.has("user")) {
        user(plain(one.require("user")), access);
      } else {
        team(plain(one.require("team")), access);
      }
    } catch (PortalException e) {
      warn("Skipping " + access + " access for " + name + ", " + e.getMessage());
    }
  }

  /** References of entities are taken for their names. */
  private static String plain(String name) {
    return name.replaceFirst("^.*[:/]", "");
  }

  private void topics() {
    List<String> topics = input.texts("topics");
    if (topics.isEmpty()) {
      return;
    }
    List<String> names = topics.stream().map(topic -> topic.toLowerCase(Locale.ROOT)).toList();
    try {
      put("Setting topics", "topics", Map.of("names", names));
    } catch (PortalException e) {
      warn("Skipping topics " + String.join(" ", topics) + ", " + e.getMessage());
    }
  }

  private void oidc(ActionInput customization) {
    List<String> claims = customization.texts("includeClaimKeys");
    repository.call(
        "Setting the subject of OIDC",
        "PUT",
        repository.path("actions", "oidc", "customization", "sub"),
        RestBody.of()
            .with("use_default", customization.bool("useDefault", true))
            .with("include_claim_keys", claims.isEmpty() ? null : claims)
            .build());
  }

  private void warn(String line) {
    repository.context().logger().warn(line);
  }
}
