package dev.callboard.it.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of {@code src/test/node} with its pinned packages installed. */
public final class NodeProject {
  private static final String HELP =
      "Node.js 20 or later and npm are needed, and npm has to reach its registry for what the"
          + " package-lock.json below runtime/tests/src/test/node names (or have it in its cache)."
          + " Without them run with -Dcallboard.offline, which leaves these tests out.";

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /** Installs the packages unless they are there; skips the test with -Dcallboard.offline. */
  public static NodeProject install(String name) throws IOException, InterruptedException {
    boolean offline = System.getProperty("callboard.offline") != null;
    if (offline) {
      System.out.println("skipped: " + name + ", because of -Dcallboard.offline");
    }
    assumeFalse(offline);
    Path source = Product.root().resolve("runtime/tests/src/test/node").resolve(name);
    NodeProject project = new NodeProject(Product.root().resolve("runtime/tests/target/" + name));
    Files.createDirectories(project.folder);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Path copy = project.folder.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path lock = source.resolve("package-lock.json");
    assertFalse(
        Files.readString(lock).contains("\"resolved\""),
        "see omit-lockfile-registry-resolved in .npmrc");
    Path installed = project.folder.resolve("installed.json");
    if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
      Files.deleteIfExists(installed);
      // What the cache knows of a package may be older than the version that is wanted.
      boolean done =
          project.installed("npm", "ci", "--prefer-offline") || project.installed("npm", "ci");
      String log = Files.readString(project.folder.resolve("npm.log"));
      assertTrue(done, () -> "npm ci failed. " + HELP + "\n" + log);
      Files.copy(lock, installed);
    }
    return project;
  }

  private boolean installed(String... npm) throws IOException, InterruptedException {
    Process process = run(List.of(npm), "npm.log");
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "npm ci takes long. " + HELP);
    return process.exitValue() == 0;
  }

  /** Starts a program of the folder; what it prints goes into a file there. */
  public Process run(List<String> command, String log) throws IOException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(log).toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError(command.get(0) + " cannot be run. " + HELP, e);
    }
  }

  /** Returns what a program has printed. */
  public String printed(String log) throws IOException {
    return Files.readString(folder.resolve(log));
  }
}
