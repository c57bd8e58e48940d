package dev.callboard.signals;

import dev.callboard.platform.http.Socket;
import dev.callboard.platform.http.SocketListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** One connected client and what it has subscribed to. */
final class Subscriber implements SocketListener {
  /** RFC 6455 section 7.4.1: what came breaks a rule of ours. */
  private static final int POLICY = 1008;

  private final Socket socket;
  private final Wire wire;
  private final IntSupplier limit;
  private final Consumer<Subscriber> onClose;
  private final Set<String> channels = ConcurrentHashMap.newKeySet();

  Subscriber(Socket socket, Wire wire, IntSupplier limit, Consumer<Subscriber> onClose) {
    this.socket = socket;
    this.wire = wire;
    this.limit = limit;
    this.onClose = onClose;
  }

  /** What asks for nothing we know is let pass, as a newer client may know more than we do. */
  @Override
  public void onText(String text) {
    wire.wish(text).ifPresent(this::follow);
  }

  private void follow(Wire.Wish wish) {
    if (!wish.subscribe()) {
      channels.remove(wish.channel());
      return;
    }
    int most = limit.getAsInt();
    if (channels.size() >= most && !channels.contains(wish.channel())) {
      socket.close(POLICY, "more than " + most + " subscriptions");
      return;
    }
    channels.add(wish.channel());
  }

  /** Sends a signal to this client if it is for it. */
  void offer(Signal signal) {
    if (channels.contains(signal.channel())
        && signal.recipients().include(socket.principal().ownershipRefs())) {
      socket.send(signal.text());
    }
  }

  @Override
  public void onClose() {
    onClose.accept(this);
  }
}
