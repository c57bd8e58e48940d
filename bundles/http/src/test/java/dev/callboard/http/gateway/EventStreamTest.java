package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.events.DefaultEventStreamFactory;
import dev.callboard.platform.http.EventStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private TestServer server;
  private StreamReaders readers;
  private DefaultEventStreamFactory factory;
  private EventStream stream;
  private Slot slot;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(
            "backend.limits.eventStreamsPerCaller", 2L,
            "backend.limits.eventStreamBuffer", 65536L);
    readers = new StreamReaders(server.gateway);
    factory = new DefaultEventStreamFactory(readers);
    stream = factory.create("test", 3);
    slot = server.mount("hello", new StreamResource(stream));
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    server.close();
  }

  /** A reader that speaks just enough HTTP. */
  private final class Reader implements AutoCloseable {
    private final Socket socket = new Socket("127.0.0.1", server.port());
    private final BufferedReader lines;

    Reader(String token, String lastEventId) throws Exception {
      socket.setSoTimeout(5000);
      String last = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
      socket
          .getOutputStream()
          .write(
              ("GET /api/hello/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + token
                      + "\r\n"
                      + last
                      + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the next line that starts so, without the start; null at the end. */
    String next(String start) throws Exception {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          return line.substring(start.length());
        }
      }
      return null;
    }

    @Override
    public void close() throws Exception {
      socket.close();
    }
  }

  @Test
  void eventsReachTheirReaders() throws Exception {
    try (Reader reader = new Reader("alice", null)) {
      assertEquals(" open", reader.next(":"));
      stream.publish("change", "{\"n\":1}");
      assertEquals("change", reader.next("event: "));
      assertTrue(reader.next("id: ").endsWith("-1"));
      assertEquals("{\"n\":1}", reader.next("data: "));
    }
  }

  @Test
  void aReaderGoesOnWhereItStopped() throws Exception {
    String id;
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      stream.publish("change", "1");
      id = reader.next("id: ");
    }
    stream.publish("change", "2");
    stream.publish("change", "3");
    try (Reader reader = new Reader("alice", id)) {
      assertEquals("2", reader.next("data: "));
      assertEquals("3", reader.next("data: "));
      stream.publish("change", "4");
      assertEquals("4", reader.next("data: "));
    }
  }

  @Test
  void aReaderThatMissedTooMuchStartsAnew() throws Exception {
    String id;
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      stream.publish("change", "1");
      id = reader.next("id: ");
    }
    for (int i = 2; i <= 5; i++) {
      stream.publish("change", "" + i);
    }
    try (Reader reader = new Reader("alice", id)) {
      assertEquals("reset", reader.next("event: "));
    }
    try (Reader reader = new Reader("bob", "from-elsewhere-7")) {
      assertEquals("reset", reader.next("event: "));
    }
  }

  @Test
  void H05_streamsPerCallerAreLimited() throws Exception {
    try (Reader first = new Reader("alice", null);
        Reader second = new Reader("alice", null)) {
      first.next(":");
      second.next(":");
      try (Reader third = new Reader("alice", null)) {
        assertEquals("429 Too Many Requests", third.next("HTTP/1.1 "));
      }
      try (Reader bob = new Reader("bob", null)) {
        assertEquals("200 OK", bob.next("HTTP/1.1 "));
      }
    }
    String alice = "user:default/alice";
    await(
        () -> {
          stream.publish("ping", "1");
          return readers.count(alice) == 0;
        },
        "readers that left are not counted");
  }

  @Test
  void H05_aReaderThatReadsNothingIsCutOffAndNobodyWaits() throws Exception {
    try (Reader deaf = new Reader("alice", null);
        Reader good = new Reader("bob", null)) {
      good.next(":");
      deaf.next(":");
      String data = "\"" + "x".repeat(10_000) + "\"";
      Thread hearing =
          new Thread(
              () -> {
                try {
                  good.next("never");
                } catch (Exception e) {
                  // the end of the test
                }
              });
      hearing.start();
      long slowest = 0;
      long until = System.nanoTime() + 20_000_000_000L;
      while (readers.count("user:default/alice") > 0 && System.nanoTime() < until) {
        long start = System.nanoTime();
        stream.publish("change", data);
        slowest = Math.max(slowest, System.nanoTime() - start);
        Thread.sleep(1);
      }
      assertEquals(0, readers.count("user:default/alice"));
      assertEquals(1, readers.count("user:default/bob"));
      assertTrue(slowest < 1_000_000_000L, slowest + " ns");
    }
  }

  @Test
  void F41_readersAreToldWhenToComeBack() throws Exception {
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      HttpDrain drain = new HttpDrain(server.gateway, server.state, server.connectors);
      drain.accept(Duration.ofSeconds(5));
      assertEquals("2000", reader.next("retry: "));
    }
  }

  @Test
  void F31_theReadersOfAnOldVersionComeBackToTheNew() throws Exception {
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      slot.endStreams();
      assertEquals("2000", reader.next("retry: "));
    }
  }

  @Test
  void aClosedStreamEndsItsReaders() throws Exception {
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      stream.close();
      assertEquals("", reader.next("0"), "the last chunk");
    }
    assertEquals(503, server.get("/api/hello/events", "alice").statusCode());
  }

  @Test
  void streamsDoNotKeepADrainWaiting() throws Exception {
    try (Reader reader = new Reader("alice", null)) {
      reader.next(":");
      DefaultRouteRegistry registry = new DefaultRouteRegistry(server.gateway);
      long start = System.nanoTime();
      assertEquals(0, registry.drain(slot.bundle, Duration.ofSeconds(5)));
      assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long until = System.nanoTime() + 5_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      Thread.sleep(10);
    }
  }
}
