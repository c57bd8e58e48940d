package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.fetch.Globs;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code fs:delete}. */
@Component(service = TemplateAction.class)
public final class FsDeleteAction extends DescribedAction {
  /** Called by the framework. */
  public FsDeleteAction() {
    super("fs:delete");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    Workspace workspace = context.workspace();
    for (Object file : (List<?>) context.input().get("files")) {
      String pattern = String.valueOf(file);
      // Refuses what leads out of the workspace, also where it matches nothing.
      workspace.in(pattern.replaceAll("[*?\\[\\]{}!]", "x"));
      if (pattern.startsWith("!")) {
        throw PortalException.input("A pattern of fs:delete must not begin with '!': " + pattern);
      }
      Globs globs = new Globs(List.of(pattern));
      for (WorkspaceEntry entry : workspace.walk("")) {
        context.checkCancelled();
        if (globs.match(entry.path()) && workspace.delete(entry.path())) {
          context.logger().info("File " + entry.path() + " deleted successfully");
        }
      }
    }
  }
}
