package dev.callboard.scaffolder.bitbucket;

import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.InputSchema;
import java.net.URI;
import java.util.concurrent.Callable;

/**
 * The branch that a pull request proposes: as it is when it was there, else what it is to be merged
 * into with the files of the workspace.
 */
final class ProposedBranch {
  private final GitPublisher publisher;
  private final ActionContext context;
  private final ActionInput input;

  ProposedBranch(GitPublisher publisher, ActionContext context, ActionInput input) {
    this.publisher = publisher;
    this.context = context;
    this.input = input;
  }

  static InputSchema inputs() {
    return InputSchema.object()
        .require("title", text("The title of the pull request"))
        .require("sourceBranch", text("The branch with the change; made when it is missing"))
        .optional("targetBranch", text("The branch to change; by default that of the repository"))
        .optional("description", text("What the change is for; also the message of the commit"))
        .optional("gitAuthorName", text("The name of the author"))
        .optional("gitAuthorEmail", text("The mail address of the author"));
  }

  static InputSchema outputs() {
    return InputSchema.object().optional("pullRequestUrl", text("The page of the pull request"));
  }

  /**
   * Pushes the branch when it was not there when the step began.
   *
   * @param exists looks for it
   */
  void ensure(BitbucketHost host, URI remote, String target, Callable<Boolean> exists)
      throws Exception {
    String source = input.require("sourceBranch");
    String key = "branch." + remote + "." + source;
    boolean[] seenNow = {false};
    boolean absent =
        context.checkpoint(
            key + ".absent",
            () -> {
              seenNow[0] = true;
              return !exists.call();
            });
    if (!absent) {
      context.logger().info("The branch '" + source + "' is there and is proposed as it is");
      return;
    }
    GitPush push =
        GitPush.of(remote, source, context.workspace())
            .onto(target)
            .credentials(host.gitUser(), host.secret())
            .message(input.text("description"))
            .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
    context.checkpoint(
        key,
        () -> {
          if (!seenNow[0] && exists.call()) {
            context.logger().info("The branch '" + source + "' was pushed by an earlier attempt");
            return "";
          }
          return publisher.push(context, push);
        });
  }
}
