package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;
import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code publish:github:pull-request}: proposes the files of the workspace to a repository. */
@Component(service = TemplateAction.class)
public final class PullRequestAction extends GitHubAction {
  private final GitPublisher publisher;
  private final ConfigService config;

  /** Called by Declarative Services. */
  @Activate
  public PullRequestAction(
      @Reference GitHubHosts hosts,
      @Reference GitPublisher publisher,
      @Reference ConfigService config) {
    super(
        "publish:github:pull-request",
        "Opens a pull request on GitHub with the files of the workspace.",
        hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  protected List<String> example() {
    return List.of(
        "branchName: add-docs", "title: Add docs", "description: The docs", "sourcePath: docs");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("branchName", text("The branch with the changes"))
        .require("title", text("The title"))
        .require("description", text("The text"))
        .optional("targetBranchName", text("The branch to merge into, by default the default one"))
        .optional("draft", bool("Whether it is a draft"))
        .optional("sourcePath", text("The directory of the workspace with the changes"))
        .optional("targetPath", text("The directory of the repository that is changed"))
        .optional("filesToDelete", texts("Files that are deleted"))
        .optional("reviewers", texts("Users who review it"))
        .optional("teamReviewers", texts("Teams that review it"))
        .optional("assignees", texts("Users who work on it, 10 at most"))
        .optional("commitMessage", text("The message of the commit, by default the title"))
        .optional("update", bool("Whether a branch and pull request that are there are updated"))
        .optional("forceFork", bool("Whether the branch is made in a fork"))
        .optional("createWhenEmpty", preset(bool("Whether it is opened without any changes"), true))
        .optional("gitAuthorName", text("The name of the author, by default the token's user"))
        .optional("gitAuthorEmail", text("The mail address of the author"))
        .optional(
            "forceEmptyGitAuthor",
            bool("Whether GitHub is the author, so that commits of an app are verified"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("targetBranchName", text("The branch to merge into"))
        .optional("remoteUrl", text("The URL of the pull request"))
        .optional("pullRequestNumber", number("The number of the pull request"))
        .build();
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    ProposedFiles files = ProposedFiles.of(context, publisher, input);
    if (context.isDryRun()) {
      context.logger().info("A pull request would be opened");
      context.output("targetBranchName", input.require("branchName"));
      context.output("remoteUrl", input.require("repoUrl"));
      context.output("pullRequestNumber", 43);
      return;
    }
    Config current = config.current();
    Optional<String> message =
        input
            .text("commitMessage")
            .or(() -> current.string("scaffolder.defaultCommitMessage"))
            .or(() -> input.text("title"));
    Optional<Map<String, Object>> opened =
        new PullRequest(repository, input, files)
            .open(message.orElseThrow(), author(current, input));
    if (opened.isEmpty()) {
      context.logger().info("There are no changes, so no pull request was opened");
      return;
    }
    Map<String, Object> pull = opened.get();
    new PullRequestPeople(repository, String.valueOf(pull.get("number"))).add(input);
    context.output("targetBranchName", pull.get("base"));
    context.output("remoteUrl", pull.get("url"));
    context.output("pullRequestNumber", pull.get("number"));
  }

  private static Optional<Map<String, Object>> author(Config config, ActionInput input) {
    Optional<String> name =
        input.text("gitAuthorName").or(() -> config.string("scaffolder.defaultAuthor.name"));
    Optional<String> email =
        input.text("gitAuthorEmail").or(() -> config.string("scaffolder.defaultAuthor.email"));
    if (input.bool("forceEmptyGitAuthor", false) || name.isEmpty() && email.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "name", name.orElse("Scaffolder"), "email", email.orElse("scaffolder@backstage.io")));
  }
}
