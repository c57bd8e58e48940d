package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.RepositoryPath;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code gitlab:repo:push}: commits files of the workspace to a branch. */
@Component(service = TemplateAction.class)
public final class PushProjectAction extends GitLabAction {
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PushProjectAction(@Reference GitLabHosts hosts, @Reference GitPublisher publisher) {
    super(
        "gitlab:repo:push",
        "Commits files of the workspace to a branch of a project on GitLab.",
        hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("branchName: main", "commitMessage: Add docs");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("branchName", text("The branch, which is made when it is missing"))
        .require("commitMessage", text("The message of the commit"))
        .optional("sourcePath", text("The directory of the workspace with the files"))
        .optional("targetPath", text("The directory of the project they go to"))
        .optional(
            "commitAction",
            preset(
                oneOf("What is done with each file", "create", "update", "delete", "auto"), "auto"))
        .optional("allowEmpty", bool("Whether a commit without changes is made"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("projectid", text("The id or path of the project"))
        .require("projectPath", text("The id or path of the project"))
        .optional("commitHash", text("The hash of the commit"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = gitlab.project();
    String name = input.require("branchName");
    String target = RepositoryPath.clean("targetPath", input.text("targetPath").orElse(""));
    List<Object> actions =
        new CommitActions(gitlab, project, input.text("commitAction").orElse("auto"))
            .of(
                publisher,
                context.workspace().in(input.text("sourcePath").orElse(".")),
                name,
                target.isEmpty() ? "" : target + "/");
    context.output("projectid", project);
    context.output("projectPath", project);
    GitLabBranch branch = new GitLabBranch(gitlab, project, name);
    String key = "commit." + project + "." + name;
    String before = context.checkpoint(key + ".before", () -> before(gitlab, project, branch));
    if (branch.commit().filter(before::equals).isPresent()
        && actions.isEmpty()
        && !input.bool("allowEmpty", false)) {
      context.logger().warn("There are no changes, so no commit is made");
      return;
    }
    context.output(
        "commitHash",
        context.checkpoint(
            key,
            () ->
                new CommitOnce(gitlab, project, branch)
                    .commit(
                        before,
                        input.require("commitMessage"),
                        actions,
                        input.bool("allowEmpty"))));
  }

  private static String before(GitLab gitlab, String project, GitLabBranch branch) {
    return branch
        .commit()
        .orElseGet(
            () ->
                branch.create(
                    gitlab
                        .call(
                            "Looking for the project " + project, "GET", GitLab.path(project), null)
                        .requireText("default_branch")));
  }
}
