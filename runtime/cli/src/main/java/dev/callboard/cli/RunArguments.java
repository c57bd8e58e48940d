package dev.callboard.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code run}, not checked yet.
 *
 * @param port or null
 * @param data or null
 * @param plugins or null
 * @param configs in their order
 * @param catalogs in their order
 */
record RunArguments(
    Integer port, Path data, Path plugins, List<Path> configs, List<String> catalogs) {
  /**
   * Reads the arguments after {@code run} when they are in the plainest form: known names, each
   * followed by a value. The general parser costs a fifth of a second of each start, and is left
   * what is not plain: help, slips, other notations.
   */
  static Optional<RunArguments> ofPlain(List<String> arguments) {
    Integer port = null;
    Path data = null;
    Path plugins = null;
    List<Path> configs = new ArrayList<>();
    List<String> catalogs = new ArrayList<>();
    if (arguments.size() % 2 != 0) {
      return Optional.empty();
    }
    try {
      for (int i = 0; i < arguments.size(); i += 2) {
        String value = arguments.get(i + 1);
        boolean again = false;
        switch (arguments.get(i)) {
          case "--port" -> {
            again = port != null;
            port = Integer.valueOf(value);
          }
          case "--data" -> {
            again = data != null;
            data = Path.of(value);
          }
          case "--plugins" -> {
            again = plugins != null;
            plugins = Path.of(value);
          }
          case "--config" -> configs.add(Path.of(value));
          case "--catalog" -> catalogs.add(value);
          default -> again = true;
        }
        if (again || value.startsWith("-")) {
          return Optional.empty();
        }
      }
    } catch (NumberFormatException | InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.of(new RunArguments(port, data, plugins, configs, catalogs));
  }
}
