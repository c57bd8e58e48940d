package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {
  private static final int LIMIT = 3;

  @Test
  void Q05_oneUserMayHaveOnlySoManyRequestsUnderWay() throws Exception {
    try (TestServer server = new TestServer("backend.limits.inFlightPerCaller", (long) LIMIT)) {
      SampleResource resource = new SampleResource();
      server.mount("hello", resource);
      List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
      for (int i = 0; i < LIMIT; i++) {
        slow.add(hang(server));
      }
      String alice = "user:default/alice";
      long until = System.nanoTime() + 5_000_000_000L;
      while (server.gateway.callers().count(alice) < LIMIT) {
        assertTrue(System.nanoTime() < until, "all requests arrive");
        Thread.sleep(10);
      }
      HttpResponse<String> beyond = server.get("/api/hello/version", "alice");
      assertEquals(429, beyond.statusCode());
      assertEquals("1", beyond.headers().firstValue("retry-after").orElse(""));
      assertEquals(200, server.get("/api/hello/version", "bob").statusCode());
      resource.go.countDown();
      for (CompletableFuture<HttpResponse<String>> one : slow) {
        assertEquals(200, one.get(5, TimeUnit.SECONDS).statusCode());
      }
      while (server.gateway.callers().count(alice) > 0) {
        assertTrue(System.nanoTime() < until, "the count goes back");
        Thread.sleep(10);
      }
      assertEquals(200, server.get("/api/hello/version", "alice").statusCode());
    }
  }

  private static CompletableFuture<HttpResponse<String>> hang(TestServer server) {
    HttpClient client = server.client();
    return client.sendAsync(
        server.request("/api/hello/hang").header("Authorization", "Bearer alice").build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
