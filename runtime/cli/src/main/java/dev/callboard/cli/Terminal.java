package dev.callboard.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command knows of the world around it.
 *
 * @param out for results
 * @param err for problems
 * @param environment the environment variables
 * @param home the installation, with {@code bundles/} and {@code config/} in it
 * @param directory what relative paths on the command line are relative to
 */
public record Terminal(
    PrintWriter out, PrintWriter err, Map<String, String> environment, Path home, Path directory) {
  /** Returns the terminal of this process. */
  static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        System.getenv(),
        Installation.home(),
        Path.of("").toAbsolutePath());
  }

  /** Returns an absolute path for one from the command line. */
  public Path resolve(Path path) {
    return directory.resolve(path).normalize();
  }

  /** Returns the data directory: the one given, or the one of the installation. */
  public Path data(Path given) {
    return given == null ? home.resolve("data") : resolve(given);
  }

  /** Returns the drop folder: the one given, or the one of the installation. */
  public Path plugins(Path given) {
    return given == null ? home.resolve("plugins") : resolve(given);
  }
}
