package dev.callboard.scaffolder.gitlab;

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

/** {@code gitlab:pipeline:trigger}: starts a pipeline. */
@Component(service = TemplateAction.class)
public final class TriggerPipelineAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public TriggerPipelineAction(@Reference GitLabHosts hosts) {
    super("gitlab:pipeline:trigger", "Starts a pipeline of a project on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("projectId: 12", "tokenDescription: from a template", "branch: main");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("projectId", InputSchema.id("The id of the project"))
        .require("tokenDescription", text("What the token of the start is called"))
        .require("branch", text("The branch"))
        .optional("variables", textMap("Variables of the pipeline, by name"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object().require("pipelineUrl", text("The URL of the pipeline")).build();
  }

  /** Nothing tells one that an earlier attempt has made from another. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.requireId("projectId");
    String url =
        context.checkpoint(
            "pipeline." + project + "." + input.require("branch"),
            () -> trigger(gitlab, project, input));
    context.output("pipelineUrl", url);
  }

  private static String trigger(GitLab gitlab, String project, ActionInput input) {
    RestAnswer token =
        gitlab.call(
            "Making a token for the pipeline",
            "POST",
            GitLab.path(project, "triggers"),
            Map.of("description", input.require("tokenDescription")));
    try {
      return gitlab
          .call(
              "Starting the pipeline",
              "POST",
              GitLab.path(project, "trigger", "pipeline"),
              RestBody.of()
                  .with("token", token.requireText("token"))
                  .with("ref", input.require("branch"))
                  .with("variables", input.value("variables"))
                  .build())
          .requireText("web_url");
    } finally {
      RestAnswer removed =
          gitlab
              .api()
              .send("DELETE", GitLab.path(project, "triggers", token.requireText("id")), null);
      if (!removed.ok()) {
        gitlab.context().logger().error("The token of the pipeline could not be deleted");
      }
    }
  }
}
