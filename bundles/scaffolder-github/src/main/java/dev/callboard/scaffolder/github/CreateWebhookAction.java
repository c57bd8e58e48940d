package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:webhook}: has a repository tell what happens in it. */
@Component(service = TemplateAction.class)
public final class CreateWebhookAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateWebhookAction(@Reference GitHubHosts hosts) {
    super("github:webhook", "Creates a webhook of a repository on GitHub.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of(
        "webhookUrl: https://hooks.example.com/github", "events: [push]", "contentType: json");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("webhookUrl", text("Where the events are sent"))
        .optional("webhookSecret", text("The secret that signs them"))
        .optional("events", preset(texts("Which events, or [*] for all"), List.of("push")))
        .optional("active", preset(bool("Whether events are sent"), true))
        .optional("contentType", preset(oneOf("How they are written", "form", "json"), "form"))
        .optional(
            "insecureSsl",
            preset(bool("Whether the other side's certificate goes unchecked"), false));
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String url = input.require("webhookUrl");
    if (context.isDryRun()) {
      context.logger().info("A webhook would be created");
      return;
    }
    try {
      new CreateOnce(context, "webhook." + repository + "." + url, "webhook of " + repository)
          .run(() -> find(repository, url), () -> create(repository, input, url));
    } catch (PortalException e) {
      // As in Backstage: a missing webhook is no reason to fail a template.
      context.logger().warn("The webhook was not created, " + e.getMessage());
    }
  }

  private static Optional<Map<String, Object>> find(GitHubRepository repository, String url) {
    return repository
        .api()
        .list(repository.path("hooks"), "Looking for webhooks of " + repository)
        .stream()
        .filter(
            hook ->
                hook instanceof Map<?, ?> map
                    && map.get("config") instanceof Map<?, ?> config
                    && url.equals(config.get("url")))
        .findAny()
        .map(hook -> Map.of());
  }

  private static Map<String, Object> create(
      GitHubRepository repository, ActionInput input, String url) {
    List<String> events = input.texts("events");
    repository.call(
        "Creating the webhook of " + repository,
        "POST",
        repository.path("hooks"),
        RestBody.of()
            .with("name", "web")
            .with("active", input.bool("active", true))
            .with("events", events.isEmpty() ? List.of("push") : events)
            .with(
                "config",
                RestBody.of()
                    .with("url", url)
                    .with("content_type", input.text("contentType").orElse("form"))
                    .with("secret", input.text("webhookSecret"))
                    .with("insecure_ssl", input.bool("insecureSsl", false) ? "1" : "0")
                    .build())
            .build());
    return Map.of();
  }
}
