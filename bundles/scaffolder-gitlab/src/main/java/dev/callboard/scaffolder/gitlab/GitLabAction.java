package dev.callboard.scaffolder.gitlab;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;

/** An action on one GitLab, which has the inputs {@code repoUrl} and {@code token}. */
abstract class GitLabAction implements TemplateAction {
  final GitLabHosts hosts;
  private final String id;
  private final String description;

  GitLabAction(String id, String description, GitLabHosts hosts) {
    this.id = id;
    this.description = description;
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String description() {
    return description;
  }

  /** Returns lines of YAML with inputs other than {@code repoUrl}, for the example. */
  abstract List<String> example();

  @Override
  public final List<Example> examples() {
    StringBuilder yaml = new StringBuilder("steps:\n  - id: gitlab\n    action: ").append(id);
    yaml.append("\n    input:\n      repoUrl: gitlab.com?owner=acme&repo=shop\n");
    example().forEach(line -> yaml.append("      ").append(line).append('\n'));
    return List.of(Example.of(description, yaml.toString()));
  }

  /** Returns the inputs other than {@code repoUrl} and {@code token}. */
  abstract InputSchema inputs();

  @Override
  public final Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require(
            "repoUrl", InputSchema.text("The project, such as gitlab.com?owner=acme&repo=shop"))
        .all(inputs())
        .optional("token", InputSchema.text("A token for GitLab in place of the configured one"))
        .build();
  }

  @Override
  public final void run(ActionContext context) throws Exception {
    ActionInput input = ActionInput.of(context.input());
    run(hosts.open(context, input.require("repoUrl"), input.text("token")), input, context);
  }

  abstract void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception;
}
