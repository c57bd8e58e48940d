package dev.callboard.scaffolder.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.scaffolder.Corpus;
import dev.callboard.scaffolder.template.BackstageExtensions;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every skeleton of real templates, against the trees that the reference rendered. */
class CorpusTreesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeRenderer renderer =
      new TreeRenderer(
          new TemplateEngine(
              TemplateLimits.DEFAULT, new BackstageExtensions(host -> Optional.of("github"))));

  @Test
  void every_skeleton_renders_byte_for_byte_as_recorded() throws Exception {
    Path rendered = Corpus.folder("rendered");
    List<Path> trees;
    try (Stream<Path> files = Files.walk(rendered, 4)) {
      trees =
          files.filter(file -> file.endsWith("expected")).map(Path::getParent).sorted().toList();
    }
    int files = 0;
    for (Path tree : trees) {
      files += check(tree);
    }
    assertTrue(trees.size() >= 20 && files >= 200, trees.size() + " trees, " + files + " files");
  }

  private int check(Path tree) throws Exception {
    JsonNode meta = JSON.readTree(tree.resolve("meta.json").toFile());
    JsonNode values = JSON.readTree(tree.resolve("values.json").toFile()).get("values");
    Path skeleton = Corpus.folder(".").resolve(meta.get("skeleton").asText());
    MemoryTree actual = new MemoryTree();
    renderer.render(
        new FolderSource(skeleton),
        actual,
        TreeOptions.of(map(meta.get("options"))),
        map(values),
        line -> {});
    MemoryTree expected = new MemoryTree();
    FolderSource recorded = new FolderSource(tree.resolve("expected"));
    for (TreeEntry entry : recorded.entries()) {
      if (entry.kind() == TreeEntry.Kind.FILE) {
        expected.write(entry.path(), recorded.read(entry.path()), false);
      }
    }
    TreeSet<String> names = new TreeSet<>(expected.files().keySet());
    assertEquals(names, new TreeSet<>(actual.files().keySet()), tree.toString());
    for (String name : names) {
      assertArrayEquals(
          expected.read(name),
          actual.read(name),
          () -> tree + "/" + name + "\n" + actual.text(name));
    }
    return names.size();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode node) {
    return JSON.convertValue(node, Map.class);
  }
}
