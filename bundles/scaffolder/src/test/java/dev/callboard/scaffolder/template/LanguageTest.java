package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The language without filters; what it prints was looked up with Nunjucks 3.2.4. */
class LanguageTest {
  private final Rendering rendering = Rendering.plain();

  @Test
  void text_without_marks_stays_as_it_is() {
    assertEquals("a { b } %} \r\n é 😀", rendering.of("a { b } %} \r\n é 😀"));
  }

  @Test
  void null_and_undefined_print_nothing_but_are_not_the_same() {
    rendering.check("", "missing");
    rendering.check("", "none");
    rendering.check("null", "none ~ ''");
    rendering.check("undefined", "missing ~ ''");
    rendering.check("true", "none == missing");
    rendering.check("false", "none === missing");
    rendering.check("", "missing.member.of.it");
  }

  @Test
  void numbers_print_as_in_javascript() {
    rendering.check("3", "1.5 * 2");
    rendering.check("0.30000000000000004", "0.1 + 0.2");
    rendering.check("1e+21", "1000000000000000000000");
    rendering.check("1e-7", "0.0000001");
    rendering.check("0.000001", "0.000001");
    rendering.check("123456789012345680000", "123456789012345678901");
    rendering.check("5e-324", "a", Map.of("a", Double.MIN_VALUE));
    rendering.check("1.7976931348623157e+308", "a", Map.of("a", Double.MAX_VALUE));
    rendering.check("2e-44", "a", Map.of("a", 2e-44));
    rendering.check("Infinity", "1 / 0");
    rendering.check("NaN", "0 / 0");
    rendering.check("0", "-0");
  }

  @Test
  void operators_convert_as_in_javascript() {
    rendering.check("12", "'1' + 2");
    rendering.check("3", "'6' / 2");
    rendering.check("2", "7 // 3");
    rendering.check("8", "2 ** 3");
    rendering.check("1", "7 % 3");
    rendering.check("true", "'1' == 1");
    rendering.check("false", "'1' === 1");
    rendering.check("true", "'b' > 'a'");
    rendering.check("true", "'10' > 9");
    rendering.check("1,2x", "[1, 2] + 'x'");
    rendering.check("[object Object]", "{a: 1}");
    rendering.check("a", "'' or 'a'");
    rendering.check("0", "0 and 'a'");
    rendering.check("yes", "'yes' if [] else 'no'");
    rendering.check("", "'yes' if 0");
  }

  @Test
  void ranks_of_operators_are_those_of_javascript() {
    rendering.check("12", "1 ~ 2");
    rendering.check("123", "1 ~ 2 + 3");
    rendering.check("2", "2 * 7 % 4");
    rendering.check("true", "not 1 == false");
    rendering.check("false", "not (1 == 1)");
    rendering.check("NaN", "'a' + 2 - 3");
    rendering.check("false", "3 > 2 > 1");
  }

  @Test
  void membership_is_looked_up_in_lists_texts_and_objects() {
    rendering.check("true", "2 in [1, 2]");
    rendering.check("false", "'2' in [1, 2]");
    rendering.check("true", "'b' in 'abc'");
    rendering.check("true", "'k' in {k: 1}");
    rendering.check("true", "'x' not in {k: 1}");
    assertTrue(rendering.fails("{{ 1 in 2 }}").getMessage().contains("'in' looks into"));
  }

  @Test
  void tests_stand_behind_is() {
    rendering.check("true", "3 is odd");
    rendering.check("true", "4 is divisibleby(2)");
    rendering.check("true", "missing is undefined");
    rendering.check("true", "none is none");
    rendering.check("true", "'a' is not number");
    rendering.check("true", "'ABC' is upper");
    assertTrue(rendering.fails("{{ 1 is nosuch }}").getMessage().contains("no test nosuch"));
  }

