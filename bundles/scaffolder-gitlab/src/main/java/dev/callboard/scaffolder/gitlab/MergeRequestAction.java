package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;
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

/** {@code publish:gitlab:merge-request}: proposes files of the workspace to a project. */
@Component(service = TemplateAction.class)
public final class MergeRequestAction extends GitLabAction {
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public MergeRequestAction(@Reference GitLabHosts hosts, @Reference GitPublisher publisher) {
    super(
        "publish:gitlab:merge-request",
        "Opens a merge request on GitLab with files of the workspace.",
        hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("branchName: add-docs", "title: Add docs", "sourcePath: docs");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("title", text("The title"))
        .require("branchName", text("The branch with the changes"))
        .optional("description", text("The text"))
        .optional("targetBranchName", text("The branch to merge into, by default the default one"))
        .optional(
            "sourcePath",
            text("The directory of the workspace with the files, by default targetPath"))
        .optional("targetPath", text("The directory of the project they go to"))
        .optional(
            "commitAction",
            preset(
                oneOf("What is done with each file", "create", "delete", "update", "skip", "auto"),
                "auto"))
        .optional("projectid", text("Not used; the project is in repoUrl"))
        .optional("removeSourceBranch", preset(bool("Delete the branch once merged"), false))
        .optional("assignee", text("A user who works on it"))
        .optional("reviewers", texts("Users who review it"))
        .optional(
            "assignReviewersFromApprovalRules", bool("Whether those who may approve it review it"))
        .optional(
            "labels",
            Map.of(
                "type",
                List.of("string", "array"),
                "items",
                Map.of("type", "string"),
                "description",
                "Its labels"))
        .optional("autoMerge", preset(bool("Merge when all checks succeed"), false));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("targetBranchName", text("The branch to merge into"))
        .require("projectid", text("The id or path of the project"))
        .require("projectPath", text("The id or path of the project"))
        .require("mergeRequestUrl", text("The URL of the merge request"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = gitlab.project();
    String target = RepositoryPath.clean("targetPath", input.text("targetPath").orElse(""));
    String source = input.text("sourcePath").filter(path -> !path.isEmpty()).orElse(target);
    String into = input.text("targetBranchName").orElse("");
    if (into.isEmpty()) {
      into =
          gitlab
              .call("Looking for the project " + project, "GET", GitLab.path(project), null)
              .requireText("default_branch");
    }
    List<Object> actions =
        new CommitActions(gitlab, project, input.text("commitAction").orElse("auto"))
            .of(
                publisher,
                context.workspace().in(source.isEmpty() ? "." : source),
                into,
                target.isEmpty() ? "" : target + "/");
    MergeRequest request = new MergeRequest(gitlab, project, input);
    request.commit(into, actions);
    Map<String, Object> opened = request.open(into);
    String iid = String.valueOf(opened.get("iid"));
    new MergeRequestApprovals(gitlab, project, iid).apply(input, request.reviewers());
    context.output("targetBranchName", into);
    context.output("projectid", project);
    context.output("projectPath", project);
    context.output("mergeRequestUrl", opened.get("url"));
  }
}
