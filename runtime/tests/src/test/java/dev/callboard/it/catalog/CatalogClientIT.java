package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every method of Backstage's own catalog client against the built product. */
class CatalogClientIT {
  private static final String HELP =
      "Node.js 20 or later and npm are needed, and npm has to reach its registry for what"
          + " runtime/tests/src/test/node/catalog-client/package-lock.json names (or have it in its"
          + " cache). Without them run with -Dcallboard.offline, which leaves this test out.";

  private static Path project;
  @TempDir Path temp;

  @BeforeAll
  static void install() throws Exception {
    if (System.getProperty("callboard.offline") != null) {
      System.out.println("skipped: Backstage's catalog client, because of -Dcallboard.offline");
    }
    assumeFalse(System.getProperty("callboard.offline") != null);
    Path source = Product.root().resolve("runtime/tests/src/test/node/catalog-client");
    project = Product.root().resolve("runtime/tests/target/catalog-client");
    Files.createDirectories(project);
    Path installed = project.resolve("installed.json");
    Path lock = source.resolve("package-lock.json");
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Path copy = project.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
      Files.deleteIfExists(installed);
      Output npm = run(Duration.ofMinutes(5), List.of("npm", "ci", "--prefer-offline"));
      assertEquals(0, npm.status(), () -> "npm ci failed. " + HELP + "\n" + npm.text());
      Files.copy(lock, installed);
    }
  }

  private record Output(int status, String text) {}

  private static Output run(Duration deadline, List<String> command) throws Exception {
    Path log = project.resolve(command.get(0) + ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(command.get(0) + " cannot be run. " + HELP, e);
    }
    if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " took longer than " + deadline + Files.readString(log));
    }
    return new Output(process.exitValue(), Files.readString(log));
  }

  @Test
  void everyMethodOfTheClientWorks() throws Exception {
    try (FixtureCatalog files = new FixtureCatalog();
        ServerProcess server = files.server(temp.resolve("server")).start()) {
      Poll.until(
          "the catalog",
          Duration.ofSeconds(30),
          () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
          count -> count >= 28);
      Output client =
          run(
              Duration.ofMinutes(2),
              List.of(
                  "node",
                  "client.mjs",
                  "http://127.0.0.1:" + server.port(),
                  ServerProcess.TOKEN,
                  files.host()));
      assertEquals(0, client.status(), client::text);
    }
  }

  @Test
  void theLockFileNamesNoRegistry() throws IOException {
    String lock = Files.readString(project.resolve("package-lock.json"));
    assertFalse(lock.contains("\"resolved\""), "see omit-lockfile-registry-resolved in .npmrc");
  }
}
