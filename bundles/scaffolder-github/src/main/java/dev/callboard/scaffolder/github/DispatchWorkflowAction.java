package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.textMap;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:actions:dispatch}: starts a workflow. */
@Component(service = TemplateAction.class)
public final class DispatchWorkflowAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public DispatchWorkflowAction(@Reference GitHubHosts hosts) {
    super(
        "github:actions:dispatch",
        "Starts a workflow of GitHub Actions on a branch or tag.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("workflowId: build.yaml", "branchOrTagName: main");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("workflowId", text("The file name of the workflow"))
        .require("branchOrTagName", text("The branch or tag"))
        .optional("workflowInputs", textMap("The inputs of the workflow, by name"))
        .optional("returnWorkflowRunDetails", bool("Whether the run's id and URLs are outputs"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .optional("workflowRunId", number("The id of the run"))
        .optional("workflowRunUrl", text("The URL of the run in the API"))
        .optional("workflowRunHtmlUrl", text("The URL of the run's page"))
        .build();
  }

  /** Nothing tells one that an earlier attempt has made from another. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String workflow = input.require("workflowId");
    boolean details = input.bool("returnWorkflowRunDetails", false);
    Map<String, Object> run =
        context.checkpoint(
            "dispatch." + repository + "." + workflow,
            () -> dispatch(repository, workflow, input, details));
    run.forEach(context::output);
  }

  private static Map<String, Object> dispatch(
      GitHubRepository repository, String workflow, ActionInput input, boolean details) {
    RestAnswer answer =
        repository.call(
            "Starting the workflow '" + workflow + "' of " + repository,
            "POST",
            repository.path("actions", "workflows", workflow, "dispatches"),
            RestBody.of()
                .with("ref", input.require("branchOrTagName"))
                .with("inputs", input.value("workflowInputs"))
                .with("return_run_details", details ? true : null)
                .build());
    Map<String, Object> run = answer.object();
    if (!details || run.isEmpty()) {
      return Map.of();
    }
    return RestBody.of()
        .with("workflowRunId", run.get("workflow_run_id"))
        .with("workflowRunUrl", run.get("run_url"))
        .with("workflowRunHtmlUrl", run.get("html_url"))
        .build();
  }
}
