package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code debug:log}. */
@Component(service = TemplateAction.class)
public final class DebugLogAction extends DescribedAction {
  /** Called by the framework. */
  public DebugLogAction() {
    super("debug:log");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    context.logger().info(JsonText.pretty(context.input()));
    if (context.input().get("message") instanceof String message && !message.isEmpty()) {
      context.logger().info(message);
    }
    Object list = context.input().get("listWorkspace");
    if (list != null && !list.equals(false)) {
      context.logger().info(listing(context.workspace(), list.equals("with-contents")));
    }
  }

  private static String listing(Workspace workspace, boolean contents) throws IOException {
    List<String> lines = new ArrayList<>();
    for (WorkspaceEntry entry : workspace.walk("")) {
      if (entry.isFile()) {
        String line = "  - " + entry.path();
        lines.add(
            contents
                ? line + ":\n\n  " + workspace.readText(entry.path()).replace("\n", "\n  ")
                : line);
      }
    }
    return "Workspace:\n" + String.join("\n", lines);
  }
}
