package dev.callboard.scaffolder.bitbucket;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.GitPublisher;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code publish:bitbucketCloud}: creates a repository with the files of the workspace. */
@Component(service = TemplateAction.class)
public final class PublishCloudAction implements TemplateAction {
  private final BitbucketHosts hosts;
  private final RestApis apis;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishCloudAction(
      @Reference BitbucketHosts hosts,
      @Reference RestApis apis,
      @Reference GitPublisher publisher) {
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  public String id() {
    return "publish:bitbucketCloud";
  }

  @Override
  public String description() {
    return "Creates a repository on Bitbucket Cloud with the files of the workspace.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            description(),
            """
            steps:
              - id: publish
                action: publish:bitbucketCloud
                input:
                  repoUrl: bitbucket.org?workspace=acme&project=SHOP&repo=shop
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return BitbucketPublishing.inputs().build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return BitbucketPublishing.outputs().build();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    RepoUrl url = RepoUrl.parse(input.require("repoUrl"));
    String project = url.require("project");
    CloudRepository repository = CloudRepository.of(url);
    String path = repository.path();
    BitbucketHost host = hosts.cloud(url.host(), input.text("token"));
    BitbucketPublishing publishing = new BitbucketPublishing(publisher, context, input);
    publishing.check(host);
    RestApi api = host.open(apis);
    String shown = repository.toString();
    Map<String, Object> created =
        new CreateOnce(context, "create" + path, shown)
            .run(
                () -> RestAnswers.find(api.get(path), shown).map(answer -> facts(host, answer)),
                () ->
                    facts(
                        host,
                        api.send("POST", path, body(input, project))
                            .require("Creating the " + shown)));
    publishing.push(
        host,
        String.valueOf(created.get("remoteUrl")),
        created.get("pageUrl") + "/src/" + publishing.branch());
  }

  private static Map<String, Object> body(ActionInput input, String project) {
    return RestBody.of()
        .with("scm", "git")
        .with("description", input.text("description"))
        .with("is_private", input.text("repoVisibility").orElse("private").equals("private"))
        .with("project", Map.of("key", project))
        .build();
  }

  private static Map<String, Object> facts(BitbucketHost host, RestAnswer answer) {
    return Map.of(
        "remoteUrl",
        host.cloneUrl(answer, "https").toString(),
        "pageUrl",
        answer.requireText("links", "html", "href"));
  }
}
