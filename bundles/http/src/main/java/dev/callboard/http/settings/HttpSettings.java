package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the configuration that speaks of HTTP. Immutable: a request takes it once.
 *
 * @param listen where the server listens
 * @param limits what a request may use
 * @param gateway how plugins are served
 * @param cors which other origins may call
 * @param headers the headers of each answer
 * @param hosts which names the server answers to
 * @param trustProxy which peers may set {@code X-Forwarded-*}: addresses, {@code *}, or none
 * @param baseUrl the address that clients see, without a slash at the end
 * @param healthHeaders extra headers of the health endpoints
 * @param healthTimeout how long one health check may take
 * @param shutdownDelay how long requests are still taken after the readiness went off
 * @param https how the port is encrypted, or empty when it is not
 */
public record HttpSettings(
    ListenSettings listen,
    Limits limits,
    GatewaySettings gateway,
    CorsPolicy cors,
    SecurityHeaders headers,
    AllowedHosts hosts,
    List<String> trustProxy,
    String baseUrl,
    Map<String, String> healthHeaders,
    Duration healthTimeout,
    Duration shutdownDelay,
    Optional<HttpsSettings> https) {

  /** Reads the settings; a value of the wrong type is an error that names the key. */
  public static HttpSettings from(Config config) {
    ListenSettings listen = ListenSettings.from(config);
    String scheme = isEncrypted(config) ? "https" : "http";
    String baseUrl =
        config.string("backend.baseUrl").orElse(scheme + "://localhost:" + listen.port());
    while (baseUrl.endsWith("/")) {
      baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
    }
    return new HttpSettings(
        listen,
        Limits.from(config),
        GatewaySettings.from(config),
        CorsPolicy.from(config),
        SecurityHeaders.from(config),
        AllowedHosts.from(config, baseUrl, listen.host()),
        trustProxy(config),
        baseUrl,
        healthHeaders(config),
        config.duration("backend.health.timeout").orElse(Duration.ofSeconds(5)),
        config.duration("backend.lifecycle.serverShutdownDelay").orElse(Duration.ZERO),
        HttpsSettings.from(config, host(baseUrl)));
  }

  private static boolean isEncrypted(Config config) {
    return !config.value("backend.https").orElse(false).equals(false);
  }

  private static String host(String baseUrl) {
    try {
      String host = new URI(baseUrl).getHost();
      return host == null ? "localhost" : host;
    } catch (URISyntaxException e) {
      // What uses the address says what is wrong with it.
      return "localhost";
    }
  }

  private static List<String> trustProxy(Config config) {
    Object value = config.value("backend.trustProxy").orElse(false);
    if (value instanceof Boolean trust) {
      return trust ? List.of("*") : List.of();
    }
    if (value instanceof Number hops) {
      return hops.intValue() > 0 ? List.of("*") : List.of();
    }
    List<String> addresses = new ArrayList<>();
    for (String text : config.strings("backend.trustProxy")) {
      for (String address : text.split(",")) {
        addresses.add(address.trim());
      }
    }
    return addresses;
  }

  private static Map<String, String> healthHeaders(Config config) {
    Map<String, String> headers = new LinkedHashMap<>();
    config
        .section("backend.health.headers")
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        name ->
                            section
                                .value(name)
                                .ifPresent(value -> headers.put(name, String.valueOf(value)))));
    return headers;
  }
}
