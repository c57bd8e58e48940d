package dev.callboard.scaffolder.gitea;

import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code publish:gitea}: creates a repository with the files of the workspace. */
@Component(service = TemplateAction.class)
public final class PublishGiteaAction implements TemplateAction {
  private final ConfigService config;
  private final RestApis apis;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishGiteaAction(
      @Reference ConfigService config,
      @Reference RestApis apis,
      @Reference GitPublisher publisher) {
    this.config = requireNonNull(config, "config is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  public String id() {
    return "publish:gitea";
  }

  @Override
  public String description() {
    return "Creates a repository on Gitea with the files of the workspace.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            description(),
            """
            steps:
              - id: publish
                action: publish:gitea
                input:
                  repoUrl: gitea.example.com?owner=acme&repo=shop
                  description: A shop
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require("repoUrl", text("Where, such as gitea.example.com?owner=acme&repo=shop"))
        .require("description", text("What the repository is for"))
        .optional("defaultBranch", preset(text("The branch to push to"), "main"))
        .optional("repoVisibility", preset(oneOf("Who sees it", "private", "public"), "public"))
        .optional("gitCommitMessage", text("The message of the commit"))
        .optional("gitAuthorName", text("The name of the author"))
        .optional("gitAuthorEmail", text("The mail address of the author"))
        .optional("sourcePath", text("The directory of the workspace to publish, all by default"))
        .optional("signCommit", SigningKey.input())
        .build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("remoteUrl", text("The URL to clone"))
        .optional("repoContentsUrl", text("The URL of the root of the files"))
        .optional("commitHash", text("The hash of the commit"))
        .build();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    RepoUrl url = RepoUrl.parse(input.require("repoUrl"));
    String owner = url.require("owner");
    String name = url.require("repo");
    GiteaSettings settings = GiteaSettings.of(config.current(), url.host());
    Optional<Secret> key = SigningKey.of(input, settings.signingKey(), settings.host(), publisher);
    Workspace source = context.workspace().in(input.text("sourcePath").orElse("."));
    // Refused files must not leave an empty repository behind.
    publisher.files(source);
    create(context, settings, owner, name, input);
    String branch = input.text("defaultBranch").orElse("main");
    String page = settings.base() + "/" + UrlPath.join(List.of(owner, name));
    GitPush push =
        GitPush.of(URI.create(page + ".git"), branch, source)
            .credentials(settings.username(), settings.password())
            .signed(key)
            .message(input.text("gitCommitMessage"))
            .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
    String commit =
        context.checkpoint("push." + owner + "." + name, () -> publisher.push(context, push));
    context.output("remoteUrl", page + ".git");
    context.output("repoContentsUrl", page + "/src/branch/" + branch + "/");
    context.output("commitHash", commit);
  }

  private void create(
      ActionContext context, GiteaSettings settings, String owner, String name, ActionInput input)
      throws Exception {
    String origin = HostSettings.origin(settings.base());
    RestApi api =
        apis.open(
            HostProfile.of("gitea", settings.host(), Set.of(origin)),
            URI.create(settings.base() + "/api/v1"),
            Map.of("Authorization", settings.authorization()));
    String organization = "/orgs/" + UrlPath.encode(owner);
    String shown = "repository " + owner + "/" + name + " on " + settings.host();
    new CreateOnce(context, "create.gitea.repo." + owner + "." + name, shown)
        .run(
            () -> find(api.get("/repos/" + UrlPath.join(List.of(owner, name))), shown),
            () -> {
              api.get(organization).require("Looking for the organization '" + owner + "'");
              api.send(
                      "POST",
                      organization + "/repos",
                      RestBody.of()
                          .with("name", name)
                          .with("description", input.text("description"))
                          .with(
                              "private",
                              input.text("repoVisibility").filter("private"::equals).isPresent())
                          .build())
                  .require("Creating the " + shown);
              return Map.of();
            });
  }

  private static Optional<Map<String, Object>> find(RestAnswer answer, String shown) {
    if (answer.status() == 404) {
      return Optional.empty();
    }
    answer.require("Looking for the " + shown);
    return Optional.of(Map.of());
  }
}
