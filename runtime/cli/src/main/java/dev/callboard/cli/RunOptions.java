package dev.callboard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the options of {@code run} and turns them into framework properties. */
final class RunOptions {
  private static final int LAST_PORT = 65_535;

  private final Terminal terminal;

  RunOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Returns the framework properties.
   *
   * @throws WrongUsage when an option has a value that cannot be
   * @throws CommandFailure when there is no installation
   */
  Map<String, String> properties(RunArguments arguments) {
    if (!Files.isDirectory(terminal.home().resolve("bundles"))) {
      throw new CommandFailure(
          "there is no installation at "
              + terminal.home()
              + ": it has no folder bundles. Start bin/callboard of an unpacked distribution.");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("callboard.home", terminal.home().toString());
    properties.put("callboard.version", Installation.version());
    properties.put("callboard.data", directory("--data", terminal.data(arguments.data())));
    properties.put(
        "callboard.plugins", directory("--plugins", terminal.plugins(arguments.plugins())));
    properties.put(
        "callboard.config", joined(arguments.configs().stream().map(this::config).toList()));
    properties.put(
        "callboard.catalog", joined(arguments.catalogs().stream().map(this::catalog).toList()));
    if (arguments.port() != null) {
      properties.put("callboard.port", port(arguments.port()));
    }
    return properties;
  }

  private String port(int port) {
    if (port < 0 || port > LAST_PORT) {
      throw wrong("--port " + port + " is not a port: use 0 to " + LAST_PORT);
    }
    return Integer.toString(port);
  }

  private String directory(String option, Path path) {
    oneLine(option, path.toString());
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw wrong(option + " " + path + " is a file: name a directory");
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw wrong(option + " " + path + " cannot be made: " + reason(e));
    }
    if (!Files.isWritable(path)) {
      throw wrong(option + " " + path + " cannot be written by this user");
    }
    return path.toString();
  }

  private String config(Path given) {
    Path path = terminal.resolve(given);
    oneLine("--config", path.toString());
    if (given.toString().matches("https?:/.*")) {
      throw wrong("--config " + given + " is a URL: name a file");
    }
    if (!Files.exists(path)) {
      throw wrong("--config " + path + " does not exist");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw wrong("--config " + path + " is not a file that this user can read");
    }
    return path.toString();
  }

  private String catalog(String given) {
    oneLine("--catalog", given);
    if (given.matches("(?i)https?://.+")) {
      return given;
    }
    if (given.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
      throw wrong("--catalog " + given + " is not supported: use a path, http:// or https://");
    }
    Path path = path(given);
    if (!Files.exists(path)) {
      throw wrong("--catalog " + path + " does not exist");
    }
    return path.toString();
  }

  private Path path(String given) {
    try {
      return terminal.resolve(Path.of(given));
    } catch (InvalidPathException e) {
      throw wrong("--catalog " + given + " is not a path: " + e.getReason());
    }
  }

  /** Lists are handed over with one value a line. */
  private void oneLine(String option, String value) {
    if (value.isBlank() || value.indexOf('\n') >= 0) {
      throw wrong(option + " must not be empty or hold a line break");
    }
  }

  private static String joined(List<String> values) {
    return values.stream().collect(Collectors.joining("\n"));
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.FileSystemException problem && problem.getReason() != null
        ? problem.getReason()
        : e.getClass().getSimpleName();
  }

  private static WrongUsage wrong(String message) {
    return new WrongUsage(message);
  }
}
