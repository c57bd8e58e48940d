package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code fs:readdir}. */
@Component(service = TemplateAction.class)
public final class FsReaddirAction extends DescribedAction {
  /** Called by the framework. */
  public FsReaddirAction() {
    super("fs:readdir");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    List<Map<String, Object>> files = new ArrayList<>();
    List<Map<String, Object>> folders = new ArrayList<>();
    for (Object path : (List<?>) context.input().get("paths")) {
      String folder = String.valueOf(path);
      List<WorkspaceEntry> entries =
          isTrue(context.input(), "recursive")
              ? context.workspace().walk(folder)
              : context.workspace().list(folder);
      for (WorkspaceEntry entry : entries) {
        if (entry.isFile()) {
          files.add(json(entry));
        } else if (entry.isDirectory()) {
          folders.add(json(entry));
        }
      }
    }
    context.output("files", files);
    context.output("folders", folders);
  }

  /** Where the workspace is on the server is nobody's business, so the full path starts in it. */
  private static Map<String, Object> json(WorkspaceEntry entry) {
    return Map.of("name", entry.name(), "path", entry.path(), "fullPath", entry.path());
  }
}
