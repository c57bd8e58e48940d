package dev.callboard.scaffolder.action;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fetch:plain:file}. */
@Component(service = TemplateAction.class)
public final class FetchPlainFileAction extends DescribedAction {
  private final TemplateFiles files;

  /** Called by the framework. */
  @Activate
  public FetchPlainFileAction(@Reference TemplateFiles files) {
    super("fetch:plain:file");
    this.files = requireNonNull(files, "files is null");
  }

  @Override
  public void run(ActionContext context) throws IOException {
    context.logger().info("Fetching plain content from remote URL");
    byte[] content = files.file(text(context.input(), "url", ""), context);
    context.workspace().write(text(context.input(), "targetPath", ""), content, false);
  }
}
