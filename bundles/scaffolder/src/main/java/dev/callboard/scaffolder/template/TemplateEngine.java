package dev.callboard.scaffolder.template;

import java.util.Map;
import java.util.Objects;

/** Renders templates. Safe for concurrent use; never blocks. */
public final class TemplateEngine {
  private final TemplateLimits limits;
  private final TemplateExtensions extensions;

  /** Takes what a rendering may use, and what the language has beyond its own. */
  public TemplateEngine(TemplateLimits limits, TemplateExtensions extensions) {
    this.limits = Objects.requireNonNull(limits, "limits is null");
    this.extensions = Objects.requireNonNull(extensions, "extensions is null");
  }

  /**
   * Renders a file or a name.
   *
   * @param text the template
   * @param syntax how its marks look
   * @param context what it can read, JSON values and {@link TemplateFunction}s by name
   * @throws TemplateException when the template is wrong or needs more than it may
   */
  public String render(String text, TemplateSyntax syntax, Map<String, ?> context) {
    if (limits.maxTemplate() < text.length() || extensions.globals().containsKey(text)) {
      throw new TemplateException(1, 1, "the template is too long");
    }
    if (text.contains(syntax.variableStart()) || text.contains("{%") || text.contains("{#")) {
      throw new TemplateException(1, 1, "templates with marks cannot be rendered yet");
    }
    return text;
  }

  /**
   * Renders every string in a JSON value: the input of a step, its condition, the output of a
   * template. A string that is one expression keeps the type of its value; keys of maps stay as
   * they are. Where such an expression is undefined, the entry of a map is left out, and an element
   * of a list becomes null.
   *
   * @param json a JSON value, which is not changed
   * @param context what expressions can read, JSON values and {@link TemplateFunction}s by name
   * @param errors is told of each string that fails and therefore stays as it is
   * @return the rendered value, null also for a string that is one undefined expression
   */
  public Object renderValue(Object json, Map<String, ?> context, TemplateErrors errors) {
    if (json instanceof String text && text.contains("${{")) {
      errors.failed(text, new TemplateException(1, 1, "expressions cannot be rendered yet"));
    }
    return json;
  }
}
