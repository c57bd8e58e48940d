package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;

/**
 * Where and how the server listens, from {@code backend.listen} and {@code backend.server}.
 *
 * @param host the address to bind, or null for each
 * @param port the port, 0 for any that is free
 * @param http2 whether HTTP/2 without TLS is offered beside HTTP/1.1
 * @param idleTimeout when a silent connection is closed
 * @param headersTimeout how long a client may take to send the header fields
 */
public record ListenSettings(
    String host, int port, boolean http2, Duration idleTimeout, Duration headersTimeout) {
  private static final String LISTEN = "backend.listen";
  private static final int DEFAULT_PORT = 7007;

  static ListenSettings from(Config config) {
    boolean isText =
        config.value(LISTEN).filter(value -> !(value instanceof java.util.Map)).isPresent();
    String text = isText ? config.string(LISTEN).orElse("") : "";
    int colon = text.lastIndexOf(':');
    String host = isText ? text.substring(0, Math.max(0, colon)) : "";
    int port =
        isText && !text.isEmpty()
            ? port(text.substring(colon + 1))
            : Limits.number(config, LISTEN + ".port", DEFAULT_PORT);
    if (!isText) {
      host = config.string(LISTEN + ".host").orElse("");
    }
    return new ListenSettings(
        host.isEmpty() || host.equals("*") ? null : host,
        checked(port),
        isText || config.bool(LISTEN + ".http2").orElse(true),
        millis(config, "backend.server.keepAliveTimeout", Duration.ofSeconds(30)),
        millis(config, "backend.server.headersTimeout", Duration.ofSeconds(10)));
  }

  /** A bare number counts as milliseconds, as in Backstage. */
  private static Duration millis(Config config, String path, Duration byDefault) {
    if (config.value(path).filter(Number.class::isInstance).isPresent()) {
      return Duration.ofMillis(config.number(path).orElseThrow());
    }
    return config.duration(path).orElse(byDefault);
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw PortalException.input(
          LISTEN + ": a port, host:port, or an object with host and port is needed");
    }
  }

  private static int checked(int port) {
    if (port < 0 || port > 65_535) {
      throw PortalException.input(LISTEN + ".port must be between 0 and 65535, not " + port);
    }
    return port;
  }
}