  @Test
  void conditions_take_the_first_branch_that_holds() {
    String template =
        "{% if a == 1 %}one{% elif a == 2 %}two{% elseif a == 3 %}three{% else %}other{% endif %}";
    assertEquals("one", rendering.of(template, Map.of("a", 1)));
    assertEquals("two", rendering.of(template, Map.of("a", 2)));
    assertEquals("three", rendering.of(template, Map.of("a", 3)));
    assertEquals("other", rendering.of(template, Map.of("a", 4)));
    assertEquals("x", rendering.of("{% ifAsync true %}x{% endif %}"));
  }

  @Test
  void loops_go_over_lists_texts_and_objects() {
    assertEquals("1;2;", rendering.of("{% for i in [1, 2] %}{{ i }};{% endfor %}"));
    assertEquals("a-b-", rendering.of("{% for c in 'ab' %}{{ c }}-{% endfor %}"));
    assertEquals(
        "2=b a=1 ",
        rendering.of(
            "{% for k, v in o %}{{ k }}={{ v }} {% endfor %}", "{'o': {'a': 1, '2': 'b'}}"));
    assertEquals(
        "1+2 3+4 ", rendering.of("{% for a, b in [[1, 2], [3, 4]] %}{{ a }}+{{ b }} {% endfor %}"));
    assertEquals("none", rendering.of("{% for i in [] %}{{ i }}{% else %}none{% endfor %}"));
    assertEquals("none", rendering.of("{% for i in missing %}{{ i }}{% else %}none{% endfor %}"));
    assertEquals("12", rendering.of("{% asyncEach i in [1, 2] %}{{ i }}{% endeach %}"));
    assertEquals("12", rendering.of("{% asyncAll i in [1, 2] %}{{ i }}{% endall %}"));
  }

  @Test
  void a_loop_tells_where_it_is() {
    assertEquals(
        "1/0/3/2/true/false/3 2/1/2/1/false/false/3 3/2/1/0/false/true/3 ",
        rendering.of(
            "{% for i in 'abc' %}{{ loop.index }}/{{ loop.index0 }}/{{ loop.revindex }}/"
                + "{{ loop.revindex0 }}/{{ loop.first }}/{{ loop.last }}/{{ loop.length }} "
                + "{% endfor %}"));
  }

  @Test
  void variables_that_are_set_in_a_loop_reach_those_outside() {
    assertEquals(
        "2",
        rendering.of("{% set x = 0 %}{% for i in [1, 2] %}{% set x = i %}{% endfor %}{{ x }}"));
    assertEquals("", rendering.of("{% for i in [1, 2] %}{% set y = i %}{% endfor %}{{ y }}"));
    assertEquals("11", rendering.of("{% set a, b = 1 %}{{ a }}{{ b }}"));
    assertEquals("<b>x</b>", rendering.of("{% set a %}<b>{{ 'x' }}</b>{% endset %}{{ a }}"));
  }

  @Test
  void a_loop_variable_that_is_undefined_hides_one_of_the_context() {
    assertEquals(
        "[]", rendering.of("{% for i in [missing] %}[{{ i }}]{% endfor %}", Map.of("i", "c")));
  }

  @Test
  void macros_take_positional_and_named_arguments() {
    String macro = "{% macro m(a, b='B', c='C') %}{{ a }}{{ b }}{{ c }}{% endmacro %}";
    assertEquals("1BC", rendering.of(macro + "{{ m(1) }}"));
    assertEquals("12C", rendering.of(macro + "{{ m(1, 2) }}"));
    assertEquals("1B3", rendering.of(macro + "{{ m(1, c=3) }}"));
    assertEquals("xBC", rendering.of(macro + "{{ m(a='x') }}"));
    assertEquals(
        "3210",
        rendering.of(
            "{% macro down(n) %}{{ n }}{% if n > 0 %}{{ down(n - 1) }}{% endif %}{% endmacro %}{{"
                + " down(3) }}"));
  }

