package dev.callboard.scaffolder.fetch;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.TemplateSyntax;
import java.util.List;
import java.util.Map;

/**
 * How a tree is rendered: the inputs of {@code fetch:template} that are not about where.
 *
 * @param unrendered globs of what is copied as it is
 * @param rendersNames whether the names of what is copied as it is are rendered all the same
 * @param extension the extension of the only files that are rendered, with its dot; empty for all
 * @param cookiecutter whether marks and context are those of cookiecutter
 * @param replace whether files that are there already are replaced
 * @param trimBlocks whether the line break after a block goes
 * @param lstripBlocks whether blanks in front of a block that begins a line go
 */
public record TreeOptions(
    List<String> unrendered,
    boolean rendersNames,
    String extension,
    boolean cookiecutter,
    boolean replace,
    boolean trimBlocks,
    boolean lstripBlocks) {

  /** Everything is rendered, nothing replaced. */
  public static final TreeOptions DEFAULT =
      new TreeOptions(List.of(), true, "", false, false, false, false);

  /** Copies the globs. */
  public TreeOptions {
    unrendered = List.copyOf(unrendered);
  }

  /**
   * Reads the inputs of the action.
   *
   * @throws PortalException with code {@code INPUT} for inputs that exclude each other
   */
  public static TreeOptions of(Map<String, ?> input) {
    List<String> rendered = globs(input, "copyWithoutTemplating");
    List<String> raw = globs(input, "copyWithoutRender");
    if (rendered != null && raw != null) {
      throw wrong("copyWithoutRender and copyWithoutTemplating cannot be used together");
    }
    boolean cookiecutter = isTrue(input, "cookiecutterCompat");
    String extension = extension(input.get("templateFileExtension"));
    if (!extension.isEmpty() && (rendered != null || raw != null || cookiecutter)) {
      throw wrong(
          "templateFileExtension cannot be used together with copyWithoutTemplating,"
              + " copyWithoutRender or cookiecutterCompat");
    }
    List<String> globs = raw != null ? raw : rendered != null ? rendered : List.of();
    return new TreeOptions(
        globs,
        raw == null,
        extension,
        cookiecutter,
        isTrue(input, "replace"),
        isTrue(input, "trimBlocks"),
        isTrue(input, "lstripBlocks"));
  }

  private static PortalException wrong(String problem) {
    return new PortalException(ErrorCode.INPUT, "Wrong input of the action: " + problem);
  }

  private static boolean isTrue(Map<String, ?> input, String name) {
    return Boolean.TRUE.equals(input.get(name));
  }

  private static List<String> globs(Map<String, ?> input, String name) {
    Object value = input.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name + " must be a list of globs");
    }
    return list.stream().map(String::valueOf).toList();
  }

  private static String extension(Object value) {
    if (value == null || value == Boolean.FALSE || "".equals(value)) {
      return "";
    }
    String extension = value == Boolean.TRUE ? ".njk" : String.valueOf(value);
    return extension.startsWith(".") ? extension : "." + extension;
  }

  /** How marks look. */
  public TemplateSyntax syntax() {
    TemplateSyntax marks = cookiecutter ? TemplateSyntax.COOKIECUTTER : TemplateSyntax.DEFAULT;
    return marks.withBlocks(trimBlocks, lstripBlocks);
  }

  /** What templates can read. */
  public Map<String, Object> context(Map<String, ?> values) {
    return Map.of(cookiecutter ? "cookiecutter" : "values", values);
  }
}
