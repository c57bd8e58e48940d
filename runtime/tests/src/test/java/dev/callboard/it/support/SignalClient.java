package dev.callboard.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of {@code /api/signals}, as a browser is. */
public final class SignalClient implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  private SignalClient() {}

  /**
   * Connects.
   *
   * @param origin the header {@code Origin}, or null for none
   * @throws WebSocketHandshakeException when the server refuses
   */
  public static SignalClient connect(ServerProcess server, String token, String origin)
      throws IOException {
    SignalClient client = new SignalClient();
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (token != null) {
      builder.subprotocols(token);
    }
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/api/signals");
    try {
      client.socket = builder.buildAsync(uri, client).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw refused;
      }
      throw new IOException("The WebSocket could not be opened", e.getCause());
    }
    return client;
  }

  /** Returns the subprotocol that the server answered with. */
  public String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Subscribes to a channel; what is published from now on may race with it. */
  public SignalClient subscribe(String channel) {
    socket.sendText("{\"action\":\"subscribe\",\"channel\":\"" + channel + "\"}", true).join();
    return this;
  }

  /** Returns the next message, {@code closed <code>}, or {@code nothing} after ten seconds. */
  public String next() throws InterruptedException {
    String next = heard.poll(10, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  /** Returns the next message if there is one within a moment, or null. */
  public String poll() throws InterruptedException {
    return heard.poll(100, TimeUnit.MILLISECONDS);
  }

  /** Returns the next message that has this text in it, or {@code nothing}. */
  public String nextWith(String part) throws InterruptedException {
    String next = next();
    while (!next.contains(part) && !next.equals("nothing")) {
      next = next();
    }
    return next;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add("closed " + code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
