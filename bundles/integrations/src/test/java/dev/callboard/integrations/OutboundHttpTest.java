package dev.callboard.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json", "webhook-id", "1");

  private final AtomicInteger hits = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile String seen;
  private HttpServer server;
  private int port;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          hits.incrementAndGet();
          seen =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("webhook-id")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/never")) {
            try {
              release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + "/other");
          exchange.sendResponseHeaders(path.equals("/moved") ? 307 : 200, 2);
          exchange.getResponseBody().write("ok".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  private HttpPoster poster(CheckedResolver.Lookup lookup) {
    return new HttpPoster(
        new HttpPoster.Timeouts(
            Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1)),
        lookup);
  }

  private int post(String url, String allowed, CheckedResolver.Lookup lookup) {
    try (HttpPoster poster = poster(lookup)) {
      List<String> hosts =
          OutboundTarget.allowed(
              new MapConfig(
                  Map.of(
                      "backend",
                      Map.of("outbound", Map.of("allow", List.of(Map.of("host", allowed)))))));
      return poster.send(OutboundTarget.of(url, hosts), HEADERS, "{}".getBytes(UTF_8)).status();
    }
  }

  private int post(String url, String allowed) {
    return post(url, allowed, InetAddress::getAllByName);
  }

  @Test
  void aListedHostGetsTheBodyAndTheHeaders() {
    assertEquals(200, post("http://127.0.0.1:" + port + "/in", "127.0.0.1:" + port));
    assertEquals("POST 1 {}", seen);
  }

  @Test
  void S04_redirectsAreNotFollowed() {
    assertEquals(307, post("http://127.0.0.1:" + port + "/moved", "127.0.0.1:" + port));
    assertEquals(1, hits.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://[::1]:%d/",
        "http://localhost:%d/",
        "http://0.0.0.0:%d/",
        "http://0:%d/",
        "http://127.1:%d/",
        "http://2130706433:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://user:SECRET@hooks.test:%d/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "file:///etc/passwd",
        "ftp://hooks.test/",
        "hooks.test",
        "http://hooks.test:22/SECRET",
        "https://hooks.test.evil.test/SECRET"
      })
  void S01_whatIsNotListedIsNotSentTo(String url) {
    PortalException e =
        assertThrows(PortalException.class, () -> post(url.replace("%d", "" + port), "hooks.test"));
    assertEquals(ErrorCode.NOT_ALLOWED, e.code());
    assertFalse(e.getMessage().contains("SECRET"), e.getMessage());
    assertEquals(0, hits.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "0.0.0.0", "169.254.169.254", "100.64.0.1", "::1", "fd00:ec2::254"})
  void S06_aNameThatLeadsToThisMachineIsRefused(String address) {
    PortalException e =
        assertThrows(
            PortalException.class,
            () ->
                post(
                    "http://hooks.test:" + port + "/SECRET",
                    "hooks.test:" + port,
                    host -> new InetAddress[] {InetAddress.getByName(address)}));
    assertEquals(ErrorCode.NOT_ALLOWED, e.code());
    assertFalse(e.getMessage().contains("SECRET"), e.getMessage());
    assertEquals(0, hits.get());
  }

  @Test
  void aHostThatDoesNotAnswerIsGivenUpAndNamedWithoutThePath() {
    PortalException e =
        assertThrows(
            PortalException.class,
            () -> post("http://127.0.0.1:" + port + "/never", "127.0.0.1:" + port));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    assertEquals("'127.0.0.1' gave no answer, it took too long", e.getMessage());
    server.stop(0);
    assertEquals(
        "'127.0.0.1' gave no answer, the connection failed",
        assertThrows(
                PortalException.class,
                () -> post("http://127.0.0.1:" + port + "/SECRET", "127.0.0.1:" + port))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.test", "https://hooks.test"})
  void aListThatCannotBeMeantIsRefused(String host) {
    PortalException e = assertThrows(PortalException.class, () -> post("http://127.0.0.1/", host));
    assertEquals(ErrorCode.INPUT, e.code());
  }
}
