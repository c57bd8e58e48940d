package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code workspace:template:file}. */
@Component(service = TemplateAction.class)
public final class WorkspaceTemplateFileAction extends DescribedAction {
  private final TemplateEngines engines;

  /** Called by the framework. */
  @Activate
  public WorkspaceTemplateFileAction(@Reference TemplateEngines engines) {
    super("workspace:template:file");
    this.engines = requireNonNull(engines, "engines is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    String path = text(context.input(), "sourcePath", "");
    byte[] content = context.workspace().readBytes(path);
    boolean executable =
        context.workspace().find(path).filter(WorkspaceEntry::executable).isPresent();
    TreeRendering.file(engines.engine(), path, content, executable, context);
  }
}
