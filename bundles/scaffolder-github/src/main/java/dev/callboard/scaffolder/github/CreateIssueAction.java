package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

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

/** {@code github:issues:create}: creates an issue. */
@Component(service = TemplateAction.class)
public final class CreateIssueAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public CreateIssueAction(@Reference GitHubHosts hosts) {
    super("github:issues:create", "Creates an issue on GitHub.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("title: Set up alerts", "labels: [todo]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("title", text("The title"))
        .optional("body", text("The text"))
        .optional("assignees", texts("Who works on it"))
        .optional("milestone", InputSchema.id("The number of a milestone"))
        .optional("labels", texts("Its labels"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("issueUrl", text("The URL of the issue"))
        .require("issueNumber", number("The number of the issue"))
        .build();
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  /** Nothing tells one that an earlier attempt has made from another. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    if (context.isDryRun()) {
      context.output("issueUrl", repository.settings().web() + "/" + repository + "/issues/42");
      context.output("issueNumber", 42);
      return;
    }
    String title = input.require("title");
    Map<String, Object> issue =
        context.checkpoint(
            "issue." + repository + "." + title, () -> create(repository, input, title));
    context.output("issueUrl", issue.get("url"));
    context.output("issueNumber", issue.get("number"));
  }

  private static Map<String, Object> create(
      GitHubRepository repository, ActionInput input, String title) {
    RestAnswer answer =
        repository.call(
            "Creating the issue '" + title + "' on " + repository,
            "POST",
            repository.path("issues"),
            RestBody.of()
                .with("title", title)
                .with("body", input.text("body"))
                .with("assignees", input.value("assignees"))
                .with("milestone", input.value("milestone"))
                .with("labels", input.value("labels"))
                .build());
    return Map.of(
        "url",
        answer.requireText("html_url"),
        "number",
        Long.valueOf(answer.requireText("number")));
  }
}
