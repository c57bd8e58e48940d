package dev.callboard.scaffolder.fetch;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateException;
import dev.callboard.scaffolder.template.TemplateSyntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Renders a tree of files: names and contents. A name that renders to nothing leaves out the file,
 * or the directory with all that is in it; binary files are copied as they are, and so are files
 * without marks; what may be run stays so.
 */
public final class TreeRenderer {
  private final TemplateEngine engine;

  /** Takes what renders texts. */
  public TreeRenderer(TemplateEngine engine) {
    this.engine = Objects.requireNonNull(engine, "engine is null");
  }

  private record Planned(TreeEntry from, String to, boolean rendered) {}

  /**
   * Renders a tree.
   *
   * @param source what is rendered
   * @param target where it goes; may have files already
   * @param options how
   * @param values what templates can read
   * @param log is told what is copied as it is because of the options
   * @throws PortalException with code {@code INPUT} for a symbolic link in the source or a name
   *     that leads out of the target, before anything is written; and for a file that cannot be
   *     rendered, with its path, line and column
   */
  public void render(
      SourceTree source,
      TargetTree target,
      TreeOptions options,
      Map<String, ?> values,
      Consumer<String> log)
      throws IOException {
    TemplateSyntax syntax = options.syntax();
    Map<String, Object> context = options.context(values);
    for (Planned planned : plan(source, options, syntax, context)) {
      if (target.exists(planned.to()) && !options.replace()) {
        continue;
      }
      TreeEntry from = planned.from();
      if (!planned.rendered() && options.extension().isEmpty()) {
        log.accept("Copying file/directory " + from.path() + " without processing.");
      }
      if (from.kind() == TreeEntry.Kind.DIRECTORY) {
        target.makeDirectory(planned.to());
        continue;
      }
      byte[] content = source.read(from.path());
      byte[] result = planned.rendered() ? content(from.path(), content, syntax, context) : content;
      target.write(planned.to(), result, from.executable());
    }
  }

  private List<Planned> plan(
      SourceTree source, TreeOptions options, TemplateSyntax syntax, Map<String, Object> context)
      throws IOException {
    Globs unrendered = new Globs(options.unrendered());
    List<Planned> plan = new ArrayList<>();
    for (TreeEntry entry : source.entries()) {
      if (entry.kind() == TreeEntry.Kind.OTHER) {
        throw new PortalException(
            ErrorCode.INPUT,
            "The template has a symbolic link or special file at "
                + entry.path()
                + "; a template holds files and directories only");
      }
      boolean isRendered = isRendered(entry, options, unrendered);
      boolean isNamed = options.rendersNames() || isRendered;
      String name = name(entry, options, isRendered);
      String path = isNamed ? rendered(entry.path(), name, syntax, context) : name;
      if (!isLeftOut(path)) {
        plan.add(new Planned(entry, inside(entry, path), isRendered));
      }
    }
    return plan;
  }

  private static boolean isRendered(TreeEntry entry, TreeOptions options, Globs unrendered) {
    if (options.extension().isEmpty()) {
      return !unrendered.match(entry.path());
    }
    String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    boolean isFile = entry.kind() == TreeEntry.Kind.FILE;
    return isFile && dot > 0 && name.substring(dot).equals(options.extension());
  }

  private static String name(TreeEntry entry, TreeOptions options, boolean isRendered) {
    int cut = isRendered ? options.extension().length() : 0;
    String path = entry.path().substring(0, entry.path().length() - cut);
    return entry.kind() == TreeEntry.Kind.DIRECTORY ? path + "/" : path;
  }

  private static boolean isLeftOut(String path) {
    return path.isEmpty() || path.startsWith("/") || path.contains("//");
  }

  private static String inside(TreeEntry entry, String path) {
    boolean leads = Arrays.asList(path.split("/", -1)).contains("..");
    if (leads) {
      throw new PortalException(
          ErrorCode.INPUT, "The name " + entry.path() + " leads out of the target: " + path);
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private byte[] content(
      String path, byte[] content, TemplateSyntax syntax, Map<String, Object> context) {
    if (BinaryContent.isBinary(content)) {
      return content;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (!TemplateEngine.hasMarks(text, syntax)) {
      return content;
    }
    return rendered(path, text, syntax, context).getBytes(StandardCharsets.UTF_8);
  }

  private String rendered(
      String path, String text, TemplateSyntax syntax, Map<String, Object> context) {
    try {
      return engine.render(text, syntax, context);
    } catch (TemplateException e) {
      throw new PortalException(
          ErrorCode.INPUT, "The template " + path + " cannot be rendered: " + e.getMessage());
    }
  }

  /** Renders one file. */
  public byte[] render(String path, byte[] content, TreeOptions options, Map<String, ?> values) {
    return content(path, content, options.syntax(), options.context(values));
  }
}
