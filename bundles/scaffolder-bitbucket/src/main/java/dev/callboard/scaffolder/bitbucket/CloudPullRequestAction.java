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
 * {@code publish:bitbucketCloud:pull-request}: proposes a branch, or the files of the workspace.
 */
@Component(service = TemplateAction.class)
public final class CloudPullRequestAction extends RepositoryAction {
  private final BitbucketHosts hosts;
  private final RestApis apis;
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public CloudPullRequestAction(
      @Reference BitbucketHosts hosts,
      @Reference RestApis apis,
      @Reference GitPublisher publisher) {
    super(
        "publish:bitbucketCloud:pull-request",
        "Opens a pull request on Bitbucket Cloud.",
        "bitbucket.org?workspace=acme&project=SHOP&repo=shop");
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("title: Add the shop", "sourceBranch: add-shop");
  }

  @Override
  protected InputSchema inputs() {
    return ProposedBranch.inputs();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return ProposedBranch.outputs().build();
  }

  @Override
  protected void run(ActionInput input, ActionContext context) throws Exception {
    CloudRepository repository = CloudRepository.of(RepoUrl.parse(input.require("repoUrl")));
    BitbucketHost host = hosts.cloud(repository.host(), input.text("token"));
    RestApi api = host.open(apis);
    RestAnswer found = api.get(repository.path()).require("Looking for the " + repository);
    String source = input.require("sourceBranch");
    String target =
        input.text("targetBranch").orElseGet(() -> found.requireText("mainbranch", "name"));
    new ProposedBranch(publisher, context, input)
        .ensure(
            host,
            host.cloneUrl(found, "https"),
            target,
            () -> !list(api, repository, "refs/branches", "name", source).isEmpty());
    Map<String, Object> request =
        new CreateOnce(
                context,
                "pull-request." + repository.path() + "." + source + "." + target,
                "pull request of '" + source + "' on the " + repository)
            .run(
                () -> find(api, repository, source, target),
                () -> create(api, repository, input, target));
    context.output("pullRequestUrl", request.get("url"));
  }

  private static Optional<Map<String, Object>> find(
      RestApi api, CloudRepository repository, String source, String target) {
    return list(
            api,
            repository,
            "pullrequests",
            "source.branch.name",
            source,
            "destination.branch.name",
            target,
            "state",
            "OPEN")
        .stream()
        .findFirst()
        .map(value -> url(RestAnswers.of(value)));
  }

  private static Map<String, Object> create(
      RestApi api, CloudRepository repository, ActionInput input, String target) {
    Map<String, Object> body =
        RestBody.of()
            .with("title", input.require("title"))
            .with("description", input.text("description"))
            .with("source", branch(input.require("sourceBranch")))
            .with("destination", branch(target))
            .build();
    return url(
        api.send("POST", repository.path() + "/pullrequests", body)
            .require("Creating the pull request on the " + repository));
  }

  private static Map<String, Object> branch(String name) {
    return Map.of("branch", Map.of("name", name));
  }

  private static Map<String, Object> url(RestAnswer request) {
    return Map.of("url", request.requireText("links", "html", "href"));
  }

  /** Lists what has values in fields, in Bitbucket's query language. */
  private static List<?> list(
      RestApi api, CloudRepository repository, String what, String... fields) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      String value = fields[i + 1].replace("\\", "\\\\").replace("\"", "\\\"");
      query.append(i == 0 ? "" : " AND ").append(fields[i]).append(" = \"").append(value);
      query.append('"');
    }
    return RestAnswers.values(
        api.get(repository.path() + "/" + what + "?q=" + UrlPath.encode(query.toString()))
            .require("Looking for " + what + " of the " + repository));
  }
}
