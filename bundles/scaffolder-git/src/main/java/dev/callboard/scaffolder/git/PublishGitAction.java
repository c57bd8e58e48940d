package dev.callboard.scaffolder.git;

import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.git.transport.QuietGit;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.PersonalToken;
import dev.callboard.scaffolder.publish.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code publish:git}: publishes to a repository of a plain git server, or in a directory. */
@Component(service = TemplateAction.class)
public final class PublishGitAction implements TemplateAction {
  private final ConfigService config;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishGitAction(@Reference ConfigService config, @Reference GitPublisher publisher) {
    this.config = requireNonNull(config, "config is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  public String id() {
    return "publish:git";
  }

  @Override
  public String description() {
    return "Commits the files of the workspace and pushes them to a plain git repository.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            "Publish to a repository of a configured git server",
            """
            steps:
              - id: publish
                action: publish:git
                input:
                  remoteUrl: https://git.example.com/team/shop.git
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require(
            "remoteUrl",
            text(
                "The repository: an http(s) URL at a host of integrations.git, also where it is"
                    + " reached over ssh, or a file URL below one of scaffolder.git.directories,"
                    + " where a missing repository is made"))
        .optional("defaultBranch", preset(text("The branch to push to"), "main"))
        .optional("sourcePath", text("The directory of the workspace to publish, all by default"))
        .optional("gitCommitMessage", text("The message of the commit"))
        .optional("gitAuthorName", text("The name of the commit's author"))
        .optional("gitAuthorEmail", text("The mail address of the commit's author"))
        .optional("signCommit", SigningKey.input())
        .optional("token", text("A password or token in place of the configured one"))
        .build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("remoteUrl", text("The URL of the repository"))
        .require("repoContentsUrl", text("The URL of the root of its files"))
        .require("commitHash", text("The hash of the commit"))
        .build();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    URI remote = remote(input.require("remoteUrl"));
    String branch = input.text("defaultBranch").orElse("main");
    Config current = config.current();
    GitPush push =
        GitPush.of(remote, branch, context.workspace().in(input.text("sourcePath").orElse(".")))
            .message(input.text("gitCommitMessage"))
            .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
    if (remote.getScheme().equals("file")) {
      if (input.bool("signCommit", false)) {
        throw PortalException.input(
            "Input 'signCommit' has no use for a directory; keys are those of integrations.git");
      }
      Path directory = new FileRemotes(current).wanted(remote);
      if (!Files.exists(directory)) {
        // Refused files must not leave an empty repository behind.
        publisher.files(push.source());
        create(directory, branch);
      }
    } else {
      boolean personal = current.bool(PersonalToken.KEY).orElse(false);
      GitEntry entry = GitEntry.of(current, remote);
      String host = HostSettings.authority(remote);
      push =
          entry
              .with(push, input.text("token"), personal)
              .signed(SigningKey.of(input, entry.signingKey(), host, publisher));
    }
    String commit = publisher.push(context, push);
    context.output("remoteUrl", remote.toString());
    context.output("repoContentsUrl", remote + "/blob/" + branch);
    context.output("commitHash", commit);
  }

  private static URI remote(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      if (scheme.equals(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && (web ? uri.getHost() != null : scheme.equals("file"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The exception holds the text, which may hold a password.
    }
    throw PortalException.input(
        "Input 'remoteUrl' must be like https://git.example.com/team/shop.git or"
            + " file:///srv/git/shop.git, without a user and a query");
  }

  private static void create(Path directory, String branch) throws IOException {
    QuietGit.ensure();
    try (Repository repository =
        new FileRepositoryBuilder().setBare().setGitDir(directory.toFile()).build()) {
      repository.create(true);
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.disableRefLog();
      head.link(Constants.R_HEADS + branch);
    }
  }
}
