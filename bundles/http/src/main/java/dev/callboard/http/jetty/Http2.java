package dev.callboard.http.jetty;

import dev.callboard.http.settings.Http2Limits;
import dev.callboard.http.settings.SettingsHolder;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * Makes HTTP/2 with the limits of the configuration. The frame rate covers what is known to be
 * abused: rapid resets (CVE-2023-44487), resets that the server is made to send (CVE-2025-8671),
 * floods of settings, pings, priorities, empty data and header fragments.
 */
final class Http2 {
  private Http2() {}

  static ConnectionFactory clear(
      HttpConfiguration http, SettingsHolder settings, FrameCounts frames) {
    return limited(new HTTP2CServerConnectionFactory(http), settings, frames);
  }

  static ConnectionFactory secure(
      HttpConfiguration http, SettingsHolder settings, FrameCounts frames) {
    return limited(new HTTP2ServerConnectionFactory(http), settings, frames);
  }

  private static ConnectionFactory limited(
      AbstractHTTP2ServerConnectionFactory factory, SettingsHolder settings, FrameCounts frames) {
    Http2Limits limits = settings.current().limits().http2();
    factory.setRateControlFactory(new WindowRateControl.Factory(limits.framesPerSecond()));
    factory.setMaxConcurrentStreams(limits.streams());
    factory.setMaxSettingsKeys(limits.settings());
    // Only for WebSocket, for which clients open a connection of HTTP/1.1 as long as it is off.
    factory.setConnectProtocolEnabled(false);
    factory.addEventListener(frames);
    return factory;
  }
}
