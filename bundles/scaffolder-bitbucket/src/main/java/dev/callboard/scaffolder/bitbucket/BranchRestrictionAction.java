package dev.callboard.scaffolder.bitbucket;

import static dev.callboard.scaffolder.publish.InputSchema.list;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.RepositoryAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bitbucketCloud:branchRestriction:create}: restricts what may be done to branches. */
@Component(service = TemplateAction.class)
public final class BranchRestrictionAction extends RepositoryAction {
  private final BitbucketHosts hosts;
  private final RestApis apis;

  /** Called by Declarative Services. */
  @Activate
  public BranchRestrictionAction(@Reference BitbucketHosts hosts, @Reference RestApis apis) {
    super(
        "bitbucketCloud:branchRestriction:create",
        "Restricts what may be done to branches of a repository on Bitbucket Cloud.",
        "bitbucket.org?workspace=acme&project=SHOP&repo=shop");
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
  }

  @Override
  protected List<String> example() {
    return List.of(
        "kind: require_approvals_to_merge", "branchMatchKind: glob", "pattern: main", "value: 2");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("kind", oneOf("What is restricted", BranchRestriction.KINDS))
        .optional(
            "branchMatchKind",
            preset(oneOf("How branches are named", "glob", "branching_model"), "branching_model"))
        .optional(
            "branchType",
            preset(oneOf("For branching_model", BranchRestriction.TYPES), "development"))
        .optional("pattern", text("For glob: which branches"))
        .optional("value", preset(number("How many, for kinds that count"), 1))
        .optional("users", list("Who may all the same", objects("uuid", "The id, as {a-b-c}")))
        .optional("groups", list("Who may all the same", objects("slug", "The name")));
  }

  private static Map<String, Object> objects(String name, String description) {
    return InputSchema.object().require(name, text(description)).build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("json", text("The answer of Bitbucket: its body as 'data', and its 'status'"))
        .optional("statusCode", number("The status of the answer"))
        .build();
  }

  @Override
  protected void run(ActionInput input, ActionContext context) throws Exception {
    CloudRepository repository = CloudRepository.of(RepoUrl.parse(input.require("repoUrl")));
    BitbucketHost host = hosts.cloud(repository.host(), input.text("token"));
    RestApi api = host.open(apis);
    BranchRestriction restriction = new BranchRestriction(input);
    String path = repository.path() + "/branch-restrictions";
    String shown = "restriction '" + input.require("kind") + "' of the " + repository;
    Map<String, Object> made =
        new CreateOnce(context, "restriction." + path + "." + restriction, shown)
            .run(
                () -> find(api.get(path + restriction.query()), restriction, shown),
                () -> {
                  RestAnswer answer = api.send("POST", path, restriction.body());
                  return facts(answer.require("Creating the " + shown));
                });
    context.output("statusCode", made.get("status"));
    context.output("json", Json.write(made));
  }

  private static Optional<Map<String, Object>> find(
      RestAnswer page, BranchRestriction restriction, String shown) {
    return RestAnswers.values(page.require("Looking for the " + shown)).stream()
        .filter(restriction::is)
        .findFirst()
        .map(value -> facts(RestAnswers.of(value)));
  }

  private static Map<String, Object> facts(RestAnswer answer) {
    return Map.of("status", answer.status(), "data", answer.object());
  }
}
