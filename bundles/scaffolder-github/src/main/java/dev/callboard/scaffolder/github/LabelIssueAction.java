package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.texts;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:issues:label}: labels an issue or pull request. */
@Component(service = TemplateAction.class)
public final class LabelIssueAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public LabelIssueAction(@Reference GitHubHosts hosts) {
    super("github:issues:label", "Adds labels to an issue or pull request on GitHub.", hosts);
  }

  @Override
  protected List<String> example() {
    return List.of("number: 7", "labels: [todo]");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("number", number("The number of the issue or pull request"))
        .require("labels", texts("The labels"));
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String number = input.requireId("number");
    try {
      repository.call(
          "Adding labels to " + repository + "#" + number,
          "POST",
          repository.path("issues", number, "labels"),
          Map.of("labels", input.texts("labels")));
    } catch (PortalException e) {
      // As in Backstage: a missing label is no reason to fail a template.
      context.logger().warn(e.getMessage());
    }
  }
}
