package dev.callboard.http.jetty;

import dev.callboard.http.gateway.Gateway;
import dev.callboard.http.settings.ListenSettings;
import dev.callboard.http.settings.SettingsHolder;
import dev.callboard.http.tls.PortalTls;
import java.time.Duration;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the connector through which every client comes. Felix asks for it once its server runs; the
 * reference to the gateway sees to it that the port opens only when requests can be answered.
 *
 * <p>Felix needs a connector of its own to start. It is told to take a free port of the loopback
 * device, and that one is closed here before anything is served: see ADR 2.
 */
@Component(service = {ConnectorFactory.class, PortalConnectorFactory.class})
public final class PortalConnectorFactory implements ConnectorFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PortalConnectorFactory.class);

  /** Where these two are let through is decided by {@link EncodedSegments}. */
  private static final UriCompliance URIS =
      UriCompliance.DEFAULT.with(
          "CALLBOARD",
          UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
          UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

  private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(500);

  private final SettingsHolder settings;
  private final ServerState state;
  private final StartFailure failure;
  private final PortalTls tls;
  private volatile PortalConnector connector;

  /** Creates the factory; {@code gateway} is there to be waited for. */
  @Activate
  public PortalConnectorFactory(
      @Reference SettingsHolder settings,
      @Reference ServerState state,
      @Reference StartFailure failure,
      @Reference PortalTls tls,
      @Reference Gateway gateway) {
    this.settings = settings;
    this.state = state;
    this.failure = failure;
    this.tls = tls;
  }

  @Override
  public Connector createConnector(Server server) {
    closeOthers(server);
    RequestGuard guard = new RequestGuard(settings, state);
    server.setErrorHandler(new JsonErrorHandler(settings, guard));
    ListenSettings listen = settings.current().listen();
    HttpConfiguration http = configuration(guard);
    FrameCounts frames = new FrameCounts();
    PortalConnector made =
        new PortalConnector(
            server,
            tls.factory()
                .map(factory -> Protocols.secure(factory, http, settings, frames))
                .orElseGet(() -> Protocols.clear(http, settings, frames)));
    made.setHost(listen.host());
    made.setPort(listen.port());
    made.setIdleTimeout(listen.idleTimeout().toMillis());
    made.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
    SlowHeaders slow = new SlowHeaders(made, listen.headersTimeout(), frames);
    made.addBean(slow, false);
    made.addEventListener(slow);
    made.addEventListener(failure.listener(listen));
    connector = made;
    return made;
  }

  /** Stops taking new connections and lets idle ones go; those with a request stay. */
  public void closePort() {
    PortalConnector current = connector;
    if (current != null) {
      current.shutdown();
    }
  }

  /**
   * Waits until every connection has ended, which idle ones do soon after {@link #closePort}. A
   * request may be on its way in one that looks idle. Blocks until {@code until}, a value of {@link
   * System#nanoTime()}, at most, and no longer than the idle ones need.
   */
  public void awaitConnections(long until) throws InterruptedException {
    PortalConnector current = connector;
    if (current != null) {
      long idle = System.nanoTime() + 2 * SHUTDOWN_IDLE.toNanos();
      current.awaitNoConnections(until - idle < 0 ? until : idle);
    }
  }

  private HttpConfiguration configuration(RequestGuard guard) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(settings.current().limits().header());
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(URIS);
    http.addCustomizer(new TrustedProxies(settings));
    http.addCustomizer(guard);
    return http;
  }

  private static void closeOthers(Server server) {
    for (Connector other : server.getConnectors()) {
      try {
        other.stop();
      } catch (Exception e) {
        LOG.warn("The start-up connector {} did not close", other, e);
      }
      server.removeConnector(other);
    }
  }
}
