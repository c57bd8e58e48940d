package dev.callboard.scaffolder.github;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import java.net.URI;

/** Pushes the workspace and protects the branch that it was pushed to. */
final class FirstCommit {
  private final GitPublisher publisher;
  private final GitHubRepository repository;
  private final ActionInput input;

  FirstCommit(GitPublisher publisher, GitHubRepository repository, ActionInput input) {
    this.publisher = publisher;
    this.repository = repository;
    this.input = input;
  }

  String branch() {
    return input.text("defaultBranch").orElse("main");
  }

  /** Fails before anything is created when the workspace cannot be published. */
  void check(ActionContext context) throws Exception {
    publisher.files(context.workspace().in(input.text("sourcePath").orElse(".")));
  }

  String push(ActionContext context, String remoteUrl) throws Exception {
    GitPush push =
        GitPush.of(
                URI.create(remoteUrl),
                branch(),
                context.workspace().in(input.text("sourcePath").orElse(".")))
            .credentials("x-access-token", repository.token())
            .message(input.text("gitCommitMessage"))
            .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
    String commit = context.checkpoint("push." + repository, () -> publisher.push(context, push));
    if (input.bool("protectDefaultBranch", true)) {
      new BranchProtection(repository, input, input.bool("protectEnforceAdmins", true))
          .tryToProtect(branch());
    }
    return commit;
  }
}
