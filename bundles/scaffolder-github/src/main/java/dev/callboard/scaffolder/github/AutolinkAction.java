package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestBody;
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

/** {@code github:autolinks:create}: links references to another tracker. */
@Component(service = TemplateAction.class)
public final class AutolinkAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public AutolinkAction(@Reference GitHubHosts hosts) {
    super(
        "github:autolinks:create",
        "Creates an autolink reference of a repository on GitHub.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("keyPrefix: SHOP-", "urlTemplate: https://tracker.example.com/SHOP-<num>");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("keyPrefix", text("What a reference begins with"))
        .require("urlTemplate", text("Where it leads, with <num> for the number"))
        .optional(
            "isAlphanumeric", preset(bool("Whether letters count as part of the number"), true));
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String prefix = input.require("keyPrefix");
    String path = repository.path("autolinks");
    new CreateOnce(
            context,
            "autolink." + repository + "." + prefix,
            "autolink '" + prefix + "' of " + repository)
        .run(
            () -> find(repository, path, prefix),
            () -> {
              repository.call(
                  "Creating the autolink '" + prefix + "'",
                  "POST",
                  path,
                  RestBody.of()
                      .with("key_prefix", prefix)
                      .with("url_template", input.require("urlTemplate"))
                      .with("is_alphanumeric", input.bool("isAlphanumeric", true))
                      .build());
              return Map.of();
            });
  }

  private static Optional<Map<String, Object>> find(
      GitHubRepository repository, String path, String prefix) {
    return repository.api().list(path, "Looking for autolinks of " + repository).stream()
        .filter(link -> link instanceof Map<?, ?> map && prefix.equals(map.get("key_prefix")))
        .findAny()
        .map(link -> Map.of());
  }
}
