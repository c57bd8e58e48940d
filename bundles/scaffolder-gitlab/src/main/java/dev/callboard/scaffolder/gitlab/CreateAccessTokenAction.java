package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:projectAccessToken:create}: makes an access token of a project. */
@Component(service = TemplateAction.class)
public final class CreateAccessTokenAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateAccessTokenAction(@Reference GitLabHosts hosts) {
    super(
        "gitlab:projectAccessToken:create", "Makes an access token of a project on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("projectId: 12", "name: deploy", "scopes: [read_repository]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("projectId", InputSchema.id("The id or path of the project"))
        .optional("name", preset(text("The name of the token"), "tokenname"))
        .optional("accessLevel", preset(number("Which access"), 40))
        .optional("scopes", preset(texts("What it is for"), List.of("read_repository")))
        .optional("expiresAt", text("When it ends, as 2026-12-31; in a year by default"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object().require("access_token", text("The token")).build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.requireId("projectId");
    String name = input.text("name").orElse("tokenname");
    List<String> scopes = input.texts("scopes");
    String expires =
        input
            .text("expiresAt")
            .orElseGet(() -> LocalDate.now(ZoneOffset.UTC).plusDays(365).toString());
    RestAnswer answer =
        new ProjectTokens(gitlab, project, "access_tokens", name)
            .create(
                Map.of(
                    "name",
                    name,
                    "scopes",
                    scopes.isEmpty() ? List.of("read_repository") : scopes,
                    "expires_at",
                    expires,
                    "access_level",
                    input.integer("accessLevel").orElse(40L)));
    context.secretOutput("access_token", Secret.of(answer.requireText("token")));
  }
}
