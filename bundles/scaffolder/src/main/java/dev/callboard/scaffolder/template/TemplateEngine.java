package dev.callboard.scaffolder.template;

import dev.callboard.scaffolder.template.filter.Library;
import dev.callboard.scaffolder.template.parse.Parsed;
import dev.callboard.scaffolder.template.tree.Execution;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Renders templates. Safe for concurrent use; never blocks. */
public final class TemplateEngine {
  private final TemplateLimits limits;
  private final TemplateExtensions extensions;
  private final TemplateCache cache;

  /** Takes what a rendering may use, and what the language has beyond its own. */
  public TemplateEngine(TemplateLimits limits, TemplateExtensions extensions) {
    this.limits = Objects.requireNonNull(limits, "limits is null");
    this.extensions = Objects.requireNonNull(extensions, "extensions is null");
    this.cache = new TemplateCache(limits);
  }

  /** Whether a text has anything that looks like a mark; without one it renders to itself. */
  public static boolean hasMarks(String text, TemplateSyntax syntax) {
    if (text.contains(syntax.variableStart()) || text.contains("#}")) {
      return true;
    }
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next == '%' || next == '#') {
        return true;
      }
    }
    return false;
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
    if (!hasMarks(text, syntax)) {
      return text;
    }
    Parsed parsed = cache.get(text, syntax);
    return run(text, parsed, syntax, context, x -> written(parsed, x));
  }

  private static String written(Parsed parsed, Execution x) {
    parsed.body().content().execute(x);
    return x.written();
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
    return Undefined.toNull(value(json, context, errors));
  }

  private Object value(Object json, Map<String, ?> context, TemplateErrors errors) {
    if (json instanceof String text) {
      return expression(text, context, errors);
    }
    if (json instanceof List<?> list) {
      List<Object> rendered = new ArrayList<>(list.size());
      list.forEach(element -> rendered.add(renderValue(element, context, errors)));
      return rendered;
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> rendered = new LinkedHashMap<>();
      map.forEach(
          (key, element) -> {
            Object value = value(element, context, errors);
            if (value != Undefined.UNDEFINED) {
              rendered.put(String.valueOf(key), value);
            }
          });
      return rendered;
    }
    return json;
  }

  private Object expression(String text, Map<String, ?> context, TemplateErrors errors) {
    TemplateSyntax syntax = TemplateSyntax.DEFAULT;
    if (!hasMarks(text, syntax)) {
      return text;
    }
    try {
      Parsed parsed = cache.get(text, syntax);
      if (parsed.only() == null) {
        return run(text, parsed, syntax, context, x -> written(parsed, x));
      }
      return run(
          text,
          parsed,
          syntax,
          context,
          x -> new JsonCopy(x.meter()).of(parsed.only().evaluate(x)));
    } catch (TemplateException e) {
      errors.failed(text, e);
      return text;
    }
  }

  /**
   * Whether an expression or template calls one of these functions by name, wherever that may be.
   * False for what cannot be read.
   */
  public boolean calls(String text, Set<String> functions) {
    if (!hasMarks(text, TemplateSyntax.DEFAULT)) {
      return false;
    }
    try {
      return cache.get(text, TemplateSyntax.DEFAULT).called().stream()
          .anyMatch(functions::contains);
    } catch (TemplateException e) {
      return false;
    }
  }

  private <T> T run(
      String text,
      Parsed parsed,
      TemplateSyntax syntax,
      Map<String, ?> context,
      Function<Execution, T> rendering) {
    Meter meter =
        new Meter(limits.deadline(), limits.maxOutput(), limits.maxOperations(), limits.maxDepth());
    try {
      Map<String, ?> readable = parsed.changesLists() ? own(context, meter) : context;
      Library library = new Library(extensions, syntax.cookiecutter());
      int slots = parsed.body().slots();
      return rendering.apply(new Execution(meter, library, readable, slots));
    } catch (ScriptError e) {
      throw Places.exception(text, e);
    } catch (StackOverflowError e) {
      throw new TemplateException(1, 1, "it is nested too deep", e);
    }
  }

  /** Lists of the context that a template changes are its own, like those of the reference. */
  private static Map<String, ?> own(Map<String, ?> context, Meter meter) {
    Map<String, Object> copy = new LinkedHashMap<>();
    context.forEach((name, value) -> copy.put(name, JsonCopy.changeable(value, meter, 0)));
    return copy;
  }
}
