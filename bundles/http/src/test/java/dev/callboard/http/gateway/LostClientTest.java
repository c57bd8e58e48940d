package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.rest.LostClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not wait for the end of their request. */
class LostClientTest {
  private static final int WINDOW = 20;

  private final Logger jersey =
      Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final List<String> accessLog = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    jersey.addHandler(handler);
  }

  @AfterEach
  void ignore() {
    jersey.removeHandler(handler);
  }

  @Test
  void anAnswerThatNobodyWaitsForIsNoErrorInTheLog() throws Exception {
    try (TestServer server = new TestServer()) {
      server.logTo(new dev.callboard.http.jetty.AccessLog(accessLog::add));
      server.mount("hello", new SampleResource());
      int size = 64 * 1024 * 1024;
      leave(server, "GET /api/hello/big?size=" + size + " HTTP/1.1\r\nHost: localhost\r\n", 100);
      await(1);
      long sent = Long.parseLong(accessLog.get(0).replaceFirst(".* (\\d+)B .*", "$1"));
      assertTrue(sent < size, "the answer was broken off: " + accessLog.get(0));
      assertEquals(List.of(), records.stream().map(LogRecord::getMessage).toList());
    }
  }

  @Test
  void aPluginIsNotToBlameForClientsThatDoNotSendAllOfTheirRequests() throws Exception {
    try (TestServer server = new TestServer("backend.gateway.breaker.window", WINDOW)) {
      server.logTo(new dev.callboard.http.jetty.AccessLog(accessLog::add));
      Slot slot = server.mount("hello", new SampleResource());
      String head = "POST /api/hello/raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n";
      for (int i = 0; i < WINDOW; i++) {
        leave(server, head + "Content-Type: application/octet-stream\r\n", 0);
      }
      await(WINDOW);
      assertEquals("closed", slot.breaker.state());
    }
  }

  @Test
  void theEndOfSomethingElseIsAnError() {
    assertTrue(!LostClient.isCauseOf(new IOException(new EOFException("the file is cut"))));
    assertTrue(!LostClient.isCauseOf(null));
  }

  /** Sends the head of a request and a little more, reads some of the answer and goes. */
  private static void leave(TestServer server, String head, int read) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = head + "Authorization: Bearer alice\r\n\r\n" + (read == 0 ? "begin" : "");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.getInputStream().readNBytes(read);
      socket.setSoLinger(read > 0, 0);
    }
  }

  private void await(int requests) throws InterruptedException {
    long until = System.nanoTime() + 10_000_000_000L;
    while (accessLog.size() < requests) {
      assertTrue(System.nanoTime() < until, requests + " requests end, not " + accessLog.size());
      Thread.sleep(5);
    }
  }
}
