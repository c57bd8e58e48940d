package dev.callboard.signals;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.Socket;
import dev.callboard.platform.http.SocketEndpoint;
import dev.callboard.platform.http.SocketListener;
import dev.callboard.platform.signals.Recipients;
import dev.callboard.platform.signals.SignalService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings signals to the clients of this node, and to the other nodes. Configuration: {@code
 * signals.maxSubscriptions} and {@code signals.maxMessage}.
 */
@Component(service = {SignalService.class, SocketEndpoint.class})
public final class SignalHub implements SignalService, SocketEndpoint {
  private static final long SUBSCRIPTIONS = 100;
  private static final long MESSAGE = 64 * 1024;

  private final ConfigService config;
  private final NodeLink nodes;
  private final Wire wire = new Wire();
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

  /** Called by Declarative Services. */
  @Activate
  public SignalHub(@Reference ConfigService config, @Reference NodeLink nodes) {
    this.config = config;
    this.nodes = nodes;
    nodes.connect(wire, this::deliver);
  }

  /** Called by Declarative Services. */
  @Deactivate
  public void stop() {
    nodes.disconnect();
  }

  @Override
  public SocketListener open(Socket socket) {
    Subscriber subscriber =
        new Subscriber(
            socket,
            wire,
            () ->
                Math.toIntExact(
                    config.current().number("signals.maxSubscriptions").orElse(SUBSCRIPTIONS)),
            subscribers::remove);
    subscribers.add(subscriber);
    return subscriber;
  }

  @Override
  public void publish(Recipients recipients, String channel, Map<String, Object> message) {
    requireNonNull(recipients, "recipients is null");
    requireNonNull(message, "message is null");
    if (!Channels.isValid(channel)) {
      throw PortalException.input("A channel has 1 to 200 characters, not " + channel.length());
    }
    String text = wire.message(channel, message);
    long most = config.current().bytes("signals.maxMessage").orElse(MESSAGE);
    if (text.length() > most) {
      throw PortalException.input(
          "A signal has at most "
              + most
              + " characters (signals.maxMessage), not "
              + text.length());
    }
    Signal signal = new Signal(recipients, channel, text);
    deliver(signal);
    nodes.send(signal);
  }

  private void deliver(Signal signal) {
    subscribers.forEach(subscriber -> subscriber.offer(signal));
  }
}
