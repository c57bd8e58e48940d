package dev.callboard.it.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that want to keep the server from serving others. */
class HostileClientsIT {
  private static final String LIVENESS = "/.backstage/health/v1/liveness";

  @TempDir static Path temp;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.in(temp).config("backend: {server: {headersTimeout: 3s}}").start();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  private static void assertServes() throws Exception {
    long start = System.nanoTime();
    assertEquals(200, server.get(LIVENESS, null).statusCode());
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 1000, "a normal client waited for " + millis + " ms");
  }

  @Test
  void H04_manySlowHeadersDelayNobodyAndAreClosed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < Product.times(200, 2000); i++) {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!slow.isEmpty() && System.nanoTime() < until) {
        slow.removeIf(HostileClientsIT::isClosedAfterOneByte);
        assertServes();
        Thread.sleep(200);
      }
      assertEquals(0, slow.size(), "connections that are still open");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static boolean isClosedAfterOneByte(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void H02_aBodyWithoutEndIsCutOffAtTheLimit() throws Exception {
    InputStream endless =
        new InputStream() {
          private long sent;

          @Override
          public int read() throws IOException {
            if (sent++ > 20L * 1024 * 1024) {
              throw new IOException("the server has read 20 MiB");
            }
            return ' ';
          }
        };
    int status;
    try {
      HttpResponse<String> answer =
          server.send(
              "POST",
              "/api/permission/authorize",
              ServerProcess.TOKEN,
              Map.of("Content-Type", "application/json"),
              BodyPublishers.ofInputStream(() -> endless));
      status = answer.statusCode();
    } catch (IOException e) {
      // The connection was closed while the client was still sending, as it should be.
      assertFalse(String.valueOf(e.getMessage()).contains("20 MiB"), e.toString());
      return;
    }
    assertTrue(status == 413 || status == 403, "" + status);
  }

  @Test
  void H01_nestedBodiesAreRefusedByEachRoute() throws Exception {
    byte[] bomb = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    String admin = server.adminToken();
    for (String path :
        List.of("/api/permission/authorize", "/api/catalog/entities/by-refs", "/api/plugins")) {
      HttpResponse<String> answer =
          server.send(
              "POST",
              path,
              admin,
              Map.of("Content-Type", "application/json"),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bomb)));
      assertTrue(
          answer.statusCode() >= 400 && answer.statusCode() < 500,
          path + " " + answer.statusCode() + " " + answer.body());
    }
    assertServes();
  }

  @Test
  void H11_rapidResetsEndTheConnectionAndNobodyElse() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(frame(4, 0, 0, new byte[0]));
      // Indexed fields of the static table: GET, http, /; and the authority as a literal.
      byte[] host = "localhost".getBytes(StandardCharsets.US_ASCII);
      byte[] headers =
          ByteBuffer.allocate(5 + host.length)
              .put(new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, (byte) host.length})
              .put(host)
              .array();
      boolean refused = false;
      for (int stream = 1; !refused && stream < 20_000; stream += 2) {
        refused =
            !sent(socket, frame(1, 5, stream, headers))
                || !sent(socket, frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
      }
      Poll.until(
          "the connection is closed",
          Duration.ofSeconds(10),
          () -> isEnded(socket),
          ended -> ended);
    }
    assertServes();
  }

  private static boolean sent(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().readNBytes(65_536).length < 65_536;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) 0)
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  @Test
  void X11_noAnswerTellsWhatServerItIs() throws Exception {
    for (String path : List.of("/", "/api/nope", "/api/catalog/entities", LIVENESS)) {
      HttpResponse<String> answer = server.get(path, null);
      assertTrue(answer.headers().firstValue("server").isEmpty(), path);
      assertEquals(
          "nosniff", answer.headers().firstValue("x-content-type-options").orElse(""), path);
      assertFalse(
          answer.headers().firstValue("content-security-policy").orElse("").isEmpty(), path);
    }
  }
}
