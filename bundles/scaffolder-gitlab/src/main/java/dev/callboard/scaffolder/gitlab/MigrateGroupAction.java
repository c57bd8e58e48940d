package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code gitlab:group:migrate}: has a GitLab fetch a project from another one. This server talks to
 * the destination only, which is a configured host.
 */
@Component(service = TemplateAction.class)
public final class MigrateGroupAction implements TemplateAction {
  private final GitLabHosts hosts;

  /** Called by Declarative Services. */
  @Activate
  public MigrateGroupAction(@Reference GitLabHosts hosts) {
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  public String id() {
    return "gitlab:group:migrate";
  }

  @Override
  public String description() {
    return "Has a GitLab fetch a project from another GitLab.";
  }

  @Override
  public List<Example> examples() {
    return List.of(
        Example.of(
            description(),
            """
            steps:
              - id: migrate
                action: gitlab:group:migrate
                input:
                  destinationAccessToken: ${{ secrets.destination }}
                  destinationUrl: gitlab.example.com?owner=acme&repo=shop
                  sourceAccessToken: ${{ secrets.source }}
                  sourceFullPath: old/shop
                  sourceUrl: https://gitlab.com
            """));
  }

  @Override
  public Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require("destinationAccessToken", text("A token for the GitLab that it comes to"))
        .require("destinationUrl", text("Where it comes to, as a repoUrl"))
        .require("sourceAccessToken", text("A token for the GitLab that it comes from"))
        .require("sourceFullPath", text("The path of the project there"))
        .require("sourceUrl", text("The URL of that GitLab"))
        .build();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("importedRepoUrl", text("Where the project comes to"))
        .require("migrationId", number("The id of the migration"))
        .build();
  }

  /** Nothing tells one that an earlier attempt has made from another. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    GitLab gitlab =
        hosts.open(
            context,
            input.require("destinationUrl"),
            Optional.of(input.require("destinationAccessToken")));
    String owner = gitlab.url().require("owner");
    String name = gitlab.url().require("repo");
    Number id =
        context.checkpoint(
            "migrate." + owner + "." + name, () -> migrate(gitlab, input, owner, name));
    context.output("importedRepoUrl", gitlab.settings().host() + "/" + owner + "/" + name);
    context.output("migrationId", id);
  }

  private static Number migrate(GitLab gitlab, ActionInput input, String owner, String name) {
    Map<String, Object> entity =
        Map.of(
            "source_type",
            "project_entity",
            "source_full_path",
            input.require("sourceFullPath"),
            "destination_slug",
            name,
            "destination_namespace",
            owner);
    Map<String, Object> source =
        Map.of(
            "url", input.require("sourceUrl"), "access_token", input.require("sourceAccessToken"));
    Object id =
        gitlab
            .call(
                "Starting the migration",
                "POST",
                "/bulk_imports",
                Map.of("configuration", source, "entities", List.of(entity)))
            .object()
            .get("id");
    if (id instanceof Number number) {
      return number;
    }
    throw PortalException.unavailable("The host's answer is no migration");
  }
}
