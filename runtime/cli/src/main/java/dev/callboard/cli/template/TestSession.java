package dev.callboard.cli.template;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The work of {@code template test}. */
final class TestSession {
  private final Terminal terminal;
  private final String filter;
  private final boolean update;
  private final Path root;

  /** Creates the work; root may be null. */
  TestSession(Terminal terminal, String filter, boolean update, Path root) {
    this.terminal = terminal;
    this.filter = filter;
    this.update = update;
    this.root = root;
  }

  /**
   * Runs the tests of files and reports.
   *
   * @param junit the file of a report for machines, or null
   * @return whether all tests passed
   */
  boolean run(List<Path> files, Path junit) throws IOException {
    List<TestResult> results = new ArrayList<>();
    for (Path file : files) {
      terminal.out().println(file);
      for (TestResult result : tests(file)) {
        print(result);
        results.add(result);
      }
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    terminal
        .out()
        .println(
            results.size()
                + " tests: "
                + (results.size() - failed)
                + " passed, "
                + failed
                + " failed");
    if (junit != null) {
      JunitReport.write(terminal.resolve(junit), results);
    }
    return failed == 0;
  }

  private void print(TestResult result) {
    String time = " (" + result.millis() + " ms)";
    terminal.out().println((result.passed() ? "  ok    " : "  FAIL  ") + result.name() + time);
    for (Finding finding : result.findings()) {
      terminal.out().println("        " + finding.toString().replace("\n", "\n          "));
    }
  }

  private List<TestResult> tests(Path file) throws IOException {
    List<TestResult> results = new ArrayList<>();
    try {
      TestFile tests = TestFile.read(terminal.resolve(file), file);
      Path shown = shown(tests.template());
      Path below = root == null ? null : terminal.resolve(root);
      TemplateFile template =
          TemplateFile.read(tests.template(), shown, tests.templateName(), below);
      for (TestCase test : tests.tests()) {
        if (test.name().contains(filter)) {
          results.add(run(file, template, test));
        }
      }
    } catch (TestProblem e) {
      results.add(new TestResult(file.toString(), file.toString(), List.of(e.finding()), 0));
    }
    return results;
  }

  private Path shown(Path template) {
    return template.startsWith(terminal.directory())
        ? terminal.directory().relativize(template)
        : template;
  }

  private TestResult run(Path file, TemplateFile template, TestCase test) throws IOException {
    long start = System.nanoTime();
    Path temporary = Files.createTempDirectory("callboard-template-test");
    try {
      List<Finding> findings = new CaseRun(template, test, temporary, update).run();
      long millis = (System.nanoTime() - start) / 1_000_000;
      return new TestResult(file.toString(), test.name(), findings, millis);
    } finally {
      delete(temporary);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
