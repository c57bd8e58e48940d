package dev.callboard.http.jetty;

import dev.callboard.http.settings.SettingsHolder;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What the port speaks: HTTP/1.1 and, unless turned off, HTTP/2, with or without TLS. */
final class Protocols {
  /** As it is written in the handshake, where case counts (RFC 7301 section 6). */
  private static final String HTTP_1_1 = "http/1.1";

  private Protocols() {}

  static ConnectionFactory[] clear(
      HttpConfiguration http, SettingsHolder settings, FrameCounts frames) {
    List<ConnectionFactory> all = new ArrayList<>(List.of(new HttpConnectionFactory(http)));
    if (settings.current().listen().http2()) {
      all.add(Http2.clear(http, settings, frames));
    }
    return all.toArray(ConnectionFactory[]::new);
  }

  static ConnectionFactory[] secure(
      SslContextFactory.Server tls,
      HttpConfiguration http,
      SettingsHolder settings,
      FrameCounts frames) {
    // Tells requests that they are encrypted; the host name is checked by the guard.
    http.addCustomizer(new SecureRequestCustomizer(false));
    List<ConnectionFactory> all = new ArrayList<>();
    boolean http2 = settings.current().listen().http2();
    Alpn alpn = http2 ? new Alpn(HTTP_1_1, "h2", HTTP_1_1) : new Alpn(HTTP_1_1, HTTP_1_1);
    all.add(new SslConnectionFactory(tls, alpn.getProtocol()));
    all.add(alpn);
    if (http2) {
      all.add(Http2.secure(http, settings, frames));
    }
    all.add(new HttpConnectionFactory(http));
    return all.toArray(ConnectionFactory[]::new);
  }
}
