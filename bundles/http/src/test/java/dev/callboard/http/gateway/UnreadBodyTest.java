package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to a connection when a request is refused whose body has not been read. */
class UnreadBodyTest {
  private static final String POST =
      "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice\r\n"
          + "Content-Type: application/json\r\n";
  private static final long MOST = 1000;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer("backend.limits.refusedBody", MOST);
    server.mount("hello", new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(5000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Reads one answer: its header and a body of the length that the header tells. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    while (!header.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int octet = in.read();
      assertTrue(octet >= 0, "ended in the header");
      header.write(octet);
    }
    String text = header.toString(StandardCharsets.US_ASCII);
    String length = text.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
    return text;
  }

  @Test
  void anAnswerBeforeTheEndOfTheBodySaysThatTheConnectionEnds() throws Exception {
    try (Socket socket = connect()) {
      send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n64\r\n" + "[".repeat(100) + "\r\n");
      String answer = answer(socket);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("Connection: close"), answer);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aBodyThatHasArrivedIsPassedOverAndTheConnectionGoesOn() throws Exception {
    String body = "[".repeat(100) + "]".repeat(100);
    try (Socket socket = connect()) {
      send(socket, POST + "Content-Length: 200\r\n\r\n" + body);
      String refused = answer(socket);
      assertTrue(refused.startsWith("HTTP/1.1 400 "), refused);
      assertFalse(refused.contains("Connection: close"), refused);
      send(socket, POST + "Content-Length: 2\r\n\r\n[]");
      String next = answer(socket);
      assertTrue(next.startsWith("HTTP/1.1 200 "), next);
    }
  }

  @Test
  void theRestOfABodyIsWaitedForUpToTheLimit() throws Exception {
    for (int length : new int[] {999, 1000, 1001}) {
      try (Socket socket = connect()) {
        send(socket, POST + "Content-Length: " + length + "\r\n\r\n" + "[".repeat(100));
        Thread rest = new Thread(() -> sendLate(socket, "[".repeat(length - 100)));
        rest.start();
        String refused = answer(socket);
        rest.join();
        assertTrue(refused.startsWith("HTTP/1.1 400 "), refused);
        assertEquals(length > MOST, refused.contains("Connection: close"), length + refused);
      }
    }
  }

  private static void sendLate(Socket socket, String text) {
    try {
      Thread.sleep(30);
      send(socket, text);
    } catch (IOException | InterruptedException e) {
      // The server ended the connection, as it said.
    }
  }
}
