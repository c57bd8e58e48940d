package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Renders short templates for tests. */
final class Rendering {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TemplateEngine engine;
  private final TemplateSyntax syntax;

  Rendering(TemplateLimits limits, TemplateExtensions extensions, TemplateSyntax syntax) {
    this.engine = new TemplateEngine(limits, extensions);
    this.syntax = syntax;
  }

  static Rendering plain() {
    return new Rendering(
        TemplateLimits.DEFAULT, TemplateExtensions.NONE, TemplateSyntax.COOKIECUTTER);
  }

  static Rendering with(TemplateSyntax syntax) {
    return new Rendering(TemplateLimits.DEFAULT, TemplateExtensions.NONE, syntax);
  }

  static Rendering with(TemplateLimits limits) {
    return new Rendering(limits, TemplateExtensions.NONE, TemplateSyntax.COOKIECUTTER);
  }

  static Rendering with(TemplateExtensions extensions) {
    return new Rendering(TemplateLimits.DEFAULT, extensions, TemplateSyntax.COOKIECUTTER);
  }

  /** Reads JSON that may have single quotes. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> json(String text) {
    try {
      return JSON.readValue(text.replace('\'', '"'), Map.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  TemplateEngine engine() {
    return engine;
  }

  String of(String template) {
    return of(template, Map.of());
  }

  String of(String template, Map<String, ?> context) {
    return engine.render(template, syntax, context);
  }

  String of(String template, String context) {
    return of(template, json(context));
  }

  /** Checks what an expression prints. */
  void check(String expected, String expression) {
    check(expected, expression, Map.of());
  }

  void check(String expected, String expression, Map<String, ?> context) {
    assertEquals(expected, of("{{ " + expression + " }}", context), expression);
  }

  TemplateException fails(String template, Map<String, ?> context) {
    return assertThrows(TemplateException.class, () -> of(template, context), template);
  }

  TemplateException fails(String template) {
    return fails(template, Map.of());
  }
}
