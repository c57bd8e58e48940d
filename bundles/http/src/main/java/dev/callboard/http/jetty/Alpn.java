package dev.callboard.http.jetty;

import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NegotiatingServerConnectionFactory;

/**
 * Lets client and server agree on HTTP/2 or HTTP/1.1 within the TLS handshake (RFC 7301). Jetty's
 * own looks for the support of the JVM through a service loader; every JVM from 17 on has it.
 */
final class Alpn extends NegotiatingServerConnectionFactory {
  Alpn(String byDefault, String... protocols) {
    super("alpn", protocols);
    setDefaultProtocol(byDefault);
  }

  @Override
  protected AbstractConnection newServerConnection(
      Connector connector,
      EndPoint endPoint,
      SSLEngine engine,
      List<String> protocols,
      String byDefault) {
    ALPNServerConnection connection =
        new ALPNServerConnection(connector, endPoint, engine, protocols, byDefault);
    engine.setHandshakeApplicationProtocolSelector(
        (self, offered) -> {
          connection.select(offered);
          return connection.getProtocol();
        });
    if (endPoint instanceof SslConnection.SslEndPoint encrypted) {
      encrypted.getSslConnection().addHandshakeListener(new WithoutOffer(connection));
    }
    return connection;
  }

  /** A client that offers nothing gets the default. */
  private record WithoutOffer(ALPNServerConnection connection) implements SslHandshakeListener {
    @Override
    public void handshakeSucceeded(Event event) {
      if (connection.getProtocol() == null) {
        connection.unsupported();
      }
    }
  }
}
