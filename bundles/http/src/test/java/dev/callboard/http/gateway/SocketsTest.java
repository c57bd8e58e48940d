package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.Socket;
import dev.callboard.platform.http.SocketEndpoint;
import dev.callboard.platform.http.SocketListener;
import dev.callboard.platform.identity.PortalPrincipal;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class SocketsTest {
  private static final String OWN = "http://portal.test:7007";

  private final Echo echo = new Echo();
  private final ServiceReference<SocketEndpoint> reference = Fakes.coreReference();
  private TestServer server;

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private void start(Object... config) throws Exception {
    server = new TestServer(config);
    server.endpoints.add(reference, Set.of("live"), echo);
  }

  private Client connect(String token, String... headers) {
    Client client = new Client();
    WebSocket.Builder builder = server.client().newWebSocketBuilder();
    if (token != null) {
      builder.subprotocols(token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket =
        builder
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/live"), client)
            .join();
    return client;
  }

  private int refused(String token, String... headers) {
    Throwable failure =
        assertThrows(CompletionException.class, () -> connect(token, headers)).getCause();
    return ((WebSocketHandshakeException) failure).getResponse().statusCode();
  }

  @Test
  void aUserTalksOverTheSocketAndTheTokenIsAnsweredAsSubprotocol() throws Exception {
    start();
    Client client = connect("alice");
    assertEquals("alice", client.socket.getSubprotocol());
    client.socket.sendText("hel", false).join();
    client.socket.sendText("lo \u00e9", true).join();
    assertEquals("user:default/alice: hello \u00e9", client.next());
    client.socket.sendPing(ByteBuffer.wrap(new byte[] {7})).join();
    assertEquals("pong 7", client.next());
    client.socket.sendClose(1000, "bye").join();
    assertEquals("closed 1000", client.next());
    echo.awaitClosed(1);
    assertEquals(0, server.gateway.sockets().count());
  }

  @Test
  void withoutAGoodTokenOfAUserTheHandshakeIsRefused() throws Exception {
    start();
    assertEquals(401, refused(null));
    assertEquals(401, refused("mallory"));
    assertEquals(401, refused(null, "Authorization", "Bearer alice"), "no other place counts");
    assertEquals(403, refused("static-token"));
    assertEquals(0, server.gateway.sockets().count());
  }

  @Test
  void X09_aHandshakeFromAForeignOriginIsRefused() throws Exception {
    start("backend.cors.origin", "https://app.example.test");
    assertEquals(403, refused("alice", "Origin", "https://evil.example"));
    assertEquals(403, refused("alice", "Origin", "null"));
    assertEquals(403, refused("alice", "Origin", OWN + ".evil.example"));
    connect("alice", "Origin", "https://app.example.test").abort();
    connect("alice", "Origin", OWN).abort();
    connect("alice", "Origin", "http://127.0.0.1:" + server.port()).abort();
  }

  @Test
  void connectionsOfOneCallerAreLimited() throws Exception {
    start("backend.limits.sockets.perCaller", 2L);
    connect("alice");
    Client second = connect("alice");
    assertEquals(429, refused("alice"));
    connect("bob");
    second.abort();
    echo.awaitClosed(1);
    connect("alice");
  }

  @Test
  void connectionsOfAllCallersAreLimited() throws Exception {
    start("backend.limits.sockets.connections", 2L);
    connect("alice");
    Client bob = connect("bob");
    assertEquals(503, refused("bob"));
    bob.abort();
    echo.awaitClosed(1);
    connect("bob");
  }

  @Test
  void aMessageBeyondTheLimitEndsTheConnection() throws Exception {
    start("backend.limits.sockets.message", 100L);
    Client client = connect("alice");
    for (int length : new int[] {99, 100}) {
      client.socket.sendText("x".repeat(length), true).join();
      assertEquals("user:default/alice: " + "x".repeat(length), client.next());
    }
    client.socket.sendText("x".repeat(60), false).join();
    client.socket.sendText("x".repeat(41), true).join();
    assertEquals("closed 1009", client.next());
    Client other = connect("alice");
    other.socket.sendText("x".repeat(101), true).join();
    assertEquals("closed 1009", other.next());
    Client binary = connect("alice");
    binary.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    assertEquals("closed 1003", binary.next());
  }

  @Test
  void whatWaitsForASlowClientIsLimited() {
    SendQueue queue = new SendQueue();
    assertTrue(queue.enter(99, 100));
    assertTrue(queue.enter(1, 100));
    assertFalse(queue.enter(1, 100));
    queue.leave(99);
    assertTrue(queue.enter(99, 100));
    assertFalse(queue.enter(1, 100));
  }

  @Test
  void aClientThatReadsNothingIsCutOff() throws Exception {
    start("backend.limits.sockets.queue", 64L * 1024);
    Client client = connect("alice");
    client.reading = false;
    client.socket.sendText("flood", true).join();
    echo.awaitClosed(1);
    assertEquals(0, server.gateway.sockets().count());
  }

  @Test
  void aConnectionEndsWithItsToken() throws Exception {
    start("backend.limits.sockets.ping", "PT0.2S");
    Revocable identity = new Revocable();
    server.credentials.removeIdentity(server.identity);
    server.credentials.addIdentity(server.identity, identity);
    Client client = connect("alice");
    Client bob = connect("bob");
    identity.revoked = "alice";
    assertEquals("closed 1008", client.next());
    identity.away = true;
    bob.socket.sendText("hi", true).join();
    assertEquals("user:default/bob: hi", bob.next());
    TimeUnit.MILLISECONDS.sleep(500);
    identity.away = false;
    bob.socket.sendText("still there", true).join();
    assertEquals("user:default/bob: still there", bob.next());
  }

  @Test
  void clientsAreSentAwayWhenThePluginOrTheServerGoes() throws Exception {
    start();
    Client client = connect("alice");
    server.endpoints.removeEndpoint(reference);
    assertEquals("closed 1001", client.next());
    assertEquals(404, refused("alice"));
    server.endpoints.add(reference, Set.of("live"), echo);
    Client again = connect("alice");
    server.gateway.sockets().endAll();
    assertEquals("closed 1001", again.next());
    echo.awaitClosed(2);
  }

  @Test
  void aListenerThatFailsEndsItsConnectionOnly() throws Exception {
    start();
    Client client = connect("alice");
    Client other = connect("alice");
    client.socket.sendText("fail", true).join();
    assertEquals("closed 1011", client.next());
    other.socket.sendText("hi", true).join();
    assertEquals("user:default/alice: hi", other.next());
  }

  @Test
  void aRequestThatIsNoHandshakeIsServedAsUsual() throws Exception {
    start();
    server.mount("hello", new SampleResource());
    assertEquals(200, server.get("/api/hello/version", "alice").statusCode());
    assertEquals(404, server.get("/api/live", "alice").statusCode());
  }

  /** The identity service of the other tests, whose tokens end. */
  private static final class Revocable implements dev.callboard.platform.identity.IdentityService {
    private final Fakes.Identity inner = new Fakes.Identity();
    private volatile String revoked = "";
    private volatile boolean away;

    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      if (away) {
        throw PortalException.unavailable("away");
      }
      if (token.equals(revoked)) {
        throw new PortalException(ErrorCode.AUTHENTICATION, "Illegal token");
      }
      return inner.authenticate(token, pluginId);
    }

    @Override
    public PortalPrincipal anonymous() {
      return inner.anonymous();
    }

    @Override
    public PortalPrincipal system(String name) {
      return inner.system(name);
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      return inner.pluginToken(from, to, onBehalfOf);
    }
  }

  /** Sends back what it hears; {@code flood} gets more than fits, {@code fail} an exception. */
  private static final class Echo implements SocketEndpoint {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public SocketListener open(Socket socket) {
      return new SocketListener() {
        @Override
        public void onText(String text) {
          if (text.equals("fail")) {
            throw new IllegalStateException("asked for");
          }
          for (int i = 0; text.equals("flood") && i < 10_000 && socket.isOpen(); i++) {
            socket.send("x".repeat(8 * 1024));
          }
          socket.send(socket.principal().getName() + ": " + text);
        }

        @Override
        public void onClose() {
          closed.incrementAndGet();
        }
      };
    }

    void awaitClosed(int count) throws InterruptedException {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (closed.get() < count && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertEquals(count, closed.get(), "connections that ended");
    }
  }

  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean reading = true;
    private WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      if (reading) {
        from.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
      heard.add("pong " + data.get());
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }

    void abort() {
      socket.abort();
    }

    String next() throws InterruptedException {
      String next = heard.poll(10, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }
}
