package dev.callboard.audit;

import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code audit} says.
 *
 * @param node the name of this server in records
 * @param sinkGrace how long the log may be away before mutations are refused
 */
record AuditSettings(String node, Duration sinkGrace) {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
  private static final Path HOST_NAME = Path.of("/etc/hostname");

  static AuditSettings of(Config config, Map<String, String> environment) {
    return new AuditSettings(
        config.string("audit.node").orElseGet(() -> hostName(environment)),
        config.duration("audit.sinkGrace").orElse(DEFAULT_GRACE));
  }

  /** Not from the network: a name service can be slow. */
  private static String hostName(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAME", "").strip();
    if (!name.isEmpty()) {
      return name;
    }
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "local";
    }
  }
}
