package dev.callboard.scaffolder.action;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import dev.callboard.scaffolder.fetch.TreeOptions;
import dev.callboard.scaffolder.fetch.TreeRenderer;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.template.TemplateEngine;
import java.io.IOException;
import java.util.Map;

/** What the actions that render have in common. */
final class TreeRendering {
  private TreeRendering() {}

  static void tree(TemplateEngine engine, Workspace source, ActionContext context)
      throws IOException {
    Map<String, Object> input = context.input();
    Map<String, Object> values = DescribedAction.object(input, "values");
    String target = DescribedAction.text(input, "targetPath", "./");
    context.logger().info("Listing files and directories in template");
    context
        .logger()
        .info(
            "Processing "
                + source.walk("").size()
                + " template files/directories with input values "
                + JsonText.write(values));
    new TreeRenderer(engine)
        .render(
            WorkspaceTrees.source(source),
            WorkspaceTrees.target(context.workspace().in(target), context),
            TreeOptions.of(input),
            values,
            context.logger()::info);
    context.logger().info("Template result written to " + target);
  }

  static void file(
      TemplateEngine engine, String name, byte[] content, boolean executable, ActionContext context)
      throws IOException {
    Map<String, Object> input = context.input();
    String target = DescribedAction.text(input, "targetPath", "");
    TreeOptions options = TreeOptions.of(input);
    if (!options.replace()
        && context.workspace().find(target).filter(WorkspaceEntry::isFile).isPresent()) {
      context.logger().info("File " + target + " already exists in workspace, not replacing.");
      return;
    }
    Map<String, Object> values = DescribedAction.object(input, "values");
    byte[] rendered = new TreeRenderer(engine).render(name, content, options, values);
    context.workspace().write(target, rendered, executable);
    context.logger().info("Template file has been written to " + target);
  }
}
