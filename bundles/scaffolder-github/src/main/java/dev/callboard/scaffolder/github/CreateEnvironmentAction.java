package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.textMap;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:environment:create}: creates a deployment environment. */
@Component(service = TemplateAction.class)
public final class CreateEnvironmentAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateEnvironmentAction(@Reference GitHubHosts hosts) {
    super(
        "github:environment:create",
        "Creates a deployment environment of a repository on GitHub.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("name: production", "waitTimer: 30", "reviewers: [group:default/ops]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("name", text("The name of the environment"))
        .optional(
            "deploymentBranchPolicy",
            InputSchema.object()
                .require("protected_branches", bool("Protected branches deploy"))
                .require("custom_branch_policies", bool("Branches and tags of the policies deploy"))
                .build())
        .optional("customBranchPolicyNames", texts("Patterns of branches that deploy"))
        .optional("customTagPolicyNames", texts("Patterns of tags that deploy"))
        .optional("environmentVariables", textMap("Variables of GitHub Actions, by name"))
        .optional("secrets", textMap("Secrets of GitHub Actions, by name"))
        .optional("waitTimer", number("How many minutes a deployment waits"))
        .optional("preventSelfReview", bool("Whether nobody approves what they started"))
        .optional("reviewers", texts("Who approves: references of users and groups"));
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String name = input.require("name");
    String path = repository.path("environments", name);
    List<Object> reviewers = new EnvironmentReviewers(repository).find(input.texts("reviewers"));
    repository.call(
        "Creating the environment '" + name + "' of " + repository,
        "PUT",
        path,
        RestBody.of()
            .with("wait_timer", input.integer("waitTimer"))
            .with("prevent_self_review", input.bool("preventSelfReview"))
            .with("reviewers", reviewers.isEmpty() ? null : reviewers)
            .with("deployment_branch_policy", input.value("deploymentBranchPolicy"))
            .build());
    policies(repository, path, input.texts("customBranchPolicyNames"), "branch");
    policies(repository, path, input.texts("customTagPolicyNames"), "tag");
    new GitHubVariables(repository, path + "/variables").set(input.map("environmentVariables"));
    new GitHubSecrets(repository, path + "/secrets").store(input.map("secrets"));
  }

  private static void policies(
      GitHubRepository repository, String path, List<String> patterns, String type)
      throws Exception {
    for (String pattern : patterns) {
      repository
          .context()
          .checkpoint(
              "policy." + type + "." + repository + "." + pattern,
              () -> {
                repository.call(
                    "Adding the policy '" + pattern + "'",
                    "POST",
                    path + "/deployment-branch-policies",
                    Map.of("name", pattern, "type", type));
                return true;
              });
    }
  }
}
