package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates that want out, or want too much. */
class HostileTemplatesTest {
  private static final List<String> NAMES =
      List.of(
          "constructor",
          "__proto__",
          "prototype",
          "__defineGetter__",
          "__lookupGetter__",
          "valueOf.constructor",
          "toString.constructor",
          "constructor.constructor",
          "class",
          "getClass",
          "hashCode",
          "isPrototypeOf",
          "caller",
          "arguments",
          "callee",
          "env",
          "globalThis",
          "process",
          "require",
          "module",
          "this",
          "self",
          "import",
          "eval",
          "Function",
          "Object",
          "Reflect",
          "java",
          "Packages",
          "context",
          "frame",
          "runtime",
          "cb",
          "lineno");

  private final Rendering rendering = Rendering.plain();

  @Test
  void names_of_prototypes_and_of_the_machinery_are_undefined() {
    Map<String, Object> context =
        Rendering.json("{'o': {}, 'l': [1], 's': 'x', 'n': 1, 'b': true}");
    for (String name : NAMES) {
      String root = name.replace("valueOf.", "").replace("toString.", "");
      if (!root.contains(".") && !root.equals("import")) {
        rendering.check("true", root + " is undefined", context);
      }
      for (String value :
          List.of("o", "l", "s", "n", "b", "range", "''", "[]", "{}", "none", "r/x/")) {
        rendering.check("true", value + "." + name + " is undefined", context);
        rendering.check("true", value + "['" + name + "'] is undefined", context);
      }
    }
  }

  @Test
  void a_function_cannot_be_made_from_text() {
    List<String> attempts =
        List.of(
            "range.constructor('return process')()",
            "''.constructor.constructor('return 1')()",
            "{}['constructor']['constructor']('return this')()",
            "[].map.constructor('x')()",
            "cycler.__proto__.constructor('x')()",
            "joiner().constructor('x')()",
            "({}).toString.constructor('x')()",
            "({}).__defineGetter__('x', range)",
            "(0).constructor.fromCharCode(65)",
            "r/x/.constructor('x')()",
            "eval('1')",
            "self.constructor('x')()");
    for (String attempt : attempts) {
      String message = rendering.fails("{{ " + attempt + " }}").getMessage();
      assertTrue(message.contains("there is no function"), attempt + " -> " + message);
    }
    rendering.fails("{% macro m() %}{% endmacro %}{{ m.constructor('x')() }}");
    rendering.fails(
        "{% macro m() %}{{ caller.constructor('x')() }}{% endmacro %}{% call m() %}{% endcall %}");
  }

  @Test
  void objects_of_java_in_the_context_are_closed() {
    Map<String, Object> context = Map.of("thread", Thread.currentThread(), "type", String.class);
    for (String name : List.of("class", "getName", "name", "classLoader", "forName", "toString")) {
      rendering.check("true", "thread." + name + " is undefined", context);
      rendering.check("true", "type['" + name + "'] is undefined", context);
    }
    assertTrue(rendering.fails("{{ thread }}", context).getMessage().contains("no JSON value"));
  }

  @Test
  void a_key_of_data_may_have_any_name_and_stays_data() {
    Map<String, Object> context =
        Rendering.json("{'o': {'__proto__': {'x': 1}, 'constructor': 'c'}}");
    rendering.check("c", "o.constructor", context);
    rendering.check("", "o.x", context);
    rendering.check("{\"__proto__\":{\"x\":1}}", "{'__proto__': {x: 1} } | dump");
    rendering.check("", "{'__proto__': {x: 1} }.x");
  }

  @Test
  void named_arguments_and_loops_give_no_way_out_either() {
    rendering.check("", "range(__proto__=1)");
    assertEquals(
        "",
        rendering.of(
            "{% macro m(a=1) %}{{ constructor }}{{ kwargs }}{% endmacro %}{{ m(constructor=2) }}"));
    assertEquals(
        "",
        rendering.of("{% for i in [1] %}{{ loop.constructor }}{{ loop.__proto__ }}{% endfor %}"));
    assertEquals(
        "xy",
        rendering.of(
            "{% set __proto__ = 'x' %}{{ __proto__ }}{% set constructor = 'y' %}{{ constructor"
                + " }}"));
  }

