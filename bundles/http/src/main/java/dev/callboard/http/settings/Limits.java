package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What one request and one caller may use of the server, from {@code backend.limits}.
 *
 * @param header bytes of request line and header fields, {@code backend.limits.header}
 * @param uri characters of the request target, {@code backend.limits.uri}
 * @param body bytes of a request body by plugin id, {@code backend.limits.body.<plugin>}
 * @param defaultBody bytes of a request body elsewhere, {@code backend.limits.body.default}
 * @param refusedBody bytes that are read of a body that nobody wants any more
 * @param minBodyRate bytes per second that a body must arrive with
 * @param bodyGrace time before the rate counts
 * @param json limits of JSON bodies
 * @param inFlightPerCaller requests of one user at the same time
 * @param inFlightPerService requests of one external token or plugin at the same time
 * @param eventStreamsPerCaller event streams of one caller at the same time
 * @param eventStreamBuffer bytes that wait for a slow reader of an event stream before it is cut
 * @param rates how often somebody may come
 * @param http2 limits of HTTP/2 connections
 * @param sockets limits of WebSocket connections
 */
public record Limits(
    int header,
    int uri,
    Map<String, Long> body,
    long defaultBody,
    long refusedBody,
    long minBodyRate,
    Duration bodyGrace,
    JsonLimits json,
    int inFlightPerCaller,
    int inFlightPerService,
    int eventStreamsPerCaller,
    int eventStreamBuffer,
    RateLimits rates,
    Http2Limits http2,
    SocketLimits sockets) {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  /** Copies the map. */
  public Limits {
    body = Map.copyOf(body);
  }

  static Limits from(Config config) {
    Map<String, Long> body = new HashMap<>();
    body.put("plugins", 64 * MIB);
    // A dry run brings the files of its template; the scaffolder limits its other bodies itself.
    body.put("scaffolder", 16 * MIB);
    // Webhooks tell of large pushes.
    body.put("events", 5 * MIB);
    body.put("supply-chain", 64 * MIB);
    config
        .section("backend.limits.body")
        .ifPresent(section -> section.keys().forEach(id -> put(body, section, id)));
    Long byDefault = body.remove("default");
    return new Limits(
        size(config, "backend.limits.header", 16 * KIB),
        size(config, "backend.limits.uri", 8 * KIB),
        body,
        byDefault == null ? MIB : byDefault,
        config.bytes("backend.limits.refusedBody").orElse(4 * MIB),
        config.bytes("backend.limits.minBodyRate").orElse(KIB),
        config.duration("backend.limits.bodyGrace").orElse(Duration.ofSeconds(5)),
        JsonLimits.from(config),
        number(config, "backend.limits.inFlightPerCaller", 20),
        number(config, "backend.limits.inFlightPerService", 200),
        number(config, "backend.limits.eventStreamsPerCaller", 10),
        size(config, "backend.limits.eventStreamBuffer", 256 * KIB),
        RateLimits.from(config),
        Http2Limits.from(config),
        SocketLimits.from(config));
  }

  /** Returns how many bytes a body for a plugin may have. */
  public long bodyOf(String pluginId) {
    return body.getOrDefault(pluginId, defaultBody);
  }

  static int number(Config config, String path, int byDefault) {
    return Math.toIntExact(config.number(path).orElse((long) byDefault));
  }

  static int positive(Config config, String path, int byDefault) {
    int value = number(config, path, byDefault);
    if (value < 1) {
      throw PortalException.input(path + " must be at least 1, not " + value);
    }
    return value;
  }

  private static int size(Config config, String path, long byDefault) {
    return Math.toIntExact(config.bytes(path).orElse(byDefault));
  }

  private static void put(Map<String, Long> body, Config section, String id) {
    section.bytes(id).ifPresent(bytes -> body.put(id, bytes));
  }
}
