package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code fs:rename}. */
@Component(service = TemplateAction.class)
public final class FsRenameAction extends DescribedAction {
  /** Called by the framework. */
  public FsRenameAction() {
    super("fs:rename");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    for (Object item : (List<?>) context.input().get("files")) {
      Map<?, ?> file = (Map<?, ?>) item;
      String from = (String) file.get("from");
      String to = (String) file.get("to");
      try {
        context.workspace().move(from, to, Boolean.TRUE.equals(file.get("overwrite")));
      } catch (PortalException e) {
        context
            .logger()
            .error("Failed to rename file " + from + " to " + to + ": " + e.getMessage());
        throw e;
      }
      context.logger().info("File " + from + " renamed to " + to + " successfully");
    }
  }
}