  @Test
  void T03_endless_and_huge_templates_end_within_a_second() {
    String ten = "";
    String end = "";
    for (int i = 0; i < 10; i++) {
      ten += "{% for i" + i + " in range(1000) %}";
      end += "{% endfor %}";
    }
    List<String> attacks = new ArrayList<>();
    attacks.add("{{ range(1e9) }}{{ range(1000000000) }}");
    attacks.add("{{ range(0, 1, 0.0000000001) }}");
    attacks.add("{{ 'x'.repeat(1000000000) }}");
    attacks.add("{{ 'x'.padStart(1000000000) }}");
    attacks.add("{{ 'x' | center(1000000000) }}");
    attacks.add("{{ 'a\\nb' | indent(1000000000) }}");
    attacks.add("{{ [1] | batch(1000000000, 'x') }}");
    attacks.add("{{ [1] | slice(1000000000) }}");
    attacks.add(
        "{{ 'x"
            + "' | replace('x', 'xx') | replace('x', 'xxxx".repeat(20)
            + "') }}"
            + "{% set s = 'x' %}{% for i in range(60) %}{% set s = s ~ s %}{% endfor %}");
    attacks.add("{% set l = [1] %}{% for i in range(60) %}{% set l = l.concat(l) %}{% endfor %}");
    attacks.add("{% set l = [1] %}{% for i in l %}{% if l.push(1) %}{% endif %}{% endfor %}");
    attacks.add("{% set l = [] %}{% if l.push(l) %}{% endif %}{{ l }}{{ l | dump }}");
    attacks.add("{% set l = [] %}{% for i in range(60) %}{% set l = [l, l] %}{% endfor %}{{ l }}");
    attacks.add(ten + "x" + end);
    attacks.add("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
    attacks.add("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}");
    attacks.add(
        "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{%"
            + " endcall %}{% endmacro %}{{ n() }}");
    attacks.add(
        "{{ ('a' * 28) }}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(r/^(.*a){12}$/g, '')"
            + " }}");
    attacks.add("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | replace(r/^(a+)+$/, '') }}");
    attacks.add("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(r/^(a|aa)+$/) }}");
    attacks.add("{{ r/((a{1,1000}){1,1000}){1,1000}/.test('a') }}");
    attacks.add(
        "{% set r = r/[" + "ab".repeat(100_000) + "]*x/ %}{{ r.test('ab'.repeat(100000)) }}");
    attacks.add("{{ r/(?:a{0,1000}b{0,1000}(?=c))*d/.test('ab'.repeat(100000)) }}");
    attacks.add("{{ " + "(".repeat(100_000) + " }}");
    attacks.add("{{ " + "-(".repeat(100_000) + " }}");
    attacks.add("{{ " + "not ".repeat(100_000) + "1 }}");
    attacks.add("{{ a" + ".b".repeat(100_000) + " }}");
    attacks.add("{{ a" + " | upper".repeat(100_000) + " }}");
    attacks.add("{{ a" + "[0]".repeat(100_000) + " }}");
    attacks.add("{{ 1" + " in 1".repeat(100_000) + " }}");
    attacks.add("{% if 1 %}".repeat(100_000));
    attacks.add("{{ r/" + "(".repeat(100_000) + "/ }}");
    rendering.of("{{ 1 }}");
    for (String attack : attacks) {
      long started = System.nanoTime();
      TemplateException error = rendering.fails(attack);
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      String shown = attack.substring(0, Math.min(80, attack.length()));
      assertTrue(took.toMillis() < 2_000, shown + " took " + took);
      assertTrue(
          error.getMessage().matches("(?s)line \\d+, column \\d+: .{10,200}"),
          shown + " -> " + error.getMessage());
    }
  }

  @Test
  void T03_many_marks_of_another_language_are_no_danger() {
    String chart = "{{ .Values.x }} { }\n".repeat(100_000);
    TemplateEngine engine = Rendering.with(TemplateSyntax.DEFAULT).engine();
    String rendered =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> engine.render(chart, TemplateSyntax.DEFAULT, Map.of()));
    assertEquals(chart, rendered);
  }

  @Test
  void T03_long_rows_of_operators_are_no_danger() {
    rendering.check("100001", "1" + " + 1".repeat(100_000));
    rendering.check("true", "1" + " and 1".repeat(100_000) + " is defined");
    String branches = "{% elif 0 %}x".repeat(10_000);
    assertEquals("y", rendering.of("{% if 0 %}x" + branches + "{% else %}y{% endif %}"));
  }

  @Test
  void T03_what_hostile_templates_leave_behind_slows_nobody_down() {
    for (int i = 0; i < 5000; i++) {
      rendering.of("{{ " + i + " }}");
    }
    rendering.check("2", "1 + 1");
  }
}
