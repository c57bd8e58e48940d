package dev.callboard.scaffolder.bitbucket;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
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

/** {@code publish:bitbucketServer}: creates a repository with the files of the workspace. */
@Component(service = TemplateAction.class)
public final class PublishServerAction implements TemplateAction {
  private final BitbucketHosts hosts;
  private final RestApis apis;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishServerAction(
      @Reference BitbucketHosts hosts,
      @Reference RestApis apis,
      @Reference GitPublisher publisher) {
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  public String id() {
    return "publish:bitbucketServer";
  }

  @Override
  public String description() {
    return "Creates a repository on a Bitbucket of one's own with the files of the workspace.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            description(),
            """
            steps:
              - id: publish
                action: publish:bitbucketServer
                input:
                  repoUrl: bitbucket.example.com?project=SHOP&repo=shop
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return BitbucketPublishing.inputs()
        .optional("gitAuthorName", text("The name of the author"))
        .optional("gitAuthorEmail", text("The mail address of the author"))
        .optional("enableLFS", preset(bool("Whether large files are kept with Git LFS"), false))
        .build();
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
    String name = url.require("repo");
    String path = "/projects/" + UrlPath.encode(project) + "/repos";
    BitbucketHost host = hosts.server(url.host(), input.text("token"));
    BitbucketPublishing publishing = new BitbucketPublishing(publisher, context, input);
    publishing.check(host);
    RestApi api = host.open(apis);
    String shown = "repository " + project + "/" + name + " on " + host.name();
    Map<String, Object> created =
        new CreateOnce(context, "create" + path + "/" + name, shown)
            .run(
                () ->
                    RestAnswers.find(api.get(path + "/" + UrlPath.encode(name)), shown)
                        .map(answer -> facts(host, answer)),
                () ->
                    facts(
                        host,
                        api.send("POST", path, body(input, name, publishing.branch()))
                            .require("Creating the " + shown)));
    publishing.push(
        host, String.valueOf(created.get("remoteUrl")), String.valueOf(created.get("pageUrl")));
    if (input.bool("enableLFS", false)) {
      lfs(host, project, name);
    }
  }

  private static Map<String, Object> body(ActionInput input, String name, String branch) {
    return RestBody.of()
        .with("name", name)
        .with("description", input.text("description"))
        .with("defaultBranch", branch)
        .with("public", input.text("repoVisibility").orElse("private").equals("public"))
        .build();
  }

  private static Map<String, Object> facts(BitbucketHost host, RestAnswer answer) {
    return Map.of(
        "remoteUrl", host.cloneUrl(answer, "http").toString(), "pageUrl", RestAnswers.self(answer));
  }

  /** Git LFS has an API beside the other one. */
  private void lfs(BitbucketHost host, String project, String name) {
    BitbucketHost admin = host.at(host.api().resolve("/rest/git-lfs"));
    admin
        .open(apis)
        .send(
            "PUT",
            "/admin/projects/"
                + UrlPath.encode(project)
                + "/repos/"
                + UrlPath.encode(name)
                + "/enabled",
            null)
        .require("Enabling Git LFS");
  }
}
