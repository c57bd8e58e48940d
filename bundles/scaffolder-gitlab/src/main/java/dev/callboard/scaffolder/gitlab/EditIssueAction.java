package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.text;

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

/** {@code gitlab:issue:edit}: changes an issue. */
@Component(service = TemplateAction.class)
public final class EditIssueAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public EditIssueAction(@Reference GitLabHosts hosts) {
    super("gitlab:issue:edit", "Changes an issue on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("projectId: 12", "issueIid: 7", "stateEvent: close");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("projectId", InputSchema.id("The id of the project"))
        .require("issueIid", number("The number of the issue in the project"))
        .optional("title", text("The title"))
        .all(IssueInputs.common())
        .optional("addLabels", text("Labels that are added, with commas"))
        .optional("removeLabels", text("Labels that are removed, with commas"))
        .optional("discussionLocked", bool("Whether nobody may discuss it"))
        .optional("stateEvent", oneOf("What happens to it", "close", "reopen"))
        .optional("updatedAt", text("When it was changed, as 2026-01-31T12:00:00Z"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("issueUrl", text("The URL of the issue"))
        .require("projectId", number("The id of the project"))
        .require("issueId", number("The id of the issue"))
        .require("issueIid", number("The number of the issue in its project"))
        .require("state", text("Its state"))
        .require("title", text("Its title"))
        .require("updatedAt", text("When it was changed"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.requireId("projectId");
    RestBody body =
        new IssueInputs(gitlab, project, input)
            .body()
            .with("title", input.text("title"))
            .with("add_labels", input.text("addLabels"))
            .with("remove_labels", input.text("removeLabels"))
            .with("discussion_locked", input.bool("discussionLocked"))
            .with("state_event", input.text("stateEvent"))
            .with("updated_at", input.text("updatedAt"));
    Map<String, Object> issue =
        gitlab
            .call(
                "Changing the issue",
                "PUT",
                GitLab.path(project, "issues", input.requireId("issueIid")),
                body.build())
            .object();
    context.output("issueUrl", issue.get("web_url"));
    context.output("issueId", issue.get("id"));
    context.output("issueIid", issue.get("iid"));
    context.output("projectId", issue.get("project_id"));
    context.output("title", issue.get("title"));
    context.output("state", issue.get("state"));
    context.output("updatedAt", issue.get("updated_at"));
  }
}
