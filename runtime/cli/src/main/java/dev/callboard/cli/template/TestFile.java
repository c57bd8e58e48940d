package dev.callboard.cli.template;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.schema.JsonSchema;
import dev.callboard.scaffolder.schema.SchemaError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tests of one template.
 *
 * @param path where it is
 * @param document what is in it
 * @param template the file of the template
 * @param templateName the name of the template in that file, or empty for the only one
 * @param tests its tests
 */
record TestFile(
    Path path,
    TestDocument document,
    Path template,
    Optional<String> templateName,
    List<TestCase> tests) {

  /**
   * Reads a file.
   *
   * @param path where it is
   * @param shown how it is called in messages
   * @throws TestProblem that tells what is wrong with it and where
   */
  static TestFile read(Path path, Path shown) throws IOException {
    List<TestDocument> documents = TestDocument.read(path, shown);
    if (documents.size() != 1) {
      throw new TestProblem(
          shown.toString(), "expected exactly one document, found " + documents.size());
    }
    TestDocument document = documents.get(0);
    check(document);
    Map<String, Object> value = document.value();
    List<TestCase> tests = new ArrayList<>();
    for (Object test : (List<?>) value.get("tests")) {
      tests.add(new TestCase(document, path.getParent(), tests.size(), TestDocument.object(test)));
    }
    Optional<String> name = Optional.ofNullable((String) value.get("templateName"));
    return new TestFile(path, document, template(path, shown, value), name, tests);
  }

  private static void check(TestDocument document) {
    Map<String, Object> schema = JsonText.resource(TestFile.class, "template-test.schema.json");
    List<SchemaError> errors;
    try {
      errors = JsonSchema.of(schema).check(document.value());
    } catch (PortalException e) {
      throw new IllegalStateException("the schema of tests cannot be used", e);
    }
    if (!errors.isEmpty()) {
      SchemaError error = errors.get(0);
      throw new TestProblem(
          document.place(error.path()), error.stack().replaceFirst("^instance\\.?", ""));
    }
  }

  private static Path template(Path path, Path shown, Map<String, Object> value) {
    Path folder = path.getParent();
    if (value.get("template") instanceof String named) {
      return folder.resolve(named).normalize();
    }
    Path beside = TestFiles.template(folder);
    Path above =
        beside == null && folder.getParent() != null
            ? TestFiles.template(folder.getParent())
            : beside;
    if (above == null) {
      throw new TestProblem(
          shown.toString(),
          "there is no template.yaml beside it; say with 'template:' which template it tests");
    }
    return above;
  }
}
