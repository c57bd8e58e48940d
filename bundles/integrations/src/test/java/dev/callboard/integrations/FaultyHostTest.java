package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts that misbehave byte by byte, which a proper server cannot. */
class FaultyHostTest {
  /** What a host does with a connection. */
  private interface Behaviour {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket server;

  FaultyHostTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void serve(Behaviour behaviour) {
    threads.submit(
        () -> {
          while (true) {
            Socket socket = server.accept();
            connections.incrementAndGet();
            threads.submit(
                () -> {
                  try (socket) {
                    behaviour.serve(socket);
                  }
                  return null;
                });
          }
        });
  }

  private static void request(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      text.append((char) next);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private TestReader reader() {
    return TestReader.reading(
        Map.of(
            "allow",
            List.of(Map.of("host", "127.0.0.1:" + server.getLocalPort())),
            "readTimeout",
            Duration.ofMillis(300),
            "totalTimeout",
            Duration.ofMillis(900),
            "perHost",
            Map.of("failures", 3, "pause", Duration.ofMinutes(1))));
  }

  private void fails(String scheme, String why) {
    try (TestReader reader = reader()) {
      long start = System.nanoTime();
      PortalException failed =
          reader.refusal(scheme + "://127.0.0.1:" + server.getLocalPort() + "/x.yaml");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, failed.code());
      assertTrue(failed.getMessage().contains(why), failed.getMessage());
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
      assertEquals(1, reader.reader().hosts().get(reader.reader().hosts().size() - 1).failures());
    }
  }

  private static void hang() throws InterruptedException {
    Thread.sleep(60_000);
  }

  @Test
  void F23_silenceBeforeTheHeaders() {
    serve(
        socket -> {
          request(socket);
          hang();
        });
    fails("http", "took too long");
  }

  @Test
  void F23_silenceInTheTlsHandshake() {
    serve(socket -> hang());
    fails("https", "could not be read");
  }

  @Test
  void F23_silenceInTheBody() {
    serve(
        socket -> {
          request(socket);
          send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          hang();
        });
    fails("http", "could not be read");
  }

  @Test
  void F23_oneByteAtATime() {
    serve(
        socket -> {
          request(socket);
          send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          for (int i = 0; i < 1000; i++) {
            send(socket, "a");
            Thread.sleep(100);
          }
        });
    fails("http", "took too long");
  }

  @Test
  void F23_aReset() {
    serve(
        socket -> {
          request(socket);
          socket.setSoLinger(true, 0);
        });
    fails("http", "the connection failed");
  }

  @Test
  void F23_aTruncatedBody() {
    serve(
        socket -> {
          request(socket);
          send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nkind: Comp");
        });
    fails("http", "the connection failed");
  }

  @Test
  void F23_aTruncatedChunkedBody() {
    serve(
        socket -> {
          request(socket);
          send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nkind: Comp");
        });
    fails("http", "the connection failed");
  }

  @Test
  void F23_anEncodingThatWasNotAskedFor() {
    serve(
        socket -> {
          request(socket);
          send(
              socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nwxyz");
        });
    fails("http", "the connection failed");
  }

  @Test
  void F23_garbage() {
    serve(socket -> send(socket, "\u0000\u0001\u0002 no HTTP at all\r\n\r\n"));
    fails("http", "the connection failed");
  }

  @Test
  void F23_aServerErrorCounts() {
    serve(
        socket -> {
          request(socket);
          send(socket, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        });
    fails("http", "the host answered 500");
  }

  @Test
  void F23_aHostThatKeepsFailingIsLeftAloneAndTheTextStaysTheSame() {
    serve(
        socket -> {
          request(socket);
          socket.setSoLinger(true, 0);
        });
    try (TestReader reader = reader()) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.yaml";
      for (int i = 0; i < 3; i++) {
        reader.refusal(url);
      }
      int before = connections.get();
      String text = reader.refusal(url).getMessage();
      long start = System.nanoTime();
      for (int i = 0; i < 10_000; i++) {
        assertEquals(text, reader.refusal(url).getMessage());
      }
      assertTrue(System.nanoTime() - start < 5_000_000_000L, "refusals cost next to nothing");
      assertEquals(before, connections.get(), "nothing is sent meanwhile");
      assertTrue(text.contains("is left alone for a while"), text);
    }
  }

  @Test
  void F25_aDeadHostDoesNotHoldUpAnother() throws Exception {
    serve(socket -> hang());
    try (StubHost alive = new StubHost();
        TestReader reader =
            TestReader.reading(
                Map.of(
                    "allow",
                    List.of(
                        Map.of("host", "127.0.0.1:" + server.getLocalPort()),
                        Map.of("host", alive.authority())),
                    "readTimeout",
                    Duration.ofSeconds(30),
                    "perHost",
                    Map.of("parallel", 2)))) {
      alive.on("/x.yaml", StubHost.Answer.text("a: 1\n"));
      for (int i = 0; i < 20; i++) {
        threads.submit(
            () -> reader.refusal("http://127.0.0.1:" + server.getLocalPort() + "/x.yaml"));
      }
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (connections.get() < 2 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        reader.read(alive.url("/x.yaml"));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, "50 reads took " + took);
      assertEquals(2, connections.get(), "at most two at a time go to one host");
    }
  }
}
