package dev.callboard.http.gateway;

import dev.callboard.http.settings.SocketLimits;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.Socket;
import dev.callboard.platform.http.SocketEndpoint;
import dev.callboard.platform.http.SocketListener;
import dev.callboard.platform.identity.PortalPrincipal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket connection. Frames come one at a time; everything else on any thread. */
final class SocketConnection implements FrameHandler, Socket {
  private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

  private final SocketLimits limits;
  private final Supplier<PortalPrincipal> authentication;
  private final SocketEndpoint endpoint;
  private final Consumer<SocketConnection> onEnd;
  private final SendQueue queue = new SendQueue();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final String caller;
  private volatile PortalPrincipal principal;
  private volatile CoreSession session;
  private volatile SocketListener listener;
  private volatile long heard = System.nanoTime();
  private long pinged = System.nanoTime();

  SocketConnection(
      SocketLimits limits,
      PortalPrincipal principal,
      Supplier<PortalPrincipal> authentication,
      SocketEndpoint endpoint,
      Consumer<SocketConnection> onEnd) {
    this.limits = limits;
    this.principal = principal;
    this.caller = principal.getName();
    this.authentication = authentication;
    this.endpoint = endpoint;
    this.onEnd = onEnd;
  }

  String caller() {
    return caller;
  }

  boolean isOf(SocketEndpoint other) {
    return endpoint == other;
  }

  @Override
  public PortalPrincipal principal() {
    return principal;
  }

  @Override
  public boolean isOpen() {
    CoreSession current = session;
    return current != null && current.isOutputOpen() && !ended.get();
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    listener = endpoint.open(this);
    callback.succeeded();
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    heard = System.nanoTime();
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.CONTINUATION -> onText(frame, callback);
      case OpCode.BINARY -> {
        callback.succeeded();
        close(CloseStatus.BAD_DATA, "text is expected");
      }
      case OpCode.PING -> {
        Frame pong = new Frame(OpCode.PONG).setPayload(BufferUtil.copy(frame.getPayload()));
        session.sendFrame(pong, callback, false);
      }
      // Jetty answers a close frame itself.
      default -> callback.succeeded();
    }
    session.demand();
  }

  private void onText(Frame frame, Callback callback) {
    byte[] bytes = BufferUtil.toArray(frame.getPayload());
    if (message.size() + bytes.length > limits.message()) {
      callback.succeeded();
      close(CloseStatus.MESSAGE_TOO_LARGE, "a message has at most " + limits.message() + " bytes");
      return;
    }
    message.writeBytes(bytes);
    if (!frame.isFin()) {
      callback.succeeded();
      return;
    }
    byte[] whole = message.toByteArray();
    message.reset();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString();
      listener.onText(text);
      callback.succeeded();
    } catch (CharacterCodingException e) {
      callback.succeeded();
      close(CloseStatus.BAD_PAYLOAD, "the text is not UTF-8");
    } catch (RuntimeException e) {
      callback.failed(e);
    }
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    LOG.debug("A WebSocket of {} failed", caller, cause);
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    end();
    callback.succeeded();
  }

  private void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    onEnd.accept(this);
    SocketListener told = listener;
    if (told != null) {
      told.onClose();
    }
  }

  @Override
  public void send(String text) {
    if (!isOpen()) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!queue.enter(bytes.length, limits.queue())) {
      LOG.info("A WebSocket client of {} was too slow and is cut off", caller);
      session.abort();
      return;
    }
    Callback sent = Callback.from(() -> queue.leave(bytes.length));
    session.sendFrame(new Frame(OpCode.TEXT).setPayload(ByteBuffer.wrap(bytes)), sent, false);
  }

  @Override
  public void close(int code, String reason) {
    CoreSession current = session;
    if (current != null) {
      current.close(code, reason, Callback.from(() -> {}, failure -> current.abort()));
    }
  }

  /** Asks, now and then, whether the client is there and its token still good. */
  void check(long now) {
    CoreSession current = session;
    if (now - pinged < limits.ping().toNanos()) {
      return;
    }
    pinged = now;
    if (current == null) {
      // The client went between the answer and the first frame.
      end();
      return;
    }
    if (ended.get() || now - heard > 2 * limits.ping().toNanos()) {
      current.abort();
      return;
    }
    if (isAuthentic()) {
      current.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
      return;
    }
    close(CloseStatus.POLICY_VIOLATION, "the token has ended");
  }

  private boolean isAuthentic() {
    try {
      principal = authentication.get();
      return true;
    } catch (PortalException e) {
      // While the identity service is away nobody can say, so the next look decides.
      return e.code() != ErrorCode.AUTHENTICATION;
    }
  }
}
