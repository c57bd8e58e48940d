package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:user:info}: tells who a user is. */
@Component(service = TemplateAction.class)
public final class UserInfoAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public UserInfoAction(@Reference GitLabHosts hosts) {
    super("gitlab:user:info", "Tells who a user on GitLab is.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("userId: 7");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .optional("userId", number("The id of the user, by default the token's"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("id", number("The id"))
        .require("username", text("The user name"))
        .require("name", text("The name"))
        .require("state", text("The state"))
        .require("webUrl", text("The URL of the page"))
        .optional("email", text("The mail address"))
        .optional("createdAt", text("Since when there is the user"))
        .optional("publicEmail", text("The mail address that everybody sees"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String path = input.id("userId").map(id -> "/users/" + UrlPath.encode(id)).orElse("/user");
    Map<String, Object> user = gitlab.call("Reading the user", "GET", path, null).object();
    for (Map.Entry<String, String> output : OUTPUTS.entrySet()) {
      Object value = user.get(output.getValue());
      if (value != null && !value.equals("")) {
        context.output(output.getKey(), value);
      }
    }
  }

  /** Names of outputs, and of what the API calls them. */
  private static final Map<String, String> OUTPUTS =
      Map.of(
          "id", "id",
          "username", "username",
          "name", "name",
          "state", "state",
          "webUrl", "web_url",
          "email", "email",
          "createdAt", "created_at",
          "publicEmail", "public_email");
}