  @Test
  void a_macro_sees_what_is_set_outside_but_not_the_loop_around_its_call() {
    assertEquals(
        "top", rendering.of("{% set x = 'top' %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}"));
    assertEquals(
        "",
        rendering.of(
            "{% macro m() %}{{ i }}{% endmacro %}{% for i in [1] %}{{ m() }}{% endfor %}"));
  }

  @Test
  void a_call_block_hands_its_body_to_a_macro() {
    assertEquals(
        "<1:x><2:x>",
        rendering.of(
            "{% macro m() %}<{{ caller(1) }}><{{ caller(2) }}>{% endmacro %}"
                + "{% set y = 'x' %}{% call(n) m() %}{{ n }}:{{ y }}{% endcall %}"));
  }

  @Test
  void a_switch_takes_the_case_with_the_value_and_passes_through_empty_ones() {
    String template =
        "{% switch a %}{% case 1 %}{% case 2 %}few{% case 3 %}three{% default %}many{% endswitch"
            + " %}";
    assertEquals("few", rendering.of(template, Map.of("a", 1)));
    assertEquals("few", rendering.of(template, Map.of("a", 2)));
    assertEquals("three", rendering.of(template, Map.of("a", 3)));
    assertEquals("many", rendering.of(template, Map.of("a", "3")));
  }

  @Test
  void blocks_stand_where_they_are_and_filters_change_what_they_hold() {
    assertEquals("a-b", rendering.of("a{% block x %}-{% endblock x %}b"));
    assertEquals("ABC", rendering.of("{% filter upper %}a{{ 'b' }}c{% endfilter %}"));
  }

  @Test
  void raw_text_is_not_rendered() {
    assertEquals("{{ a }}{% if %}", rendering.of("{% raw %}{{ a }}{% if %}{% endraw %}"));
    assertEquals("{{ a }}", rendering.of("{% verbatim %}{{ a }}{% endverbatim %}"));
    assertEquals(
        "{% raw %}x{% endraw %}", rendering.of("{% raw %}{% raw %}x{% endraw %}{% endraw %}"));
  }

  @Test
  void dashes_take_away_the_white_space_beside_marks() {
    assertEquals("axb", rendering.of("a \n {{- 'x' -}} \n b"));
    assertEquals("ab", rendering.of("a \n {%- if false -%} \n {%- endif -%} \n b"));
    assertEquals("ab", rendering.of("a \n {#- note -#} \n b"));
  }

  @Test
  void lines_of_blocks_vanish_when_that_is_asked_for() {
    TemplateSyntax trimming = TemplateSyntax.DEFAULT.withBlocks(true, true);
    String template =
        "a\n  {% if true %}\n  b\n  {% endif %}\nc\r\n{% if true %}\r\nd{% endif %}\n";
    assertEquals("a\n  b\nc\r\nd", Rendering.with(trimming).of(template));
  }

  @Test
  void other_files_cannot_be_read() {
    for (String tag :
        new String[] {"include 'x'", "extends 'x'", "import 'x' as y", "from 'x' import y"}) {
      assertTrue(rendering.fails("{% " + tag + " %}").getMessage().contains("reads no other file"));
    }
  }

  @Test
  void an_error_names_line_column_and_what_is_right() {
    TemplateException error = rendering.fails("one\ntwo {{ a | nosuch }}");
    assertEquals(2, error.line());
    assertEquals(12, error.column());
    assertEquals("line 2, column 12: there is no filter nosuch", error.getMessage());
    assertTrue(rendering.fails("{% if a %}").getMessage().contains("the block if is not closed"));
    assertTrue(rendering.fails("{{ a b }}").getMessage().contains("}} is expected, not 'b'"));
    assertTrue(rendering.fails("{{ f(1) }}").getMessage().contains("there is no function f"));
    assertTrue(rendering.fails("{% nosuch %}").getMessage().contains("there is no block 'nosuch'"));
  }

  @Test
  void a_filter_that_is_not_reached_need_not_be_there() {
    assertEquals("", rendering.of("{% if false %}{{ a | nosuch }}{% endif %}"));
  }
}
