package dev.callboard.scaffolder.publish;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An action on one repository of a source host, which has the inputs {@code repoUrl} and {@code
 * token}. What such actions tell about themselves is alike.
 */
@ConsumerType
public abstract class RepositoryAction implements TemplateAction {
  private final String id;
  private final String description;
  private final String repoUrl;

  /**
   * Creates an action.
   *
   * @param id that steps name, not null
   * @param description a sentence for template authors, not null
   * @param repoUrl an example of the input, not null
   */
  protected RepositoryAction(String id, String description, String repoUrl) {
    this.id = requireNonNull(id, "id is null");
    this.description = requireNonNull(description, "description is null");
    this.repoUrl = requireNonNull(repoUrl, "repoUrl is null");
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
  protected abstract List<String> example();

  @Override
  public final List<Example> examples() {
    StringBuilder yaml = new StringBuilder("steps:\n  - id: step\n    action: ").append(id);
    yaml.append("\n    input:\n      repoUrl: ").append(repoUrl).append('\n');
    example().forEach(line -> yaml.append("      ").append(line).append('\n'));
    return List.of(Example.of(description, yaml.toString()));
  }

  /** Returns the inputs other than {@code repoUrl} and {@code token}. */
  protected abstract InputSchema inputs();

  @Override
  public final Map<String, Object> inputSchema() {
    return InputSchema.object()
        .require("repoUrl", InputSchema.text("The repository, such as " + repoUrl))
        .all(inputs())
        .optional("token", InputSchema.text("A token in place of the configured credentials"))
        .build();
  }

  /** Returns true: those that cannot look first whether it was done say so. */
  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public final void run(ActionContext context) throws Exception {
    run(ActionInput.of(context.input()), context);
  }

  /** Does the work of a step, as {@link #run(ActionContext)}. */
  protected abstract void run(ActionInput input, ActionContext context) throws Exception;
}
