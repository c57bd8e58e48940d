package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fetch:template}. */
@Component(service = TemplateAction.class)
public final class FetchTemplateAction extends DescribedAction {
  private final TemplateFiles files;
  private final TemplateEngines engines;

  /** Called by the framework. */
  @Activate
  public FetchTemplateAction(@Reference TemplateFiles files, @Reference TemplateEngines engines) {
    super("fetch:template");
    this.files = requireNonNull(files, "files is null");
    this.engines = requireNonNull(engines, "engines is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    context.logger().info("Fetching template content from remote URL");
    files.tree(
        text(context.input(), "url", ""),
        context,
        source -> TreeRendering.tree(engines.engine(), source, context));
  }
}
