package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * How the gateway treats plugins, from {@code backend.gateway}.
 *
 * @param updateWait how long a request waits for a plugin that is being replaced
 * @param maxWaiting how many requests may wait so, all plugins together
 * @param requestTimeout when a request without an answer gets 503
 * @param breakerWindow how many of the last requests the circuit breaker looks at
 * @param breakerPause how long an open breaker lets nothing through
 */
public record GatewaySettings(
    Duration updateWait,
    int maxWaiting,
    Duration requestTimeout,
    int breakerWindow,
    Duration breakerPause) {
  static GatewaySettings from(Config config) {
    return new GatewaySettings(
        config.duration("backend.gateway.updateWait").orElse(Duration.ofSeconds(5)),
        Limits.number(config, "backend.gateway.maxWaiting", 200),
        config.duration("backend.gateway.requestTimeout").orElse(Duration.ofSeconds(30)),
        Limits.number(config, "backend.gateway.breaker.window", 20),
        config.duration("backend.gateway.breaker.pause").orElse(Duration.ofSeconds(10)));
  }
}
