package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random templates, rendered here and by the real Nunjucks. */
class NunjucksComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 20;

  private final TemplateEngine engine =
      new TemplateEngine(TemplateLimits.DEFAULT, TemplateExtensions.NONE);

  @SuppressWarnings("unchecked")
  private static Map<String, Object> context() throws Exception {
    String json =
        """
        {"a":1,"b":2.5,"n":null,"t":true,"f":false,"s":"Hello World","e":"","list":[3,1,2],
         "names":["bob","Alice","carol"],"mixed":[1,"a",null,true],
         "obj":{"x":1,"y":"two","z":[1,2],"10":"ten","2":"two"},
         "people":[{"name":"Bob","age":3,"ok":true},{"name":"al","age":10,"ok":false},
                   {"name":"Cy","age":7,"ok":true}],
         "pairs":[["k",1],["l",2]],"html":"<b class='c'>a & b</b><!-- c --> \\n\\n\\n\\nd  e",
         "long":"The quick brown fox jumps over http://example.com, the lazy dog a@b.org.\\nwww.x.de",
         "num":"42","neg":-7,"nested":{"d":{"k":["v"]}},"sep":"a-b-c","unicode":"äß Ö 😀",
         "x":"context-x","i":"context-i"}
        """;
    return JSON.readValue(json, Map.class);
  }

  @Test
  void random_templates_render_as_with_the_real_one() throws Exception {
    int cases = Boolean.getBoolean("callboard.long") ? 20_000 : 500;
    long first = Long.getLong("callboard.seed", 1);
    List<String> differences = new ArrayList<>();
    int rendered = 0;
    try (Nunjucks nunjucks = Nunjucks.start()) {
      for (long seed = first; seed < first + cases; seed++) {
        TemplateGenerator generator = new TemplateGenerator(seed);
        TemplateSyntax syntax = TemplateSyntax.DEFAULT.withBlocks(seed % 5 == 0, seed % 7 == 0);
        String template = generator.template();
        JsonNode expected = nunjucks.ask(template, syntax, context());
        String error = null;
        String actual = null;
        try {
          actual = engine.render(template, syntax, context());
        } catch (TemplateException e) {
          error = e.getMessage();
        }
        String wanted = expected.has("output") ? expected.get("output").asText() : null;
        rendered += wanted == null ? 0 : 1;
        boolean isSame = wanted == null ? actual == null : wanted.equals(actual);
        if (!isSame && !KnownDifferences.explain(wanted, actual)) {
          differences.add(
              "seed "
                  + seed
                  + " "
                  + syntax
                  + "\n"
                  + template
                  + "\n  expected "
                  + expected
                  + "\n  actual   "
                  + (actual == null ? error : JSON.writeValueAsString(actual)));
        }
      }
    }
    int shown = Math.min(SHOWN, differences.size());
    assertEquals(
        0,
        differences.size(),
        () ->
            "run one again with -Dcallboard.seed=N\n"
                + String.join("\n\n", differences.subList(0, shown)));
    assertTrue(rendered > cases / 4, "only " + rendered + " of " + cases + " could be rendered");
  }
}
