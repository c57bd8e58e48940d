package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fetch:template:file}. */
@Component(service = TemplateAction.class)
public final class FetchTemplateFileAction extends DescribedAction {
  private final TemplateFiles files;
  private final TemplateEngines engines;

  /** Called by the framework. */
  @Activate
  public FetchTemplateFileAction(
      @Reference TemplateFiles files, @Reference TemplateEngines engines) {
    super("fetch:template:file");
    this.files = requireNonNull(files, "files is null");
    this.engines = requireNonNull(engines, "engines is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    context.logger().info("Fetching template file content from remote URL");
    String url = text(context.input(), "url", "");
    byte[] content = files.file(url, context);
    TreeRendering.file(engines.engine(), url, content, false, context);
  }
}
