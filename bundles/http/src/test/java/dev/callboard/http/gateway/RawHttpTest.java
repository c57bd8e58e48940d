package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP library would send. */
class RawHttpTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestServer(
            "backend.server.headersTimeout",
            "PT1S",
            "backend.limits.bodyGrace",
            "PT0.5S",
            "backend.cors.origin",
            List.of("https://portal.example.com", "https://*.dev.test"),
            "backend.cors.credentials",
            true);
    server.mount("hello", new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Sends text and returns what comes until the server closes the connection. */
  private static String talk(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return readAll(socket.getInputStream());
    }
  }

  private static String readAll(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String get(String target, String... headers) throws IOException {
    return request("GET " + target + " HTTP/1.1", "Host: localhost", headers);
  }

  private static String request(String line, String host, String... headers) throws IOException {
    return talk(
        line
            + "\r\n"
            + host
            + "\r\nConnection: close\r\n"
            + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
            + "\r\n");
  }

  private static void assertStatus(int expected, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + expected + " "), answer);
    if (expected >= 400) {
      assertTrue(answer.contains("\"statusCode\":" + expected), answer);
      assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
    }
    assertFalse(answer.contains("Server:"), answer);
    assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer);
  }

  @Test
  void H04_aClientThatSendsItsHeaderSlowlyIsCutOff() throws Exception {
    long start = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(100);
      byte[] header =
          "GET /api/hello/open HTTP/1.1\r\nHost: localhost\r\nX: y"
              .getBytes(StandardCharsets.US_ASCII);
      boolean closed = false;
      for (int i = 0; !closed && i < header.length; i++) {
        closed = sendsAfterClose(socket, header[i]);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(closed, "still open after " + millis + " ms");
      assertTrue(millis < 2500, millis + " ms");
    }
  }

  /** Sends a byte more; returns whether the server has closed the connection. */
  static boolean sendsAfterClose(Socket socket, byte octet) {
    try {
      socket.getOutputStream().write(octet);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void H04_anOpenConnectionBetweenRequestsIsNoSlowHeader() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5000);
      String get = "GET /.backstage/health/v1/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";
      for (int i = 0; i < 2; i++) {
        socket.getOutputStream().write(get.getBytes(StandardCharsets.US_ASCII));
        byte[] some = new byte[4096];
        assertTrue(socket.getInputStream().read(some) > 0, "request " + i);
        Thread.sleep(1600);
      }
    }
  }

  @Test
  void H05_aBodyThatArrivesSlowlyEndsWithTimeout() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(100);
      String head =
          "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice\r\n"
              + "Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n\"";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      long until = System.nanoTime() + 5_000_000_000L;
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("statusCode") < 0 && System.nanoTime() < until) {
        socket.getOutputStream().write('x');
        read(socket, answer);
      }
      assertStatus(408, answer.toString());
      assertTrue(answer.toString().contains("Connection: close"), answer.toString());
    }
  }

  private static void read(Socket socket, StringBuilder to) throws IOException {
    try {
      byte[] some = new byte[8192];
      int count = socket.getInputStream().read(some);
      if (count > 0) {
        to.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (java.net.SocketTimeoutException e) {
      // nothing yet
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Content-Length: 6\r\n\r\nhello",
        "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\nhello",
        "POST /api/hello/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\nHost: localhost\n\n",
        "GET /api/hello/open HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\r\nHost: localhost\r\nX\0Y: a\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\r\nHost: localhost\r\nX: a\u000bb\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
        "GET /api/hello/open HTTP/1.1\r\n\r\n",
      })
  void H07_ambiguousMessagesAreRefusedAndTheConnectionClosed(String message) throws Exception {
    assertStatus(400, talk(message));
  }

  @Test
  void H08_foreignHostNamesAreMisdirected() throws Exception {
    assertStatus(421, request("GET /api/hello/open HTTP/1.1", "Host: evil"));
    assertStatus(200, request("GET /api/hello/open HTTP/1.1", "Host: localhost:7007"));
    assertStatus(200, request("GET /api/hello/open HTTP/1.1", "Host: 10.1.2.3"));
    assertStatus(200, request("GET /api/hello/open HTTP/1.1", "Host: Portal.test"));
    assertStatus(200, request("GET /api/hello/open HTTP/1.1", "Host: [::1]:7007"));
  }

  @Test
  void H08_theAuthorityOfTheTargetMustBeTheHost() throws Exception {
    for (String target : List.of("http://evil/api/hello/open", "http://u@localhost:80@evil/")) {
      String answer = request("GET " + target + " HTTP/1.1", "Host: localhost");
      assertTrue(answer.matches("(?s)HTTP/1.1 (400|421) .*"), answer);
    }
  }

  @Test
  void H09_forwardedHeadersOfStrangersAreIgnored() throws Exception {
    String answer =
        get(
            "/api/hello/link",
            "Authorization: Bearer alice",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example.com",
            "X-Forwarded-For: 9.9.9.9",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /admin");
    assertStatus(200, answer);
    assertTrue(answer.contains("http://portal.test:7007/api/hello/link"), answer);
  }

  @Test
  void H14_errorsAreJsonAndReflectNoMarkup() throws Exception {
    String answer = get("/api/hello/nope?<img onerror=x>".replace(" ", "%20"), "Accept: text/html");
    assertFalse(answer.contains("<img"), answer);
    assertTrue(answer.contains("application/json"), answer);
    answer = get("/<script>", "Accept: text/html");
    assertFalse(answer.contains("<script>"), answer);
    assertTrue(answer.contains("application/json"), answer);
  }

  @Test
  void H15_unknownMethodsAreRefusedWithoutEcho() throws Exception {
    for (String line : List.of("TRACE /api/hello/open HTTP/1.1", "FOO /api/hello/open HTTP/1.1")) {
      String answer = request(line, "Host: localhost", "X-Secret: hunter2");
      assertTrue(answer.startsWith("HTTP/1.1 405 ") || answer.startsWith("HTTP/1.1 501 "), answer);
      assertFalse(answer.contains("hunter2"), answer);
    }
    for (String line : List.of("OPTIONS * HTTP/1.1", "CONNECT localhost:80 HTTP/1.1")) {
      String answer = request(line, "Host: localhost:80");
      assertTrue(answer.matches("(?s)HTTP/1.1 (400|405|501) .*"), answer);
    }
  }

  @Test
  void H17_headersAreLimited() throws Exception {
    assertStatus(200, get("/api/hello/open", "If-None-Match: " + "x".repeat(14_000)));
    assertStatus(431, get("/api/hello/open", "Accept-Language: " + "x".repeat(16_384)));
    assertStatus(431, get("/api/hello/open", "If-None-Match: " + "x".repeat(16_384)));
    assertStatus(431, get("/api/hello/open", "Range: bytes=" + "0-1,".repeat(5_000)));
  }

  @Test
  void theTargetIsLimitedToEightKiB() throws Exception {
    String path = "/api/hello/open?x=";
    assertStatus(200, get(path + "y".repeat(8191 - path.length())));
    assertStatus(200, get(path + "y".repeat(8192 - path.length())));
    assertStatus(414, get(path + "y".repeat(8193 - path.length())));
    assertStatus(414, get(path + "y".repeat(20_000)));
  }

  @Test
  void charactersThatAUriMustNotHaveAreRead() throws Exception {
    String answer = get("/api/hello/link?a=b|c&d[]=^", "Authorization: Bearer alice");
    assertStatus(200, answer);
    assertTrue(answer.contains("b|c"), answer);
  }

  @Test
  void X08_foreignOriginsGetNoPermission() throws Exception {
    List<String> foreign =
        List.of(
            "https://evil",
            "https://portal.example.com.evil.test",
            "null",
            "https://portalXexample.com",
            "https://a.dev.test.evil",
            "https://a/.dev.test");
    for (String origin : foreign) {
      String answer = get("/api/hello/open", "Origin: " + origin);
      assertStatus(200, answer);
      assertFalse(answer.contains("Access-Control-Allow"), answer);
      assertTrue(answer.contains("Vary: Origin"), answer);
    }
    List<String> ours = List.of("https://portal.example.com", "https://a.dev.test");
    for (String origin : ours) {
      String answer = get("/api/hello/open", "Origin: " + origin);
      assertTrue(answer.contains("Access-Control-Allow-Origin: " + origin + "\r\n"), answer);
      assertTrue(answer.contains("Access-Control-Allow-Credentials: true"), answer);
    }
  }

  @Test
  void X11_eachKindOfAnswerHasTheSecurityHeaders() throws Exception {
    List<String> answers = new ArrayList<>();
    answers.add(get("/api/hello/open"));
    answers.add(get("/nope"));
    answers.add(get("/api/nope"));
    answers.add(get("/api/hello/fail/runtime", "Authorization: Bearer alice"));
    answers.add(get("/.backstage/health/v1/liveness"));
    answers.add(get("/.backstage/health/v1/nope"));
    answers.add(get("/api/hello/open", "X: " + "y".repeat(20_000)));
    answers.add(talk("bad\r\n\r\n"));
    for (String answer : answers) {
      for (String name :
          List.of(
              "Content-Security-Policy: default-src 'self'",
              "Strict-Transport-Security: ",
              "X-Content-Type-Options: nosniff",
              "Referrer-Policy: no-referrer",
              "X-Frame-Options: SAMEORIGIN",
              "X-Request-Id: ")) {
        assertTrue(answer.contains(name), name + " is missing in " + answer);
      }
      assertFalse(answer.contains("Server:"), answer);
    }
  }

  @Test
  void http2IsOfferedWithoutTls() throws Exception {
    var answer =
        server
            .client()
            .send(
                java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(
                            "http://127.0.0.1:" + server.port() + "/api/hello/open"))
                    .version(java.net.http.HttpClient.Version.HTTP_2)
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
    assertEquals(java.net.http.HttpClient.Version.HTTP_2, answer.version());
    assertEquals(200, answer.statusCode());
  }
}
