package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:projectDeployToken:create}: makes a deploy token of a project. */
@Component(service = TemplateAction.class)
public final class CreateDeployTokenAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateDeployTokenAction(@Reference GitLabHosts hosts) {
    super(
        "gitlab:projectDeployToken:create", "Makes a deploy token of a project on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("projectId: 12", "name: deploy", "scopes: [read_registry]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("projectId", InputSchema.id("The id or path of the project"))
        .require("name", text("The name of the token"))
        .optional("username", text("The user name that belongs to it"))
        .require("scopes", texts("What it is for"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("deploy_token", text("The token"))
        .require("user", text("The user name that belongs to it"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.requireId("projectId");
    String name = input.require("name");
    List<String> scopes = input.texts("scopes");
    if (scopes.isEmpty()) {
      throw PortalException.input("Input 'scopes' must not be empty");
    }
    RestAnswer answer =
        new ProjectTokens(gitlab, project, "deploy_tokens", name)
            .create(
                RestBody.of()
                    .with("name", name)
                    .with("scopes", scopes)
                    .with("username", input.text("username"))
                    .build());
    context.secretOutput("deploy_token", Secret.of(answer.requireText("token")));
    context.output("user", answer.requireText("username"));
  }
}
