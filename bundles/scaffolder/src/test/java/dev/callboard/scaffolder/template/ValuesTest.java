package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rendering of step inputs, conditions and outputs. */
class ValuesTest {
  private final TemplateEngine engine =
      new TemplateEngine(
          TemplateLimits.DEFAULT,
          new BackstageExtensions(
              host -> Optional.ofNullable(host.equals("github.com") ? "github" : null)));
  private final List<String> failed = new ArrayList<>();

  private Object value(Object json, String context) {
    return engine.renderValue(
        json,
        Rendering.json(context),
        (text, error) -> failed.add(text + ": " + error.getMessage()));
  }

  @Test
  void a_string_that_is_one_expression_keeps_the_type() {
    String context = "{'a': {'list': [1, 2.5], 'no': false, 'nothing': null}}";
    assertEquals(List.of(1, 2.5), value("${{ a.list }}", context));
    assertEquals(false, value("${{ a.no }}", context));
    assertNull(value("${{ a.nothing }}", context));
    assertEquals(3, value("${{ 1 + 2 }}", context));
    assertEquals(Map.of("x", 1), value("${{ {x: 1} }}", context));
    assertEquals("1,2.5!", value("${{ a.list }}!", context));
    assertEquals(9007199254740991L, value("${{ 9007199254740991 }}", context));
  }

  @Test
  void what_is_undefined_is_left_out_of_objects_and_null_in_lists() {
    assertNull(value("${{ missing }}", "{}"));
    assertEquals(Map.of("b", 1), value(Map.of("a", "${{ missing }}", "b", 1), "{}"));
    assertEquals(Arrays.asList(null, "x"), value(List.of("${{ missing }}", "x"), "{}"));
  }

  @Test
  void a_string_that_fails_stays_and_is_told() {
    assertEquals(
        Map.of("a", "${{ b | nosuch }}", "c", "ok"),
        value(Map.of("a", "${{ b | nosuch }}", "c", "${{ 'ok' }}"), "{}"));
    assertEquals(List.of("${{ b | nosuch }}: line 1, column 9: there is no filter nosuch"), failed);
  }

  @Test
  void plain_braces_and_keys_are_not_rendered() {
    assertEquals(Map.of("${{ a }}", "{{ a }}"), value(Map.of("${{ a }}", "{{ a }}"), "{'a': 1}"));
  }

  @Test
  void lists_of_the_context_are_never_changed() {
    List<Object> list = new ArrayList<>(List.of(1));
    Object result =
        engine.renderValue(
            "{% set x = list.push(2) %}${{ list.length }}",
            Map.of("list", list), TemplateErrors.IGNORED);
    assertEquals("2", result);
    assertEquals(List.of(1), list);
  }

  @Test
  void repository_urls_are_taken_apart() {
    assertEquals(
        Map.of("host", "github.com", "owner", "acme", "repo", "a b"),
        value("${{ 'github.com?owner=acme&repo=a%20b' | parseRepoUrl }}", "{}"));
    assertEquals("acme/x", value("${{ 'github.com?repo=x&owner=acme' | projectSlug }}", "{}"));
    assertEquals(
        "acme",
        value("${{ 'github.com?repo=x&owner=acme' | parseRepoUrl | pick('owner') }}", "{}"));
    value("${{ 'other.org?repo=x&owner=y' | parseRepoUrl }}", "{}");
    assertTrue(
        failed.get(0).contains("No matching integration configuration for host other.org"),
        failed.get(0));
    value("${{ 'github.com?repo=x' | parseRepoUrl }}", "{}");
    assertTrue(failed.get(1).contains("missing owner"), failed.get(1));
    value("${{ 'not a url?' | parseRepoUrl }}", "{}");
    assertTrue(failed.get(2).contains("Invalid repo URL"), failed.get(2));
  }

  @Test
  void entity_references_are_taken_apart() {
    assertEquals(
        Map.of("kind", "group", "namespace", "default", "name", "a"),
        value("${{ 'group:a' | parseEntityRef }}", "{}"));
    assertEquals(
        Map.of("kind", "user", "namespace", "ns", "name", "a"),
        value("${{ 'a' | parseEntityRef({defaultKind: 'user', defaultNamespace: 'ns'}) }}", "{}"));
    assertEquals("a", value("${{ 'group:b/a' | parseEntityRef | pick('name') }}", "{}"));
    value("${{ 'a' | parseEntityRef }}", "{}");
    assertTrue(failed.get(0).contains("missing or empty kind"), failed.get(0));
  }

  @Test
  void pick_follows_a_path() {
    assertEquals(2, value("${{ o | pick('a.b[1].c') }}", "{'o': {'a': {'b': [1, {'c': 2}]}}}"));
    assertNull(value("${{ o | pick('a.x.y') }}", "{'o': {'a': {}}}"));
  }

  @Test
  void conditions_can_ask_how_the_task_goes() {
    assertEquals(
        true,
        engine.renderValue(
            "${{ always() }}", BackstageExtensions.statusFunctions(false), TemplateErrors.IGNORED));
    assertEquals(
        false,
        engine.renderValue(
            "${{ failure() }}",
            BackstageExtensions.statusFunctions(false),
            TemplateErrors.IGNORED));
    assertEquals(
        true,
        engine.renderValue(
            "${{ failure() }}", BackstageExtensions.statusFunctions(true), TemplateErrors.IGNORED));
    Set<String> names = Set.of("always", "failure");
    assertTrue(engine.calls("${{ parameters.x and failure() }}", names));
    assertFalse(engine.calls("${{ parameters.failure }}", names));
    assertFalse(engine.calls("${{ broken", names));
  }

  @Test
  void extensions_come_and_go() {
    List<String> there = new ArrayList<>();
    TemplateExtensions extensions =
        new TemplateExtensions() {
          @Override
          public Optional<TemplateFunction> filter(String name) {
            return there.contains(name)
                ? Optional.of(arguments -> "<" + arguments + ">")
                : Optional.empty();
          }

          @Override
          public Map<String, Object> globals() {
            TemplateFunction twice = arguments -> arguments.get(0) + "" + arguments.get(0);
            return Map.of("answer", 42, "twice", twice);
          }
        };
    Rendering rendering = Rendering.with(extensions);
    rendering.check("42", "answer");
    rendering.check("aa", "twice('a')");
    assertTrue(rendering.fails("{{ 1 | mine }}").getMessage().contains("no filter mine"));
    there.add("mine");
    rendering.check("<[a, null]>", "'a' | mine(missing)");
    assertEquals("7", rendering.of("{{ answer }}", Map.of("answer", 7)), "the context goes first");
  }

  @Test
  void cookiecutter_templates_have_jsonify() {
    Rendering rendering = Rendering.with(TemplateSyntax.COOKIECUTTER);
    assertEquals(
        "[1]", rendering.of("{{ cookiecutter.x | jsonify }}", "{'cookiecutter': {'x': [1]}}"));
    assertTrue(
        Rendering.with(TemplateSyntax.DEFAULT)
            .fails("${{ 1 | jsonify }}")
            .getMessage()
            .contains("no filter"));
  }
}
