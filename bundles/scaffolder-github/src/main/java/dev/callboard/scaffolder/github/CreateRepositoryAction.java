package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:repo:create}: creates a repository without files. */
@Component(service = TemplateAction.class)
public final class CreateRepositoryAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateRepositoryAction(@Reference GitHubHosts hosts) {
    super("github:repo:create", "Creates a repository on GitHub.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("description: A shop", "autoInit: true");
  }

  @Override
  protected InputSchema inputs() {
    return RepositoryInputs.creation()
        .optional("autoInit", preset(bool("Begin with a commit of an empty README"), false))
        .optional(
            "workflowAccess", oneOf("Who else uses its workflows", "none", "organization", "user"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return RepositoryInputs.outputs().build();
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    CreatedRepository created = new RepositoryMaker(repository, input).create();
    context.output("remoteUrl", created.remoteUrl());
    context.output("repoContentsUrl", created.pageUrl());
  }
}
