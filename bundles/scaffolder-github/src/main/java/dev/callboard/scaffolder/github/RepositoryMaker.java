package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import java.util.Map;
import java.util.Optional;

/** Creates repositories, each once. */
final class RepositoryMaker {
  private final GitHubRepository repository;
  private final ActionInput input;

  RepositoryMaker(GitHubRepository repository, ActionInput input) {
    this.repository = repository;
    this.input = input;
  }

  /** Creates the repository and all that belongs to it; returns where it is. */
  CreatedRepository create() throws Exception {
    CreateOnce once =
        new CreateOnce(
            repository.context(),
            "create.github.repo." + repository,
            "repository " + repository + " on " + repository.settings().host());
    Map<String, Object> facts = once.run(this::find, this::createNow);
    new RepositoryExtras(repository, input).apply();
    return CreatedRepository.of(facts);
  }

  private Optional<Map<String, Object>> find() {
    RestAnswer answer = repository.api().get(repository.path());
    // A redirect is left where a repository was that has moved, and its name is free.
    if (answer.status() == 404 || answer.status() == 301) {
      return Optional.empty();
    }
    return Optional.of(facts(answer.require("Looking for the repository " + repository)));
  }

  private Map<String, Object> facts(RestAnswer answer) {
    return new CreatedRepository(
            repository.cloneUrl(answer).toString(), answer.requireText("html_url"))
        .facts();
  }

  private Map<String, Object> createNow() {
    String owner = repository.owner();
    RestAnswer account =
        repository.call(
            "Looking for the owner '" + owner + "'",
            "GET",
            "/users/" + UrlPath.encode(owner),
            null);
    boolean organization = account.text("type").filter("Organization"::equals).isPresent();
    checkTeam();
    if (!organization) {
      checkOwnAccount();
    }
    String path = organization ? "/orgs/" + UrlPath.encode(owner) + "/repos" : "/user/repos";
    String what = "Creating the repository " + repository;
    return facts(repository.call(what, "POST", path, body(organization)));
  }

  /** A user's repositories are made by the user only, and else they would be somebody else's. */
  private void checkOwnAccount() {
    String login =
        repository.call("Looking for the token's user", "GET", "/user", null).requireText("login");
    if (!login.equalsIgnoreCase(repository.owner())) {
      throw PortalException.input(
          "The token is not one of the user '"
              + repository.owner()
              + "', who alone can create repositories there");
    }
  }

  private void checkTeam() {
    String access = input.text("access").orElse("");
    if (access.contains("/") && access.startsWith(repository.owner() + "/")) {
      String team = access.substring(access.indexOf('/') + 1);
      repository.call(
          "Looking for the team '" + access + "'",
          "GET",
          "/orgs/" + UrlPath.encode(repository.owner()) + "/teams/" + UrlPath.encode(team),
          null);
    }
  }

  private Map<String, Object> body(boolean organization) {
    String visibility = input.text("repoVisibility").orElse("private");
    RestBody body =
        RestBody.of()
            .with("name", repository.name())
            .with("description", input.text("description"))
            .with("homepage", input.text("homepage"))
            .with("private", visibility.equals("private"))
            .with("has_issues", input.bool("hasIssues"))
            .with("has_projects", input.bool("hasProjects"))
            .with("has_wiki", input.bool("hasWiki"))
            .with("auto_init", input.bool("autoInit"))
            .with("allow_merge_commit", input.bool("allowMergeCommit", true))
            .with("allow_squash_merge", input.bool("allowSquashMerge", true))
            .with("allow_rebase_merge", input.bool("allowRebaseMerge", true))
            .with("allow_auto_merge", input.bool("allowAutoMerge", false))
            .with("allow_update_branch", input.bool("allowUpdateBranch", false))
            .with("delete_branch_on_merge", input.bool("deleteBranchOnMerge", false))
            .with(
                "squash_merge_commit_title",
                input.text("squashMergeCommitTitle").orElse("COMMIT_OR_PR_TITLE"))
            .with(
                "squash_merge_commit_message",
                input.text("squashMergeCommitMessage").orElse("COMMIT_MESSAGES"));
    if (organization) {
      body.with("visibility", visibility)
          .with("custom_properties", input.value("customProperties"));
    }
    return body.build();
  }
}
