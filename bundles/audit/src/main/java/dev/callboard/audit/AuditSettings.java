package dev.callboard.audit;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.NodeName;
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

  static AuditSettings of(Config config, Map<String, String> environment) {
    return new AuditSettings(
        NodeName.of(config, environment), config.duration("audit.sinkGrace").orElse(DEFAULT_GRACE));
  }
}
