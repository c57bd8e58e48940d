package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.events.DefaultEventStreamFactory;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.EventReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers that get events of their own. */
class EventReaderTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Semaphore ready = new Semaphore(0);
  private TestServer server;
  private StreamReaders readers;
  private DefaultEventStreamFactory factory;
  private volatile EventReader reader;

  /** Connects one reader. */
  @Path("/log")
  public final class LogResource {
    /** Connects. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @AuthenticatedRoute
    public void events(
        @Context SseEventSink sink, @Context Sse sse, @Context SecurityContext security) {
      reader = factory.open(sink, sse, security.getUserPrincipal().getName(), ready::release);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(
            "backend.limits.eventStreamsPerCaller", 1L,
            "backend.limits.eventStreamBuffer", 65536L);
    readers = new StreamReaders(server.gateway);
    factory = new DefaultEventStreamFactory(readers);
    server.mount("hello", new LogResource());
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
    server.close();
  }

  /** Connects; a stream that is not read is not taken from the network either. */
  private HttpResponse<InputStream> connect() throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/hello/log"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer alice")
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
  }

  private void awaitReady() throws Exception {
    assertTrue(ready.tryAcquire(10, TimeUnit.SECONDS), "the reader does not become ready");
  }

  @Test
  void aReaderThatIsWaitedForGetsFarMoreThanItsBufferHolds() throws Exception {
    String data = "\"" + "x".repeat(100_000) + "\"";
    try (InputStream socket = connect().body()) {
      awaitReady();
      assertEquals(300, sendAll(lines(socket), data));
    }
  }

  /** Sends whenever the reader is ready, and reads; returns the last id that arrived. */
  private int sendAll(BufferedReader lines, String data) throws Exception {
    Thread sender =
        new Thread(
            () -> {
              try {
                int sent = 0;
                while (reader.isOpen() && sent < 300) {
                  while (reader.isReady() && sent < 300) {
                    reader.send("" + ++sent, "change", data);
                  }
                  ready.tryAcquire(100, TimeUnit.MILLISECONDS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sender.start();
    int last = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        int id = Integer.parseInt(line.substring(4));
        assertEquals(last + 1, id);
        last = id;
        if (id == 300) {
          break;
        }
      }
    }
    sender.join(5_000);
    return last;
  }

  @Test
  void oneEventMayBeLargerThanTheBuffer() throws Exception {
    try (InputStream socket = connect().body()) {
      awaitReady();
      reader.send("7", "change", "\"" + "x".repeat(200_000) + "\"");
      BufferedReader lines = lines(socket);
      String line = lines.readLine();
      while (line != null && !line.startsWith("data: ")) {
        line = lines.readLine();
      }
      assertEquals(200_008, line == null ? 0 : line.length());
    }
  }

  @Test
  void aReaderThatLeavesIsNotOpenAndNotCounted() throws Exception {
    try (InputStream socket = connect().body()) {
      awaitReady();
      assertEquals(1, readers.count("user:default/alice"));
    }
    long until = System.nanoTime() + 5_000_000_000L;
    while (reader.isOpen() || readers.count("user:default/alice") > 0) {
      reader.send("1", "ping", "1");
      assertTrue(System.nanoTime() < until, "the reader is still there");
    }
  }

  @Test
  void H05_readersPerCallerAreLimited() throws Exception {
    try (InputStream first = connect().body()) {
      awaitReady();
      assertEquals(429, connect().statusCode());
    }
  }
}
