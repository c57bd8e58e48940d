package dev.callboard.http.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of HTTP/2 that sends any frame it is told to, by RFC 9113 section 4.1 and with literals
 * of RFC 7541 only. A thread reads what comes, so that a full buffer stops neither side.
 */
final class Http2Peer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  private static final int REFUSED_STREAM = 7;

  private final Socket socket;
  private final OutputStream out;
  private final Thread reader;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch pinged = new CountDownLatch(1);
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile int goAway = -1;

  /** Sends something. */
  interface Action {
    void run(Http2Peer peer, int round) throws IOException;
  }

  Http2Peer(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0);
    reader = new Thread(this::read, "http2-peer");
    reader.setDaemon(true);
    reader.start();
  }

  /** Sends a frame; an exception tells that the server has closed the connection. */
  void send(int type, int flags, int stream, byte... payload) throws IOException {
    out.write(frame(type, flags, stream, payload.length).put(payload).array());
  }

  /** Sends the head of a frame whose payload follows byte by byte. */
  void beginFrame(int length, int type, int flags, int stream) throws IOException {
    out.write(frame(type, flags, stream, length).array(), 0, 9);
  }

  /** Sends one byte. */
  void raw(int value) throws IOException {
    out.write(value);
  }

  /** Sends the same frame of the connection many times in one write. */
  void burst(int times, int type, byte[] payload) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(frame(type, 0, 0, payload.length).put(payload).array());
    }
    out.write(all.toByteArray());
  }

  /** Sends something and returns whether the connection still took it. */
  boolean trySend(Action action, int round) {
    try {
      action.run(this, round);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ByteBuffer frame(int type, int flags, int stream, int length) {
    return ByteBuffer.allocate(9 + length)
        .put((byte) (length >> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  /** Returns a header field whose name and value are not indexed. */
  static byte[] field(String name, String value) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write(0);
    field.write(name.length());
    field.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    field.write(value.length());
    field.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    return field.toByteArray();
  }

  /** Returns a header block of a request, with nothing of the dynamic table. */
  static byte[] request(String method, String path) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    // Names by their index in the static table: method, path, scheme, authority.
    literal(block, 2, method);
    literal(block, 4, path);
    block.write(0x86);
    literal(block, 1, "localhost");
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, int name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    block.write(name);
    block.write(bytes.length);
    block.writeBytes(bytes);
  }

  /** Tells what has been received, for the message of a failed test. */
  String seen() {
    return "GOAWAY " + goAway + ", " + resets + " resets, " + refused + " refused";
  }

  /** Returns the error code of the GOAWAY that was received, or -1. */
  int goAway() {
    return goAway;
  }

  /** Returns how many streams the server has reset. */
  int resets() {
    return resets.get();
  }

  /** Returns how many streams the server has refused to open. */
  int refused() {
    return refused.get();
  }

  /** Waits for header fields of an answer and returns whether some came. */
  boolean isAnsweredWithin(Duration limit) throws InterruptedException {
    return await(answered, limit);
  }

  /** Waits for the answer to a ping and returns whether it came. */
  boolean isPingAnsweredWithin(Duration limit) throws InterruptedException {
    return await(pinged, limit);
  }

  /** Waits no longer than the connection lives. */
  private boolean await(CountDownLatch latch, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (reader.isAlive() && System.nanoTime() < end) {
      if (latch.await(20, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return latch.getCount() == 0;
  }

  /** Waits until the server has closed the connection and returns whether it did. */
  boolean isClosedWithin(Duration limit) throws InterruptedException {
    reader.join(limit.toMillis());
    return !reader.isAlive();
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        in.readInt();
        receive(type, in.readNBytes(length));
      }
    } catch (IOException e) {
      // The server has closed the connection: that is what the tests wait for.
    }
  }

  private void receive(int type, byte[] payload) {
    switch (type) {
      case GO_AWAY -> goAway = ByteBuffer.wrap(payload).getInt(4);
      case RESET -> {
        resets.incrementAndGet();
        if (ByteBuffer.wrap(payload).getInt() == REFUSED_STREAM) {
          refused.incrementAndGet();
        }
      }
      case HEADERS -> answered.countDown();
      case PING -> pinged.countDown();
      default -> {}
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
