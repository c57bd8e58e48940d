package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.list;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.Map;
import java.util.Optional;

/** The inputs of issues that are created or changed. */
final class IssueInputs {
  private static final int MOST_PARENTS = 25;

  private final GitLab gitlab;
  private final String project;
  private final ActionInput input;

  IssueInputs(GitLab gitlab, String project, ActionInput input) {
    this.gitlab = gitlab;
    this.project = project;
    this.input = input;
  }

  static InputSchema common() {
    return InputSchema.object()
        .optional("description", text("The text"))
        .optional("assignees", list("The ids of who works on it", Map.of("type", "number")))
        .optional("confidential", bool("Whether few see it"))
        .optional("dueDate", text("Until when, as 2026-01-31"))
        .optional("epicId", number("The id of an epic"))
        .optional("issueType", oneOf("What it is", "issue", "incident", "test_case", "task"))
        .optional("labels", text("Its labels, with commas"))
        .optional("milestoneId", number("The id of a milestone"))
        .optional("weight", number("Its weight"));
  }

  /** Returns the body of the request so far. */
  RestBody body() {
    return RestBody.of()
        .with("description", input.text("description"))
        .with("assignee_ids", input.value("assignees"))
        .with("confidential", input.bool("confidential"))
        .with("due_date", input.text("dueDate").map(date -> date.replaceFirst("T.*$", "")))
        .with("epic_id", epic())
        .with("issue_type", input.text("issueType"))
        .with("labels", input.text("labels"))
        .with("milestone_id", input.integer("milestoneId"))
        .with("weight", input.integer("weight"));
  }

  /** An epic belongs to a group, and GitLab takes it for issues of projects in that group only. */
  private Optional<Long> epic() {
    Optional<Long> id = input.integer("epicId").filter(number -> number > 0);
    if (id.isEmpty()) {
      return id;
    }
    RestAnswer found = gitlab.call("Looking for the project", "GET", GitLab.path(project), null);
    String path = found.requireText("path_with_namespace");
    String top = top(found.requireText("namespace", "id"));
    for (Object item : gitlab.api().list(GitLab.group(top, "epics"), "Looking for the epic")) {
      if (item instanceof Map<?, ?> epic
          && epic.get("id") instanceof Number number
          && number.longValue() == id.get()) {
        String group =
            gitlab
                .call(
                    "Looking for the epic's group",
                    "GET",
                    GitLab.group(String.valueOf(epic.get("group_id"))),
                    null)
                .requireText("full_path");
        if (path.startsWith(group + "/")) {
          return id;
        }
      }
    }
    gitlab.context().logger().warn("The epic is none of the project's groups, and is left out");
    return Optional.empty();
  }

  private String top(String group) {
    String current = group;
    for (int i = 0; i < MOST_PARENTS; i++) {
      Optional<String> parent =
          gitlab.call("Looking for a group", "GET", GitLab.group(current), null).text("parent_id");
      if (parent.isEmpty()) {
        return current;
      }
      current = parent.get();
    }
    return current;
  }
}
