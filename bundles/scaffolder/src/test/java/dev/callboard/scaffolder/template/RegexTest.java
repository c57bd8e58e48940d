package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Regular expressions; random ones are compared with those of Node. */
class RegexTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rendering rendering = Rendering.plain();

  @Test
  void expressions_have_what_those_of_javascript_have() {
    rendering.check("[\"ab\",\"b\"]", "'xab'.match(r/a(b)/) | dump");
    rendering.check("true", "r/^(?=.*\\d)(?!.*x)a.*$/.test('ab1')");
    rendering.check("[\"1\"]", "'a1 b2'.match(r/(?<=a)\\d/) | dump");
    rendering.check("[\"2\"]", "'a1 b2'.match(r/(?<!a)\\d/) | dump");
    rendering.check("true", "r/^(a|b)\\1$/.test('bb')");
    rendering.check("x-y", "'y-x'.replace(r/(?<one>\\w)-(?<two>\\w)/, '$<two>-$<one>')");
    rendering.check("[\"a\"]", "'aaa'.match(r/a+?/) | dump");
    rendering.check("2", "'a\\nb'.match(r/^./gm) | length");
    rendering.check("true", "r/ÄB/i.test('äb')");
    rendering.check("a,b", "'a1b'.split(r/\\d/)");
    rendering.check("[null]", "'b'.match(r/(a)?b/).slice(1) | dump");
    rendering.check(
        "true true", "r/^[^\\]a-c]$/.test('d') ~ ' ' ~ r/\\u0041\\x42\\cJ?/.test('AB')");
    rendering.check("/a\\/b/g", "r/a\\/b/g");
  }

  @Test
  void a_wrong_expression_is_told_with_its_place() {
    TemplateException error = rendering.fails("a {{ r/(/ }}");
    assertTrue(error.getMessage().contains("line 1, column 6"), error.getMessage());
    assertTrue(error.getMessage().contains("a group does not end"), error.getMessage());
    for (String wrong :
        List.of("*", "a**", "[b-a]", "[", "(?<a", "a{2,1}", "\\\\".substring(1), "(?x)")) {
      rendering.fails("{{ r/" + wrong + "/ }}");
    }
  }

  @Test
  void random_expressions_match_as_under_node() throws Exception {
    int cases = Boolean.getBoolean("callboard.long") ? 20_000 : 1_000;
    long first = Long.getLong("callboard.seed", 1);
    List<String> differences = new ArrayList<>();
    try (Nunjucks nunjucks = Nunjucks.start()) {
      for (long seed = first; seed < first + cases; seed++) {
        RegexGenerator generator = new RegexGenerator(new Random(seed));
        String template = generator.template();
        String expected = nunjucks.render(template, TemplateSyntax.COOKIECUTTER, Map.of());
        String actual;
        try {
          actual = rendering.of(template);
        } catch (TemplateException e) {
          actual = null;
        }
        if (expected == null ? actual != null : !expected.equals(actual)) {
          differences.add(
              "seed "
                  + seed
                  + " "
                  + template
                  + "\n  expected "
                  + JSON.writeValueAsString(expected)
                  + "\n  actual   "
                  + JSON.writeValueAsString(actual));
        }
      }
    }
    assertEquals(List.of(), differences, "run one again with -Dcallboard.seed=N");
  }

  /** Makes expressions and texts over a small alphabet, so that many match. */
  private record RegexGenerator(Random random) {
    private static final List<String> ATOMS =
        List.of(
            "a",
            "b",
            "c",
            ".",
            "\\d",
            "\\w",
            "\\s",
            "\\W",
            "[ab]",
            "[^a]",
            "[a-c1]",
            "^",
            "$",
            "\\b",
            "\\B",
            "1",
            " ",
            "\\n",
            "\\.",
            "[\\d\\s]",
            "\\1",
            "\\x61",
            "A",
            "-",
            "[b-]");
    private static final List<String> COUNTS =
        List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,}", "{1,3}?");

    private <T> T one(List<T> options) {
      return options.get(random.nextInt(options.size()));
    }

    String template() {
      String regex = "r/" + choice(3) + "/" + one(List.of("", "g", "i", "m", "gi"));
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(one(List.of("a", "b", "c", "1", " ", "A", "\\n", "-", "aa", "ab")));
      }
      String call =
          one(
              List.of(
                  "t.match(R) | dump",
                  "t.replace(R, '<$&$1>') | dump",
                  "t.split(R) | dump",
                  "t.search(R)",
                  "R.test(t)",
                  "t | replace(R, '[$`$2]') | dump"));
      // In a variable: the reference cannot call methods of a literal with a line break.
      return "{% set t = '" + text + "' %}{{ " + call.replace("R", regex) + " }}";
    }

    private String choice(int depth) {
      String first = sequence(depth);
      return random.nextInt(4) == 0 ? first + "|" + sequence(depth) : first;
    }

    private String sequence(int depth) {
      StringBuilder sequence = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        String atom = atom(depth);
        boolean isPlace = List.of("^", "$", "\\b", "\\B").contains(atom) || atom.startsWith("(?<");
        sequence.append(atom).append(!isPlace && random.nextInt(3) == 0 ? one(COUNTS) : "");
      }
      return sequence.toString();
    }

    private String atom(int depth) {
      if (depth == 0 || random.nextInt(3) > 0) {
        return one(ATOMS);
      }
      String open = one(List.of("(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!"));
      return open + choice(depth - 1) + ")";
    }
  }
}
