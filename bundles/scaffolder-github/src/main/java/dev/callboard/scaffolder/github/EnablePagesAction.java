package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestAnswer;
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

/** {@code github:pages:enable}: serves pages of a repository. */
@Component(service = TemplateAction.class)
public final class EnablePagesAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public EnablePagesAction(@Reference GitHubHosts hosts) {
    super("github:pages:enable", "Enables GitHub Pages for a repository.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("buildType: legacy", "sourceBranch: main", "sourcePath: /docs");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .optional(
            "buildType", preset(oneOf("How pages are built", "legacy", "workflow"), "workflow"))
        .optional("sourceBranch", preset(text("The branch with the pages"), "main"))
        .optional("sourcePath", preset(oneOf("Where they are in it", "/", "/docs"), "/"));
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String path = repository.path("pages");
    new CreateOnce(context, "pages." + repository, "site of " + repository)
        .run(
            () -> {
              RestAnswer answer = repository.api().get(path);
              if (answer.status() == 404) {
                return Optional.empty();
              }
              answer.require("Looking for the pages of " + repository);
              return Optional.of(Map.of());
            },
            () -> {
              repository.call(
                  "Enabling GitHub Pages for " + repository,
                  "POST",
                  path,
                  Map.of(
                      "build_type",
                      input.text("buildType").orElse("workflow"),
                      "source",
                      Map.of(
                          "branch",
                          input.text("sourceBranch").orElse("main"),
                          "path",
                          input.text("sourcePath").orElse("/"))));
              return Map.of();
            });
  }
}
