package dev.callboard.cli.template;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.validate.DocumentVerdict;
import dev.callboard.catalog.validate.EntityFileValidator;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file of the template that tests are about.
 *
 * @param path where it is
 * @param root what its relative URLs may read below
 * @param entity the template, as its file has it
 */
record TemplateFile(Path path, Path root, Entity entity) {

  /**
   * Reads a template.
   *
   * @param path where it is
   * @param shown how it is called in messages
   * @param name its name in the file, or empty for the only one
   * @param root what may be read below, or null for the git working tree
   * @throws TestProblem for a file that a catalog would refuse, with the places of the errors
   */
  static TemplateFile read(Path path, Path shown, Optional<String> name, Path root)
      throws IOException {
    Path below = root == null ? repository(path) : root;
    List<TestDocument> documents = TestDocument.read(path, shown);
    check(path, shown, below);
    List<Map<String, Object>> templates =
        documents.stream()
            .map(TestDocument::value)
            .filter(value -> "Template".equals(value.get("kind")))
            .filter(value -> name.isEmpty() || name.get().equals(name(value)))
            .toList();
    if (templates.size() != 1) {
      throw new TestProblem(
          shown.toString(),
          "expected one template"
              + name.map(wanted -> " with the name " + wanted).orElse("")
              + ", found "
              + templates.size()
              + (templates.size() > 1 ? "; say with 'templateName:' which one" : ""));
    }
    try {
      return new TemplateFile(path, below, Entity.of(templates.get(0)));
    } catch (PortalException e) {
      throw new TestProblem(shown.toString(), e.getMessage());
    }
  }

  private static Object name(Map<String, Object> template) {
    return TestDocument.object(template.get("metadata")).get("name");
  }

  private static void check(Path path, Path shown, Path root) throws IOException {
    String errors =
        new EntityFileValidator()
            .validate(path, root, Optional.empty()).stream()
                .map(DocumentVerdict::errors)
                .flatMap(List::stream)
                .map(e -> shown + ":" + e.line() + ":" + e.column() + ": " + e.message())
                .collect(Collectors.joining("\n"));
    if (!errors.isEmpty()) {
      throw new TestProblem(shown.toString(), "a catalog refuses this template\n" + errors);
    }
  }

  private static Path repository(Path file) {
    for (Path up = file.getParent(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve(".git"))) {
        return up;
      }
    }
    return file.getParent();
  }
}
