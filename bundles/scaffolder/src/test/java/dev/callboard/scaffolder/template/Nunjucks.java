package dev.callboard.scaffolder.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.scaffolder.Corpus;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real Nunjucks under Node, as one process that is asked line by line. */
final class Nunjucks implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELP =
      "Node.js 20 or later and npm are needed, and npm has to reach its registry for what"
          + " bundles/scaffolder/src/test/node/nunjucks/package-lock.json names (or have it in its"
          + " cache). Without them run with -Dcallboard.offline, which leaves this test out.";

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private Nunjucks(Process process) {
    this.process = process;
    this.to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Installs the package unless it is there, and starts it; skips with -Dcallboard.offline. */
  static Nunjucks start() throws IOException, InterruptedException {
    boolean offline = System.getProperty("callboard.offline") != null;
    if (offline) {
      System.out.println("skipped: comparison with Nunjucks, because of -Dcallboard.offline");
    }
    assumeFalse(offline);
    Path folder = install();
    return new Nunjucks(
        new ProcessBuilder("node", "oracle.mjs")
            .directory(folder.toFile())
            .redirectError(folder.resolve("oracle.log").toFile())
            .start());
  }

  private static Path install() throws IOException, InterruptedException {
    Path module = Corpus.root().resolve("bundles/scaffolder");
    Path source = module.resolve("src/test/node/nunjucks");
    Path folder = module.resolve("target/nunjucks");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path lock = source.resolve("package-lock.json");
    assertFalse(
        Files.readString(lock).contains("\"resolved\""),
        "see omit-lockfile-registry-resolved in .npmrc");
    Path installed = folder.resolve("installed.json");
    if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
      Files.deleteIfExists(installed);
      npm(folder);
      Files.copy(lock, installed);
    }
    return folder;
  }

  private static void npm(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(List.of("npm", "ci", "--prefer-offline"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError("npm cannot be run. " + HELP, e);
    }
    assertTrue(npm.waitFor(5, TimeUnit.MINUTES), "npm ci takes long. " + HELP);
    String printed = Files.readString(log);
    assertEquals(0, npm.exitValue(), () -> "npm ci failed. " + HELP + "\n" + printed);
  }

  /** What it renders, or null when it fails. */
  String render(String template, TemplateSyntax syntax, Map<String, ?> context) throws IOException {
    JsonNode answer = ask(template, syntax, context);
    return answer.has("output") ? answer.get("output").asText() : null;
  }

  /** Its answer with {@code output} or {@code error}. */
  JsonNode ask(String template, TemplateSyntax syntax, Map<String, ?> context) throws IOException {
    Map<String, Object> options =
        Map.of(
            "variableStart", syntax.variableStart(),
            "variableEnd", syntax.variableEnd(),
            "trimBlocks", syntax.trimBlocks(),
            "lstripBlocks", syntax.lstripBlocks());
    to.write(
        JSON.writeValueAsString(
            Map.of("template", template, "context", context, "options", options)));
    to.newLine();
    to.flush();
    String line = from.readLine();
    assertTrue(line != null, "Node ended; see oracle.log in target/nunjucks. " + HELP);
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
