package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fetch:plain}. */
@Component(service = TemplateAction.class)
public final class FetchPlainAction extends DescribedAction {
  private final TemplateFiles files;

  /** Called by the framework. */
  @Activate
  public FetchPlainAction(@Reference TemplateFiles files) {
    super("fetch:plain");
    this.files = requireNonNull(files, "files is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    context.logger().info("Fetching plain content from remote URL");
    Workspace target = context.workspace().in(text(context.input(), "targetPath", "./"));
    files.tree(text(context.input(), "url", ""), context, source -> copy(source, target, context));
  }

  private static void copy(Workspace source, Workspace target, ActionContext context)
      throws IOException {
    for (WorkspaceEntry entry : source.walk("")) {
      context.checkCancelled();
      if (entry.isDirectory()) {
        target.createDirectories(entry.path());
      } else if (entry.isFile()) {
        try (InputStream in = source.read(entry.path());
            OutputStream out = target.write(entry.path(), entry.executable())) {
          in.transferTo(out);
        }
      }
    }
  }
}
