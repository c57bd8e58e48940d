package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * What WebSocket connections may use, from {@code backend.limits.sockets}.
 *
 * @param connections open at the same time, of all callers together
 * @param perCaller open at the same time, of one user
 * @param message bytes of a message that a client sends
 * @param queue bytes that wait for a slow client before it is cut off
 * @param ping how often a client is asked whether it is there, and its token looked at again
 */
public record SocketLimits(int connections, int perCaller, int message, int queue, Duration ping) {
  private static final String AT = "backend.limits.sockets.";

  static SocketLimits from(Config config) {
    return new SocketLimits(
        Limits.positive(config, AT + "connections", 5000),
        Limits.positive(config, AT + "perCaller", 20),
        size(config, "message", 16 * 1024),
        size(config, "queue", 256 * 1024),
        ping(config));
  }

  private static int size(Config config, String name, long byDefault) {
    long value = config.bytes(AT + name).orElse(byDefault);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw PortalException.input(AT + name + " must be from 1 byte to 2 GiB, not " + value);
    }
    return (int) value;
  }

  private static Duration ping(Config config) {
    Duration ping = config.duration(AT + "ping").orElse(Duration.ofSeconds(30));
    if (ping.isNegative() || ping.isZero()) {
      throw PortalException.input(AT + "ping must be longer than nothing");
    }
    return ping;
  }
}
