package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:projectVariable:create}: creates a variable of CI/CD. */
@Component(service = TemplateAction.class)
public final class CreateVariableAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateVariableAction(@Reference GitLabHosts hosts) {
    super("gitlab:projectVariable:create", "Creates a variable of a project on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("projectId: 12", "key: REGION", "value: eu", "variableType: env_var");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("projectId", InputSchema.id("The id or path of the project"))
        .require("key", text("The name: letters, digits and underscores"))
        .require("value", text("The value"))
        .require("variableType", text("What it is: env_var or file"))
        .optional("variableProtected", preset(bool("For protected branches only"), false))
        .optional("masked", preset(bool("Masked in logs"), false))
        .optional("maskedAndHidden", preset(bool("Masked in logs, and never shown"), false))
        .optional("raw", preset(bool("Not expanded"), false))
        .optional("environmentScope", preset(text("For which environments"), "*"));
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.requireId("projectId");
    String key = input.require("key");
    String scope = input.text("environmentScope").orElse("*");
    if (!key.matches("[A-Za-z0-9_]{1,255}")) {
      throw PortalException.input("Input 'key' must have 1 to 255 letters, digits, underscores");
    }
    String one =
        GitLab.path(project, "variables", key)
            + "?filter%5Benvironment_scope%5D="
            + UrlPath.encode(scope);
    new CreateOnce(
            context, "variable." + project + "." + key + "." + scope, "variable '" + key + "'")
        .run(
            () -> gitlab.find("Looking for the variable", one).map(found -> Map.of()),
            () -> {
              gitlab.call(
                  "Creating the variable '" + key + "'",
                  "POST",
                  GitLab.path(project, "variables"),
                  RestBody.of()
                      .with("key", key)
                      .with("value", input.require("value"))
                      .with("variable_type", input.require("variableType"))
                      .with("protected", input.bool("variableProtected", false))
                      .with("masked", input.bool("masked", false))
                      .with("masked_and_hidden", input.bool("maskedAndHidden", false))
                      .with("raw", input.bool("raw", false))
                      .with("environment_scope", scope)
                      .build());
              return Map.of();
            });
  }
}
