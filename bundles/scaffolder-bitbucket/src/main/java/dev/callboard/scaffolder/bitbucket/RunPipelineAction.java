package dev.callboard.scaffolder.bitbucket;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bitbucket:pipelines:run}: starts a pipeline in the cloud. */
@Component(service = TemplateAction.class)
public final class RunPipelineAction implements TemplateAction {
  private final BitbucketHosts hosts;
  private final RestApis apis;

  /** Called by Declarative Services. */
  @Activate
  public RunPipelineAction(@Reference BitbucketHosts hosts, @Reference RestApis apis) {
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.apis = requireNonNull(apis, "apis is null");
  }

  @Override
  public String id() {
    return "bitbucket:pipelines:run";
  }

  @Override
  public String description() {
    return "Starts a pipeline of a repository on Bitbucket Cloud.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            description(),
            """
            steps:
              - id: run
                action: bitbucket:pipelines:run
                input:
                  workspace: acme
                  repo_slug: shop
                  body: {target: {ref_type: branch, type: pipeline_ref_target, ref_name: main}}
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require("workspace", text("The workspace"))
        .require("repo_slug", text("The repository"))
        .optional("body", Map.of("type", "object", "description", "What Bitbucket is told to run"))
        .optional("token", text("A token in place of the configured credentials"))
        .build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("buildNumber", number("The number of the run"))
        .optional("repoUrl", text("The page of the repository"))
        .optional("pipelinesUrl", text("The page of its pipelines"))
        .build();
  }

  @Override
  public void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    CloudRepository repository =
        new CloudRepository(
            BitbucketHosts.CLOUD, input.require("workspace"), input.require("repo_slug"));
    BitbucketHost host = hosts.cloud(repository.host(), input.text("token"));
    Map<String, Object> made =
        context.checkpoint(
            "pipeline",
            () -> {
              RestAnswer answer =
                  host.open(apis)
                      .send("POST", repository.path() + "/pipelines", input.map("body"))
                      .require("Running a pipeline of the " + repository);
              return Map.of(
                  "number",
                  answer.requireText("build_number"),
                  "page",
                  answer.requireText("repository", "links", "html", "href"));
            });
    context.output("buildNumber", new BigDecimal(String.valueOf(made.get("number"))));
    context.output("repoUrl", made.get("page"));
    context.output("pipelinesUrl", made.get("page") + "/pipelines");
  }
}
