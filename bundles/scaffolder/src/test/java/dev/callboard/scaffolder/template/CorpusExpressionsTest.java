package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.scaffolder.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every step of real templates, against the values that the reference gave. */
class CorpusExpressionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TemplateEngine engine =
      new TemplateEngine(
          TemplateLimits.DEFAULT, new BackstageExtensions(host -> Optional.of("github")));

  @Test
  void every_input_and_output_equals_the_recorded_value() throws Exception {
    Path file = Corpus.folder("rendered").resolve("expressions.jsonl");
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode template = JSON.readTree(line);
      Map<String, Object> context = map(template.get("context"));
      for (JsonNode step : template.get("steps")) {
        compared += compare(step, "input", "rendered", context, differences);
        compared += compare(step, "if", "renderedIf", context, differences);
      }
      if (template.get("output").isObject()) {
        compared += compare(template.get("output"), "raw", "rendered", context, differences);
      }
    }
    assertEquals(List.of(), differences, differences.size() + " of " + compared);
    assertTrue(compared > 100, compared + " values");
  }

  private int compare(
      JsonNode node, String raw, String rendered, Map<String, Object> context, List<String> out) {
    if (!node.has(raw) || !node.has(rendered)) {
      return 0;
    }
    List<String> errors = new ArrayList<>();
    Object value =
        engine.renderValue(
            JSON.convertValue(node.get(raw), Object.class),
            context,
            (text, error) -> errors.add(error.getMessage()));
    JsonNode actual = JSON.valueToTree(value);
    if (!actual.equals(node.get(rendered))) {
      out.add(
          "\nraw      "
              + node.get(raw)
              + "\nexpected "
              + node.get(rendered)
              + "\nactual   "
              + actual
              + "\nerrors "
              + errors
              + " recorded "
              + node.get("errors"));
    }
    return 1;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode node) {
    return JSON.convertValue(node, Map.class);
  }
}
