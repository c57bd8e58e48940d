package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comments of the API are its contract, so nothing public is without one. */
class ApiCommentsTest {

  /** A first sentence may say what a tag would repeat. */
  private static final List<String> TAGS = List.of("no @return", "no @param", "no @throws");

  @TempDir private Path folder;

  @Test
  void everything_public_in_an_api_is_described() throws IOException {
    List<Path> sources = apiSources();
    assertFalse(sources.isEmpty(), "no API sources");
    Findings findings = new Findings();
    complaints(sources).forEach(findings::add);
    findings.assertNone("Purpose, null, thread, blocking and errors are in the comment:");
  }

  @Test
  void a_public_method_without_a_comment_is_found() throws IOException {
    Path source = folder.resolve("Sample.java");
    Files.writeString(source, "/** Commented. */ public interface Sample { void silent(); }");
    List<String> complaints = complaints(List.of(source));
    assertEquals(1, complaints.size(), complaints.toString());
    assertTrue(complaints.get(0).contains("no comment"), complaints.toString());
  }

  private List<String> complaints(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assumeTrue(compiler != null, "skipped: this is a JRE");
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-Xmaxwarns",
              "10000",
              "-Xdoclint:all/protected",
              "-d",
              folder.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      var units = files.getJavaFileObjectsFromPaths(sources);
      compiler.getTask(new StringWriter(), files, found, options, null, units).call();
    }
    return found.getDiagnostics().stream()
        .filter(each -> each.getSource() != null)
        .filter(each -> TAGS.stream().noneMatch(each.getMessage(Locale.ROOT)::startsWith))
        .map(
            each -> place(each) + " " + each.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
        .toList();
  }

  private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource().getName() + ":" + diagnostic.getLineNumber();
  }

  private static List<Path> apiSources() {
    List<Path> sources = new ArrayList<>();
    for (Path module : Repository.modules("bundles")) {
      if (!module.toString().endsWith("-api")) {
        continue;
      }
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
