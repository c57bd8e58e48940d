package dev.callboard.scaffolder.bitbucket;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.RepositoryAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code publish:bitbucketServer:pull-request}: proposes a branch, or the files of the workspace.
 */
@Component(service = TemplateAction.class)
public final class ServerPullRequestAction extends RepositoryAction {
  private static final String HEADS = "refs/heads/";

  private final BitbucketHosts hosts;
  private final RestApis apis;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public ServerPullRequestAction(
      @Reference BitbucketHosts hosts,
      @Reference RestApis apis,
      @Reference GitPublisher publisher) {
    super(
        "publish:bitbucketServer:pull-request",
        "Opens a pull request on a Bitbucket of one's own.",
        "bitbucket.example.com?project=SHOP&repo=shop");
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("title: Add the shop", "sourceBranch: add-shop", "reviewers: [ada]");
  }

  @Override
  protected InputSchema inputs() {
    return ProposedBranch.inputs()
        .optional("reviewers", InputSchema.texts("The names of users who are to review it"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return ProposedBranch.outputs().build();
  }

  @Override
  protected void run(ActionInput input, ActionContext context) throws Exception {
    RepoUrl url = RepoUrl.parse(input.require("repoUrl"));
    String project = url.require("project");
    String name = url.require("repo");
    String path = "/projects/" + UrlPath.encode(project) + "/repos/" + UrlPath.encode(name);
    String shown = "repository " + project + "/" + name + " on " + url.host();
    BitbucketHost host = hosts.server(url.host(), input.text("token"));
    RestApi api = host.open(apis);
    RestAnswer found = api.get(path).require("Looking for the " + shown);
    String source = input.require("sourceBranch");
    String target = input.text("targetBranch").orElseGet(() -> defaultBranch(api, path, shown));
    new ProposedBranch(publisher, context, input)
        .ensure(host, host.cloneUrl(found, "http"), target, () -> exists(api, path, source, shown));
    Map<String, Object> request =
        new CreateOnce(
                context,
                "pull-request." + path + "." + source + "." + target,
                "pull request of '" + source + "' on the " + shown)
            .run(
                () -> find(api, path, source, target, shown),
                () -> {
                  Map<String, Object> repository =
                      Map.of("slug", name, "project", Map.of("key", project));
                  return create(api, path, input, target, repository, shown);
                });
    context.output("pullRequestUrl", request.get("url"));
  }

  private static String defaultBranch(RestApi api, String path, String shown) {
    return api.get(path + "/default-branch")
        .require("Looking for the default branch of the " + shown)
        .requireText("displayId");
  }

  private static boolean exists(RestApi api, String path, String branch, String shown) {
    String query = "/branches?limit=1000&filterText=" + UrlPath.encode(branch);
    RestAnswer page = api.get(path + query).require("Looking for branches of the " + shown);
    return RestAnswers.values(page).stream()
        .anyMatch(value -> RestAnswers.of(value).text("displayId").equals(Optional.of(branch)));
  }

  private static Optional<Map<String, Object>> find(
      RestApi api, String path, String source, String target, String shown) {
    String query =
        "/pull-requests?state=OPEN&direction=OUTGOING&limit=1000&at="
            + UrlPath.encode(HEADS + source);
    RestAnswer page = api.get(path + query).require("Looking for pull requests of the " + shown);
    return RestAnswers.values(page).stream()
        .map(RestAnswers::of)
        .filter(value -> value.text("toRef", "id").equals(Optional.of(HEADS + target)))
        .findFirst()
        .map(value -> Map.of("url", RestAnswers.self(value)));
  }

  private static Map<String, Object> create(
      RestApi api,
      String path,
      ActionInput input,
      String target,
      Map<String, Object> repository,
      String shown) {
    Map<String, Object> body =
        RestBody.of()
            .with("title", input.require("title"))
            .with("description", input.text("description"))
            .with("fromRef", ref(input.require("sourceBranch"), repository))
            .with("toRef", ref(target, repository))
            .with(
                "reviewers",
                input.texts("reviewers").stream()
                    .map(user -> Map.of("user", Map.of("name", user)))
                    .toList())
            .build();
    RestAnswer made = api.send("POST", path + "/pull-requests", body);
    return Map.of(
        "url", RestAnswers.self(made.require("Creating the pull request on the " + shown)));
  }

  private static Map<String, Object> ref(String branch, Map<String, Object> repository) {
    return Map.of("id", HEADS + branch, "repository", repository);
  }
}
