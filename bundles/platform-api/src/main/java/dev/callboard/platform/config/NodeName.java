package dev.callboard.platform.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The name that this server has in records of the audit log, in reports and in metrics, so that the
 * same node is called the same everywhere.
 *
 * @since 1.2
 */
public final class NodeName {
  private static final Path HOST_NAME = Path.of("/etc/hostname");

  private NodeName() {}

  /**
   * Returns {@code audit.node} of the configuration, else the name of the host as its environment
   * ({@code HOSTNAME}) or {@code /etc/hostname} says it, else {@code local}. Asks no name service,
   * which could be slow; reads a small file at most.
   *
   * @param config the configuration, not null
   * @param environment usually {@link System#getenv()}, not null
   * @return never empty
   */
  public static String of(Config config, Map<String, String> environment) {
    requireNonNull(environment, "environment is null");
    return config.string("audit.node").orElseGet(() -> hostName(environment));
  }

  private static String hostName(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAME", "").strip();
    if (name.isEmpty()) {
      try {
        name = Files.readString(HOST_NAME).strip();
      } catch (IOException e) {
        // not every system has it
      }
    }
    return name.isEmpty() ? "local" : name;
  }
}
