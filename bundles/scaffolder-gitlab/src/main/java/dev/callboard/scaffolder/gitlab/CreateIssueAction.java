package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestAnswer;
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

/** {@code gitlab:issues:create}: creates an issue. */
@Component(service = TemplateAction.class)
public final class CreateIssueAction extends GitLabAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateIssueAction(@Reference GitLabHosts hosts) {
    super("gitlab:issues:create", "Creates an issue on GitLab.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("title: Set up alerts", "labels: todo");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .optional("projectId", InputSchema.id("The id or path of the project"))
        .require("title", text("The title"))
        .all(IssueInputs.common())
        .optional("createdAt", text("When it was created, as 2026-01-31T12:00:00Z"))
        .optional("discussionToResolve", text("The id of a discussion that it resolves"))
        .optional(
            "mergeRequestToResolveDiscussionsOf",
            number("The number of a merge request whose discussions it resolves"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("issueUrl", text("The URL of the issue"))
        .require("issueId", number("The id of the issue"))
        .require("issueIid", number("The number of the issue in its project"))
        .build();
  }

  /** Nothing tells one that an earlier attempt has made from another. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    String project = input.id("projectId").orElseGet(gitlab::project);
    String title = input.require("title");
    Map<String, Object> issue =
        context.checkpoint(
            "issue." + project + "." + title, () -> create(gitlab, project, title, input));
    context.output("issueUrl", issue.get("url"));
    context.output("issueId", issue.get("id"));
    context.output("issueIid", issue.get("iid"));
  }

  private static Map<String, Object> create(
      GitLab gitlab, String project, String title, ActionInput input) {
    RestBody body =
        new IssueInputs(gitlab, project, input)
            .body()
            .with("title", title)
            .with("created_at", input.text("createdAt"))
            .with("discussion_to_resolve", input.text("discussionToResolve"))
            .with(
                "merge_request_to_resolve_discussions_of",
                input.integer("mergeRequestToResolveDiscussionsOf"));
    RestAnswer answer =
        gitlab.call(
            "Creating the issue '" + title + "'",
            "POST",
            GitLab.path(project, "issues"),
            body.build());
    return Map.of(
        "url",
        answer.requireText("web_url"),
        "id",
        Long.valueOf(answer.requireText("id")),
        "iid",
        Long.valueOf(answer.requireText("iid")));
  }
}
