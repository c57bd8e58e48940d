package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.jetty.AccessLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void aLineNamesTheCallerAndHidesTheQuery() throws Exception {
    try (TestServer server = new TestServer()) {
      server.logTo(new AccessLog(lines::add));
      server.mount("hello", new SampleResource());
      server.send(
          server
              .request("/api/hello/version?token=hunter2")
              .header("Authorization", "Bearer alice")
              .header("X-Request-Id", "my-id"));
      String line = first();
      assertTrue(
          line.matches(
              "127\\.0\\.0\\.1 user:default/alice GET /api/hello/version 200 15B \\d+us my-id"),
          line);
    }
  }

  @Test
  void aLineCannotBeForged() throws Exception {
    try (TestServer server = new TestServer()) {
      server.logTo(new AccessLog(lines::add));
      server.get("/api/hello/x%0a127.0.0.1%20admin");
      String line = first();
      assertFalse(line.contains("\n"), line);
      assertTrue(line.startsWith("127.0.0.1 - GET "), line);
    }
  }

  private String first() throws InterruptedException {
    long until = System.nanoTime() + 5_000_000_000L;
    while (lines.isEmpty()) {
      assertTrue(System.nanoTime() < until, "a line is written");
      Thread.sleep(5);
    }
    return lines.get(0);
  }
}
