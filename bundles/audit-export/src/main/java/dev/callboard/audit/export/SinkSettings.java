package dev.callboard.audit.export;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.TrustedCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * A sink as {@code audit.sinks} has it.
 *
 * @param id tells it apart, and its place is kept under it
 * @param fromBeginning whether it is given what was recorded before it was configured
 */
record SinkSettings(String id, boolean fromBeginning, Sink sink) {
  private static final String KEY = "audit.sinks";
  private static final int MAX_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Reads all of them, by their ids. */
  static Map<String, SinkSettings> of(Config config, Path data) {
    Map<String, SinkSettings> sinks = new LinkedHashMap<>();
    for (Config each : config.sections(KEY)) {
      String id = required(each, "id");
      if (!id.matches("[a-z0-9-]{1,40}")) {
        throw wrong("id must be 1 to 40 small letters, digits and hyphens, not '" + id + "'");
      }
      boolean whole = each.bool("fromBeginning").orElse(true);
      if (sinks.put(id, new SinkSettings(id, whole, sink(each, data))) != null) {
        throw wrong("the id '" + id + "' stands twice");
      }
    }
    return sinks;
  }

  private static Sink sink(Config config, Path data) {
    String type = required(config, "type");
    switch (type) {
      case "jsonl":
        return new FileSink(data.resolve(required(config, "path")));
      case "cloudevents":
        return new CloudEventsSink(url(required(config, "url")), config.string("token"));
      case "syslog":
        return syslog(config);
      default:
        throw wrong("type must be jsonl, cloudevents or syslog, not '" + type + "'");
    }
  }

  private static Sink syslog(Config config) {
    String protocol = config.string("protocol").orElse("tls").toUpperCase(Locale.ROOT);
    if (!Set.of("UDP", "TCP", "TLS").contains(protocol)) {
      throw wrong("protocol must be udp, tcp or tls, not '" + protocol + "'");
    }
    SyslogSink.Protocol how = SyslogSink.Protocol.valueOf(protocol);
    long port = config.number("port").orElse(how == SyslogSink.Protocol.TLS ? 6514L : 514L);
    if (port < 1 || port > MAX_PORT) {
      throw wrong("port must be between 1 and 65535, not " + port);
    }
    Optional<SSLSocketFactory> own = config.string("tls.ca").map(SinkSettings::trusting);
    return new SyslogSink(
        required(config, "host"),
        (int) port,
        how,
        () -> own.orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  private static SSLSocketFactory trusting(String pem) {
    try {
      return TrustedCertificates.context(Optional.of(pem)).getSocketFactory();
    } catch (IllegalArgumentException e) {
      throw wrong("tls.ca must be certificates in PEM form");
    }
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && SCHEMES.contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the text, which may have a password.
    }
    throw wrong("url must be an http or https address");
  }

  private static String required(Config config, String key) {
    Optional<String> value = config.string(key).filter(text -> !text.isBlank());
    return value.orElseThrow(() -> wrong(key + " is missing"));
  }

  private static PortalException wrong(String what) {
    return PortalException.input(KEY + "[]: " + what);
  }
}
