package dev.callboard.scaffolder.bitbucket;

import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.Optional;

/** What publishing to both kinds of Bitbucket has in common. */
final class BitbucketPublishing {
  private final GitPublisher publisher;
  private final ActionContext context;
  private final ActionInput input;
  private final Workspace source;

  BitbucketPublishing(GitPublisher publisher, ActionContext context, ActionInput input) {
    this.publisher = publisher;
    this.context = context;
    this.input = input;
    source = context.workspace().in(input.text("sourcePath").orElse("."));
  }

  static InputSchema inputs() {
    return InputSchema.object()
        .require("repoUrl", text("Where, such as bitbucket.org?workspace=a&project=b&repo=c"))
        .optional("description", text("What the repository is for"))
        .optional("repoVisibility", preset(oneOf("Who sees it", "private", "public"), "private"))
        .optional("defaultBranch", preset(text("The branch to push to"), "master"))
        .optional("sourcePath", text("The directory of the workspace to publish, all by default"))
        .optional("gitCommitMessage", text("The message of the commit"))
        .optional("signCommit", SigningKey.input())
        .optional("token", text("A token in place of the configured credentials"));
  }

  static InputSchema outputs() {
    return InputSchema.object()
        .optional("remoteUrl", text("The URL to clone"))
        .optional("repoContentsUrl", text("The URL of the root of the files"))
        .optional("commitHash", text("The hash of the commit"));
  }

  /** Fails before anything is created when the workspace cannot be published. */
  void check(BitbucketHost host) throws Exception {
    key(host);
    publisher.files(source);
  }

  private Optional<Secret> key(BitbucketHost host) {
    return SigningKey.of(input, host.signingKey(), host.name(), publisher);
  }

  String branch() {
    return input.text("defaultBranch").orElse("master");
  }

  void push(BitbucketHost host, String remoteUrl, String contentsUrl) throws Exception {
    GitPush push =
        GitPush.of(URI.create(remoteUrl), branch(), source)
            .credentials(host.gitUser(), host.secret())
            .signed(key(host))
            .message(input.text("gitCommitMessage"))
            .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
    String commit = context.checkpoint("push." + remoteUrl, () -> publisher.push(context, push));
    context.output("remoteUrl", remoteUrl);
    context.output("repoContentsUrl", contentsUrl);
    context.output("commitHash", commit);
  }
}
