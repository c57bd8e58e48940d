package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that cost the server more than they cost who sends them. */
class Http2AbuseTest {
  private static final int MANY = 200_000;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final byte[] GET = Http2Peer.request("GET", "/api/hello/open");
  private static final byte[] POST = Http2Peer.request("POST", "/api/hello/raw");
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer("backend.server.headersTimeout", "PT1S");
    server.mount("hello", new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Sends the frames of one round of a flood. */
  private interface Flood {
    void send(Http2Peer peer, int round) throws IOException;
  }

  private record Abuse(String name, Flood flood) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Http2Peer connect(TestServer to) throws IOException {
    return new Http2Peer(new Socket("127.0.0.1", to.port()));
  }

  private static int stream(int round) {
    return 1 + 2 * round;
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] priority(int parent) {
    return ByteBuffer.allocate(5).putInt(parent).array();
  }

  static Stream<Abuse> resets() {
    return Stream.of(
        new Abuse(
            "rapid reset",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 5, stream(round), GET);
              peer.send(Http2Peer.RESET, 0, stream(round), number(8));
            }),
        new Abuse(
            "a window update of nothing",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 4, stream(round), POST);
              peer.send(Http2Peer.WINDOW_UPDATE, 0, stream(round), number(0));
            }),
        new Abuse(
            "a window that overflows",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 4, stream(round), POST);
              peer.send(Http2Peer.WINDOW_UPDATE, 0, stream(round), number(Integer.MAX_VALUE));
            }),
        new Abuse(
            "data after the end",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 5, stream(round), GET);
              peer.send(Http2Peer.DATA, 0, stream(round), number(0));
            }),
        new Abuse(
            "headers after the end",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 5, stream(round), GET);
              peer.send(Http2Peer.HEADERS, 5, stream(round), GET);
            }),
        new Abuse(
            "a stream that depends on itself",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 4, stream(round), POST);
              peer.send(Http2Peer.PRIORITY, 0, stream(round), priority(stream(round)));
            }),
        new Abuse(
            "a priority of the wrong size",
            (peer, round) -> {
              peer.send(Http2Peer.HEADERS, 4, stream(round), POST);
              peer.send(Http2Peer.PRIORITY, 0, stream(round), number(0));
            }),
        new Abuse(
            "a request without a path",
            (peer, round) ->
                peer.send(Http2Peer.HEADERS, 5, stream(round), Http2Peer.request("GET", ""))));
  }

  static Stream<Abuse> floods() {
    return Stream.of(
        new Abuse("continuations", continuation(Http2Peer.field("x", "y"))),
        new Abuse("empty continuations", continuation(new byte[0])),
        new Abuse("full continuations", continuation(fields(1000))),
        new Abuse("settings", (peer, round) -> peer.send(Http2Peer.SETTINGS, 0, 0)),
        new Abuse(
            "settings of many values",
            (peer, round) -> peer.send(Http2Peer.SETTINGS, 0, 0, new byte[6 * 65])),
        new Abuse(
            "acknowledgements of settings",
            (peer, round) -> peer.send(Http2Peer.SETTINGS, Http2Peer.ACK, 0)),
        new Abuse("pings", (peer, round) -> peer.send(Http2Peer.PING, 0, 0, new byte[8])),
        new Abuse(
            "answers to pings",
            (peer, round) -> peer.send(Http2Peer.PING, Http2Peer.ACK, 0, new byte[8])),
        new Abuse("priorities", (peer, round) -> peer.send(Http2Peer.PRIORITY, 0, 1, priority(3))),
        new Abuse("frames of no known type", (peer, round) -> peer.send(0x55, 0, 0, number(0))),
        new Abuse("empty data", data(0, new byte[0])),
        new Abuse("data that is all padding", data(8, new byte[] {2, 0, 0})),
        new Abuse(
            "trailers",
            (peer, round) -> peer.send(Http2Peer.HEADERS, 4, 1, round == 0 ? POST : new byte[0])));
  }

  private static Flood continuation(byte[] fragment) {
    return (peer, round) -> {
      int type = round == 0 ? Http2Peer.HEADERS : Http2Peer.CONTINUATION;
      peer.send(type, 0, 1, round == 0 ? GET : fragment);
    };
  }

  private static Flood data(int flags, byte[] payload) {
    return (peer, round) -> {
      if (round == 0) {
        peer.send(Http2Peer.HEADERS, 4, 1, POST);
      }
      peer.send(Http2Peer.DATA, flags, 1, payload);
    };
  }

  private static byte[] fields(int count) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      block.writeBytes(Http2Peer.field("x", "y"));
    }
    return block.toByteArray();
  }

  @ParameterizedTest
  @MethodSource({"resets", "floods"})
  void H11_aFloodEndsTheConnectionAndNobodyElse(Abuse abuse) throws Exception {
    try (Http2Peer peer = connect(server);
        Http2Peer other = connect(server)) {
      for (int round = 0; round < MANY && peer.trySend(abuse.flood()::send, round); round++) {
        // Until the connection is closed.
      }
      assertTrue(peer.isClosedWithin(SOON), "still open: " + peer.seen());
      assertNotEquals(0, peer.goAway(), "closed as if nothing was wrong: " + peer.seen());
      assertTrue(peer.resets() <= 128, peer.seen());
      other.send(Http2Peer.HEADERS, 5, 1, GET);
      assertTrue(other.isAnsweredWithin(SOON), other.seen());
    }
    assertEquals(200, server.get("/.backstage/health/v1/liveness").statusCode());
  }

  @Test
  void H11_smallIndexesIntoBigFieldsAreNotInflated() throws Exception {
    try (Http2Peer peer = connect(server)) {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      block.writeBytes(GET);
      // Literal with indexing: name x, a value of 3000 bytes; then 10,000 times the new entry.
      block.writeBytes(new byte[] {0x40, 1, 'x', 0x7f, (byte) (2873 & 0x7f | 0x80), 2873 >> 7});
      byte[] value = new byte[3000];
      Arrays.fill(value, (byte) 'a');
      block.writeBytes(value);
      byte[] indexes = new byte[10_000];
      Arrays.fill(indexes, (byte) (0x80 | 62));
      block.writeBytes(indexes);
      peer.send(Http2Peer.HEADERS, 5, 1, block.toByteArray());
      assertTrue(peer.isClosedWithin(SOON), "still open: " + peer.seen());
      assertFalse(peer.isAnsweredWithin(Duration.ZERO), peer.seen());
    }
    assertEquals(200, server.get("/.backstage/health/v1/liveness").statusCode());
  }

  @Test
  void H11_windowUpdatesOfTheConnectionDelayNobody() throws Exception {
    try (Http2Peer peer = connect(server)) {
      for (int round = 0; round < MANY; round++) {
        peer.trySend((p, r) -> p.send(Http2Peer.WINDOW_UPDATE, 0, 0, number(1)), round);
      }
      assertEquals(200, server.get("/.backstage/health/v1/liveness").statusCode());
    }
  }

  @Test
  void H11_theFrameRateIsConfigurable() throws Exception {
    try (TestServer strict = new TestServer("backend.limits.http2.framesPerSecond", 30)) {
      strict.mount("hello", new SampleResource());
      // The settings of the preface count one.
      assertTrue(survives(strict, 28));
      assertTrue(survives(strict, 29));
      assertFalse(survives(strict, 30));
    }
  }

  private static boolean survives(TestServer to, int pings) throws Exception {
    try (Http2Peer peer = connect(to)) {
      peer.burst(pings, Http2Peer.PING, new byte[8]);
      peer.trySend((p, r) -> p.send(Http2Peer.HEADERS, 5, 1, GET), 0);
      return peer.isAnsweredWithin(SOON);
    }
  }

  @Test
  void H11_theSizeOfSettingsIsConfigurable() throws Exception {
    try (TestServer strict = new TestServer("backend.limits.http2.settings", 3)) {
      strict.mount("hello", new SampleResource());
      for (int count = 2; count <= 4; count++) {
        try (Http2Peer peer = connect(strict)) {
          peer.send(Http2Peer.SETTINGS, 0, 0, settings(count));
          peer.trySend((p, r) -> p.send(Http2Peer.HEADERS, 5, 1, GET), 0);
          assertEquals(count <= 3, peer.isAnsweredWithin(SOON), count + " " + peer.seen());
        }
      }
    }
  }

  /** Settings of an identifier that has no meaning, which are to be ignored. */
  private static byte[] settings(int count) {
    ByteBuffer payload = ByteBuffer.allocate(6 * count);
    for (int i = 0; i < count; i++) {
      payload.putShort((short) (0xff00 + i)).putInt(1);
    }
    return payload.array();
  }

  @Test
  void H11_streamsBeyondTheLimitAreRefused() throws Exception {
    try (TestServer strict = new TestServer("backend.limits.http2.streams", 3)) {
      SampleResource sample = new SampleResource();
      strict.mount("hello", sample);
      // None is answered meanwhile, which would make room for the next.
      byte[] hang = Http2Peer.request("GET", "/api/hello/hang");
      for (int streams = 2; streams <= 4; streams++) {
        try (Http2Peer peer = connect(strict)) {
          for (int i = 0; i < streams; i++) {
            peer.send(Http2Peer.HEADERS, 5, stream(i), hang);
          }
          peer.send(Http2Peer.PING, 0, 0, new byte[8]);
          assertTrue(peer.isPingAnsweredWithin(SOON), peer.seen());
          assertEquals(Math.max(0, streams - 3), peer.refused(), streams + " " + peer.seen());
        }
      }
      sample.go.countDown();
    }
  }

  @Test
  void H04_aHeaderThatTricklesInIsCutOffAndASilentConnectionIsNot() throws Exception {
    try (Http2Peer slow = connect(server);
        Http2Peer silent = connect(server)) {
      silent.send(Http2Peer.PING, 0, 0, new byte[8]);
      slow.beginFrame(200, Http2Peer.HEADERS, Http2Peer.END_HEADERS, 1);
      long end = System.nanoTime() + SOON.toNanos();
      while (!slow.isClosedWithin(Duration.ofMillis(100)) && System.nanoTime() < end) {
        slow.trySend((p, r) -> p.raw(0x82), 0);
      }
      assertTrue(slow.isClosedWithin(Duration.ofMillis(1)), "still open");
      assertFalse(silent.isClosedWithin(Duration.ofSeconds(1)), silent.seen());
      silent.send(Http2Peer.HEADERS, 5, 1, GET);
      assertTrue(silent.isAnsweredWithin(SOON), silent.seen());
    }
  }
}
