package dev.callboard.http.gateway;

import dev.callboard.http.jetty.PortalConnectorFactory;
import dev.callboard.http.jetty.ServerState;
import dev.callboard.platform.lifecycle.Drain;
import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends HTTP in order: the readiness goes off and answers ask for the connection to be closed; after
 * {@code backend.lifecycle.serverShutdownDelay} the port is closed, readers of event streams are
 * told when to come back, sockets are closed, and what is under way is finished.
 */
@Component(
    service = {Drain.class, Consumer.class},
    property = Drain.PROPERTY + "=http")
public final class HttpDrain implements Drain {
  private static final Logger LOG = LoggerFactory.getLogger("dev.callboard.http");

  private final Gateway gateway;
  private final ServerState state;
  private final PortalConnectorFactory connector;

  /** Creates the drain. */
  @Activate
  public HttpDrain(
      @Reference Gateway gateway,
      @Reference ServerState state,
      @Reference PortalConnectorFactory connector) {
    this.gateway = gateway;
    this.state = state;
    this.connector = connector;
  }

  @Override
  public void accept(Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    state.drain();
    try {
      Thread.sleep(Math.min(gateway.settings().shutdownDelay().toMillis(), deadline.toMillis()));
      connector.closePort();
      gateway.mounts().forEachSlot(Slot::endStreams);
      gateway.sockets().endAll();
      int left = 0;
      for (Slot slot : gateway.mounts().slots()) {
        left += slot.inFlight.await(until);
      }
      connector.awaitConnections(until);
      LOG.info("HTTP has ended, {} requests were cut off", left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
