package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
  @Test
  void F41_theReadinessGoesOffAndWhatIsUnderWayIsFinished() throws Exception {
    try (TestServer server = new TestServer("backend.lifecycle.serverShutdownDelay", "PT0.6S");
        Socket idle = new Socket("127.0.0.1", server.port())) {
      int port = server.port();
      SampleResource resource = new SampleResource("v1");
      server.mount("hello", resource);
      CompletableFuture<HttpResponse<String>> slow =
          CompletableFuture.supplyAsync(() -> get(server, "/api/hello/hang"));
      assertTrue(resource.entered.await(5, TimeUnit.SECONDS));
      CompletableFuture<Void> drained =
          CompletableFuture.runAsync(
              () ->
                  new HttpDrain(server.gateway, server.state, server.connectors)
                      .accept(Duration.ofSeconds(10)));
      await(server);
      String ready = talk(idle, "/.backstage/health/v1/readiness");
      assertTrue(ready.startsWith("HTTP/1.1 503 "), ready);
      assertTrue(ready.contains("Backend is shutting down"), ready);
      assertTrue(ready.contains("Connection: close"), ready);
      assertEquals(200, get(server, "/api/hello/version").statusCode(), "before the port closes");
      resource.go.countDown();
      assertEquals("{\"version\":\"v1\"}", slow.get(5, TimeUnit.SECONDS).body());
      drained.get(5, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
    }
  }

  private static void await(TestServer server) throws InterruptedException {
    long until = System.nanoTime() + 5_000_000_000L;
    while (!server.state.isDraining()) {
      assertTrue(System.nanoTime() < until, "the drain begins");
      Thread.sleep(5);
    }
  }

  private static HttpResponse<String> get(TestServer server, String path) {
    try {
      return server.get(path, "alice");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String talk(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
