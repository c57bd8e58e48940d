package dev.callboard.cli.template;

import dev.callboard.catalog.yaml.YamlException;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import dev.callboard.scaffolder.task.DryRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Holds the files of a run against what a test expects of them. */
final class FileExpectations {
  private final TestCase test;
  private final boolean update;
  private final List<Finding> findings;

  FileExpectations(TestCase test, boolean update, List<Finding> findings) {
    this.test = test;
    this.update = update;
    this.findings = findings;
  }

  void check(List<DryRun.File> files) throws IOException {
    Map<String, DryRun.File> byPath = new LinkedHashMap<>();
    files.forEach(file -> byPath.put(file.path(), file));
    if (test.expected().get("golden") instanceof String folder) {
      Golden golden = new Golden(test.folder().resolve(folder).normalize());
      if (update) {
        golden.write(files);
      }
      golden.compare(byPath).forEach(difference -> add(difference, "golden"));
    }
    Map<String, Object> wanted = TestDocument.object(test.expected().get("files"));
    for (Map.Entry<String, Object> entry : wanted.entrySet()) {
      check(entry.getKey(), entry.getValue(), byPath.get(entry.getKey()), byPath);
    }
  }

  private void check(String path, Object wanted, DryRun.File file, Map<String, DryRun.File> all)
      throws IOException {
    Map<String, Object> rules = TestDocument.object(wanted);
    if (wanted instanceof String text) {
      rules.put("text", text);
    }
    if (rules.containsKey("absent")) {
      if (file != null) {
        add("there is a file " + path, "files", path);
      }
      return;
    }
    if (file == null) {
      String there = all.isEmpty() ? "no files" : String.join(", ", all.keySet());
      add("there is no file " + path + "; there are " + there, "files", path);
      return;
    }
    if (rules.get("executable") instanceof Boolean executable && executable != file.executable()) {
      add(path + " is " + (executable ? "not " : "") + "executable", "files", path, "executable");
    }
    content(path, rules, file);
  }

  private void content(String path, Map<String, Object> rules, DryRun.File file)
      throws IOException {
    String content = new String(file.content(), StandardCharsets.UTF_8);
    if (rules.get("text") instanceof String text && !text.equals(content)) {
      add(path + " is not as expected\n" + TextDiff.of(path, text, content), "files", path);
    }
    if (rules.get("file") instanceof String name) {
      same(path, test.folder().resolve(name).normalize(), file);
    }
    for (String part : TestDocument.texts(rules.get("contains"))) {
      if (!content.contains(part)) {
        add(path + " does not contain '" + part + "'", "files", path, "contains");
      }
    }
    for (String part : TestDocument.texts(rules.get("lacks"))) {
      if (content.contains(part)) {
        add(path + " contains '" + part + "'", "files", path, "lacks");
      }
    }
    for (String pattern : TestDocument.texts(rules.get("matches"))) {
      matches(path, pattern, content);
    }
    if (rules.containsKey("yaml")) {
      yaml(path, rules.get("yaml"), content)
          .ifPresent(difference -> add(difference, "files", path, "yaml"));
    }
  }

  private void same(String path, Path expected, DryRun.File file) throws IOException {
    if (update) {
      Files.createDirectories(expected.getParent());
      Files.write(expected, file.content());
    }
    if (!Files.isRegularFile(expected)) {
      add("there is no file " + expected + "; --update writes it", "files", path, "file");
      return;
    }
    TextDiff.of(path, Files.readAllBytes(expected), file.content())
        .ifPresent(diff -> add(path + " is not as expected\n" + diff, "files", path, "file"));
  }

  private void matches(String path, String pattern, String content) {
    try {
      if (!Pattern.compile(pattern, Pattern.MULTILINE).matcher(content).find()) {
        add(path + " does not match /" + pattern + "/", "files", path, "matches");
      }
    } catch (PatternSyntaxException e) {
      String problem = "not a regular expression: " + e.getDescription();
      add(problem + " in /" + pattern + "/", "files", path, "matches");
    }
  }

  private static Optional<String> yaml(String path, Object expected, String content) {
    try {
      return Subset.difference(path, expected, new YamlReader(YamlLimits.DEFAULT).readOne(content));
    } catch (YamlException e) {
      return Optional.of(
          path
              + " is not YAML: line "
              + e.line()
              + ", column "
              + e.column()
              + ": "
              + e.getMessage());
    }
  }

  private void add(String message, Object... path) {
    Object[] at = new Object[path.length + 1];
    at[0] = "expect";
    System.arraycopy(path, 0, at, 1, path.length);
    findings.add(test.finding(message, at));
  }
}
