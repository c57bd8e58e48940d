package dev.callboard.cli.doctor;

import dev.callboard.cli.Terminal;
import java.nio.file.Path;
import java.util.List;

/**
 * What the doctor looks at.
 *
 * @param terminal the installation and the environment
 * @param data the data directory
 * @param plugins the drop folder
 * @param configs the configuration files that were named; empty for those of the installation
 * @param port the port that was named, or null for the one of the configuration
 */
record Patient(Terminal terminal, Path data, Path plugins, List<Path> configs, Integer port) {
  /** The port of a configuration that names none. */
  static final int DEFAULT_PORT = 7007;
}
