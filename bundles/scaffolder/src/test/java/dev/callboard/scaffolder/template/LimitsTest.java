package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one rendering may use. */
class LimitsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Rendering limited(long output, long operations, int depth) {
    return Rendering.with(new TemplateLimits(LONG, output, operations, depth, 10_000));
  }

  @Test
  void the_output_has_at_most_so_many_characters() {
    Rendering rendering = limited(10, 1000, 100);
    String template = "{{ a }}{{ b }}";
    assertEquals("123456789", rendering.of(template, Map.of("a", "12345", "b", "6789")));
    assertEquals("1234567890", rendering.of(template, Map.of("a", "12345", "b", "67890")));
    TemplateException error = rendering.fails(template, Map.of("a", "12345", "b", "678901"));
    assertTrue(error.getMessage().contains("more than 10 characters"), error.getMessage());
  }

  @Test
  void a_text_in_between_has_at_most_so_many_characters() {
    Rendering rendering = limited(10, 1000, 100);
    rendering.check("9", "'a'.repeat(9).length");
    rendering.check("10", "'a'.repeat(10).length");
    assertTrue(
        rendering.fails("{{ 'a'.repeat(11).length }}").getMessage().contains("10 characters"));
    assertTrue(
        rendering
            .fails("{{ ('12345' ~ '678901').length }}")
            .getMessage()
            .contains("10 characters"));
    assertTrue(
        rendering.fails("{{ 'a'.padEnd(11).length }}").getMessage().contains("10 characters"));
    assertTrue(
        rendering
            .fails("{{ ('aaa' | replace('a', '1234')).length }}")
            .getMessage()
            .contains("10 characters"));
    assertTrue(
        rendering
            .fails("{{ [1234, 5678, 90].join('').length }}{{ [12345, 67890, 1].join('') }}")
            .getMessage()
            .contains("10 characters"));
    assertTrue(
        rendering.fails("{{ ('a' | center(11)).length }}").getMessage().contains("10 characters"));
    assertTrue(
        rendering
            .fails("{% set x %}123456{{ 78901 }}{% endset %}")
            .getMessage()
            .contains("10 characters"));
  }

  @Test
  void the_work_has_at_most_so_many_operations() {
    // One for the call, one to make the list, and one for each number.
    long used = 0;
    for (long operations = 1; used == 0; operations++) {
      try {
        limited(1000, operations, 100).of("{% set x = range(50) %}");
        used = operations;
      } catch (TemplateException e) {
        assertTrue(e.getMessage().contains("operations"), e.getMessage());
      }
    }
    assertTrue(used > 50 && used < 200, used + " operations for 50 numbers");
    long limit = used;
    assertThrows(
        TemplateException.class, () -> limited(1000, limit - 1, 100).of("{% set x = range(50) %}"));
    limited(1000, limit + 1, 100).of("{% set x = range(50) %}");
  }

  @Test
  void a_rendering_takes_at_most_so_long() {
    TemplateLimits limits =
        new TemplateLimits(Duration.ofMillis(100), 1 << 20, Long.MAX_VALUE, 100, 10_000);
    String endless =
        "{% for i in range(9000000) %}{% for j in range(100) %}{% endfor %}{% endfor %}";
    long started = System.nanoTime();
    TemplateException error = Rendering.with(limits).fails(endless);
    assertTrue(error.getMessage().contains("longer than 100 ms"), error.getMessage());
    long took = Duration.ofNanos(System.nanoTime() - started).toMillis();
    assertTrue(took >= 100, took + " ms");
  }

  @Test
  void expressions_are_nested_at_most_so_deep() {
    Rendering rendering = limited(1000, 10_000, 10);
    for (int depth = 1; depth <= 4; depth++) {
      rendering.check("1", "(".repeat(depth) + 1 + ")".repeat(depth));
    }
    // Each pair of parentheses is a level, and so is the expression in it.
    rendering.fails("{{ " + "(".repeat(5) + 1 + ")".repeat(5) + " }}");
    assertTrue(
        rendering
            .fails("{{ " + "[".repeat(5000) + " }}")
            .getMessage()
            .contains("nested deeper than 10 levels"));
  }

  @Test
  void blocks_are_nested_at_most_so_deep() {
    Rendering rendering = limited(1000, 10_000, 10);
    String nine = "{% if 1 %}".repeat(9) + "x" + "{% endif %}".repeat(9);
    String ten = "{% if 1 %}".repeat(10) + "x" + "{% endif %}".repeat(10);
    String eleven = "{% if 1 %}".repeat(11) + "x" + "{% endif %}".repeat(11);
    assertEquals("x", rendering.of(nine));
    assertEquals("x", rendering.of(ten));
    assertTrue(rendering.fails(eleven).getMessage().contains("nested deeper than 10 levels"));
  }

  @Test
  void calls_are_nested_at_most_so_deep() {
    Rendering rendering = limited(1000, 100_000, 10);
    String macro = "{% macro m(n) %}{{ m(n - 1) if n > 1 }}{% endmacro %}{{ m(n) }}";
    // A call is as many levels as the macro's body is high, of which there are ten times as many.
    assertEquals("", rendering.of(macro, Map.of("n", 9)));
    assertEquals("", rendering.of(macro, Map.of("n", 10)));
    assertTrue(
        rendering.fails(macro, Map.of("n", 11)).getMessage().contains("deeper than 10 levels"));
  }

  @Test
  void values_are_nested_at_most_so_deep() {
    Rendering rendering = limited(1000, 10_000, 10);
    String grow =
        "{% set l = [] %}{% for i in range(n) %}{% set l = [l] %}{% endfor %}{{ l | dump }}";
    assertEquals("[".repeat(10) + "]".repeat(10), rendering.of(grow, Map.of("n", 9)));
    assertEquals("[".repeat(11) + "]".repeat(11), rendering.of(grow, Map.of("n", 10)));
    assertTrue(rendering.fails(grow, Map.of("n", 11)).getMessage().contains("nested deeper"));
  }

  @Test
  void a_template_has_at_most_so_many_characters() {
    Rendering rendering = limited(100_000, 100_000, 10);
    String mark = "{# x #}";
    assertEquals(9992, rendering.of(mark + "a".repeat(9992)).length());
    assertEquals(9993, rendering.of(mark + "a".repeat(9993)).length());
    assertTrue(rendering.fails(mark + "a".repeat(9994)).getMessage().contains("10000 characters"));
  }

  @Test
  void limits_are_positive() {
    assertThrows(IllegalArgumentException.class, () -> new TemplateLimits(LONG, 0, 1, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new TemplateLimits(Duration.ZERO, 1, 1, 1, 1));
  }
}
