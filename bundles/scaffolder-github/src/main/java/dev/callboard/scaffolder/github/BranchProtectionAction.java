package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:branch-protection:create}: protects a branch. */
@Component(service = TemplateAction.class)
public final class BranchProtectionAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public BranchProtectionAction(@Reference GitHubHosts hosts) {
    super("github:branch-protection:create", "Protects a branch of a repository on GitHub.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("branch: main", "requiredApprovingReviewCount: 2");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .optional("branch", text("The branch, by default the repository's default branch"))
        .optional("enforceAdmins", preset(bool("Also against administrators"), true))
        .all(RepositoryInputs.protection())
        .optional("blockCreations", preset(bool("Nobody creates matching branches"), false));
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String branch = input.text("branch").orElse("");
    if (branch.isEmpty()) {
      branch =
          repository
              .call("Looking for the repository " + repository, "GET", repository.path(), null)
              .requireText("default_branch");
    }
    new BranchProtection(repository, input, input.bool("enforceAdmins", true)).protect(branch);
  }
}
