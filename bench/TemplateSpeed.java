import dev.callboard.scaffolder.template.BackstageExtensions;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateLimits;
import dev.callboard.scaffolder.template.TemplateSyntax;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders what template_speed.py has collected, again and again; prints milliseconds a round. */
public final class TemplateSpeed {
  private record Work(String name, String text, Map<String, Object> context) {}

  public static void main(String[] args) throws Exception {
    List<Work> all = read(Path.of(args[0]));
    int rounds = Integer.parseInt(args[1]);
    TemplateEngine shared = engine();
    long characters = 0;
    List<Double> cached = new ArrayList<>();
    List<Double> parsed = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      characters = render(shared, all);
      cached.add((System.nanoTime() - start) / 1e6);
    }
    for (int round = 0; round < rounds / 25; round++) {
      long start = System.nanoTime();
      render(engine(), all);
      parsed.add((System.nanoTime() - start) / 1e6);
    }
    System.out.printf(
        "callboard %d texts, %d characters: first round %.1f ms; warm %.2f ms; warm without what was"
            + " parsed before %.2f ms%n",
        all.size(), characters, cached.get(0), warm(cached), warm(parsed));
  }

  /** The median of the second half. */
  static double warm(List<Double> times) {
    List<Double> half = new ArrayList<>(times.subList(times.size() / 2, times.size()));
    half.sort(null);
    return half.get(half.size() / 2);
  }

  private static TemplateEngine engine() {
    return new TemplateEngine(
        TemplateLimits.DEFAULT, new BackstageExtensions(host -> Optional.of("github")));
  }

  private static long render(TemplateEngine engine, List<Work> all) {
    long characters = 0;
    for (Work work : all) {
      characters += engine.render(work.name(), TemplateSyntax.DEFAULT, work.context()).length();
      characters += engine.render(work.text(), TemplateSyntax.DEFAULT, work.context()).length();
    }
    return characters;
  }

  private static List<Work> read(Path file) throws Exception {
    com.fasterxml.jackson.databind.ObjectMapper json =
        new com.fasterxml.jackson.databind.ObjectMapper();
    List<Work> all = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        com.fasterxml.jackson.databind.JsonNode node = json.readTree(line);
        @SuppressWarnings("unchecked")
        Map<String, Object> context = json.convertValue(node.get("context"), Map.class);
        all.add(new Work(node.get("name").asText(), node.get("text").asText(), context));
      }
    }
    return all;
  }
}
