package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code workspace:template}. */
@Component(service = TemplateAction.class)
public final class WorkspaceTemplateAction extends DescribedAction {
  private final TemplateEngines engines;

  /** Called by the framework. */
  @Activate
  public WorkspaceTemplateAction(@Reference TemplateEngines engines) {
    super("workspace:template");
    this.engines = requireNonNull(engines, "engines is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    TreeRendering.tree(
        engines.engine(), context.workspace().in(text(context.input(), "sourcePath", "")), context);
  }
}
