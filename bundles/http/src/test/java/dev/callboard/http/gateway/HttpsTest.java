package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.settings.SettingsHolder;
import dev.callboard.http.tls.PortalTls;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {
  private static final String CERT = "backend.https.certificate.cert";
  private static final String KEY = "backend.https.certificate.key";
  private static final String PATH = "/.backstage/health/v1/liveness";

  @TempDir Path temp;

  /** Returns a certificate and its key, made as the server makes its own. */
  private String pem(String folder) throws Exception {
    Path data = temp.resolve(folder);
    MapConfig config = MapConfig.of("backend.https", true);
    assertTrue(new PortalTls(new SettingsHolder(() -> config), data).factory().isPresent());
    return Files.readString(data.resolve("https/self-signed.pem"));
  }

  /** Returns a context that trusts this certificate and no other. */
  private static SSLContext trusting(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("it", certificate(pem));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(String pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static HttpResponse<String> get(TestServer server, String pem, HttpClient.Version version)
      throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(pem)).version(version).build();
    URI uri = URI.create("https://localhost:" + server.port() + PATH);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void trueMakesACertificateThatIsKeptAndSecret() throws Exception {
    Path file = Path.of("target/https/self-signed.pem");
    Files.deleteIfExists(file);
    String first;
    try (TestServer server = new TestServer("backend.https", true)) {
      first = Files.readString(file);
      assertEquals(200, get(server, first, HttpClient.Version.HTTP_1_1).statusCode());
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (TestServer server = new TestServer("backend.https", true)) {
      assertEquals(first, Files.readString(file));
      assertEquals(200, get(server, first, HttpClient.Version.HTTP_1_1).statusCode());
    }
    try (TestServer server =
        new TestServer("backend.https", true, "backend.baseUrl", "https://other.test")) {
      assertNotEquals(first, Files.readString(file));
    }
  }

  @Test
  void clientsGetTheProtocolThatTheyAskFor() throws Exception {
    String pem = pem("a");
    try (TestServer server = new TestServer(CERT, pem, KEY, pem)) {
      assertEquals(
          HttpClient.Version.HTTP_2, get(server, pem, HttpClient.Version.HTTP_2).version());
      assertEquals(
          HttpClient.Version.HTTP_1_1, get(server, pem, HttpClient.Version.HTTP_1_1).version());
      for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
        assertEquals("HTTP/1.1 200 OK", statusLine(server, pem, protocol));
        assertEquals("HTTP/1.1 200 OK", statusLine(server, pem, protocol, "http/1.1"));
      }
    }
    try (TestServer server = new TestServer(CERT, pem, KEY, pem, "backend.listen.http2", false)) {
      assertEquals(
          HttpClient.Version.HTTP_1_1, get(server, pem, HttpClient.Version.HTTP_2).version());
    }
  }

  /** Speaks HTTP/1.1 and offers these protocols, or nothing, in the handshake. */
  private static String statusLine(
      TestServer server, String pem, String protocol, String... offered) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) trusting(pem).getSocketFactory().createSocket("localhost", server.port())) {
      socket.setEnabledProtocols(new String[] {protocol});
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(offered);
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(20_000);
      String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals(protocol, socket.getSession().getProtocol());
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void aNewCertificateIsUsedAtOnceAndABadOneLeavesTheOld() throws Exception {
    String before = pem("a");
    String after = pem("b");
    assertNotEquals(before, after);
    try (TestServer server = new TestServer(CERT, before, KEY, before)) {
      assertEquals(200, get(server, before, HttpClient.Version.HTTP_2).statusCode());
      MapConfig next = MapConfig.of(CERT, after, KEY, after);
      server.tls.configChanged(MapConfig.empty(), next);
      assertEquals(200, get(server, after, HttpClient.Version.HTTP_2).statusCode());
      assertThrows(
          javax.net.ssl.SSLHandshakeException.class,
          () -> get(server, before, HttpClient.Version.HTTP_2));
      server.tls.configChanged(next, MapConfig.of(CERT, before, KEY, after));
      server.tls.configChanged(next, MapConfig.of(CERT, "nonsense", KEY, "nonsense"));
      assertEquals(200, get(server, after, HttpClient.Version.HTTP_2).statusCode());
    }
  }

  @Test
  void H11_aFloodWithinTlsEndsTheConnection() throws Exception {
    String pem = pem("a");
    try (TestServer server = new TestServer(CERT, pem, KEY, pem)) {
      SSLSocket socket =
          (SSLSocket) trusting(pem).getSocketFactory().createSocket("localhost", server.port());
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      try (Http2Peer peer = new Http2Peer(socket)) {
        for (int i = 0; i < 100_000; i++) {
          if (!peer.trySend((p, r) -> p.send(Http2Peer.PING, 0, 0, new byte[8]), i)) {
            break;
          }
        }
        assertTrue(peer.isClosedWithin(Duration.ofSeconds(20)), peer.seen());
      }
      assertEquals(200, get(server, pem, HttpClient.Version.HTTP_2).statusCode());
    }
  }

  @Test
  void H04_aHandshakeThatComesByteByByteIsCutOff() throws Exception {
    String pem = pem("a");
    try (TestServer server =
            new TestServer(CERT, pem, KEY, pem, "backend.server.headersTimeout", 1000);
        Socket socket = new Socket("localhost", server.port());
        SSLSocket patient =
            (SSLSocket) trusting(pem).getSocketFactory().createSocket("localhost", server.port())) {
      patient.startHandshake();
      // A client hello that would be 16 KB long (RFC 8446 section 5.1).
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0x3f, 0, 1, 0, 0x3e, (byte) 0xfc, 3, 3});
      socket.setSoTimeout(50);
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      boolean closed = false;
      while (!closed && System.nanoTime() < until) {
        closed = RawHttpTest.sendsAfterClose(socket, (byte) 0);
      }
      assertTrue(closed, "still open after 20 s");
      String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      patient.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = patient.getInputStream().readNBytes(15);
      assertEquals("HTTP/1.1 200 OK", new String(answer, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void whatIsWrongWithACertificateIsToldWithoutTheKey() throws Exception {
    String one = pem("a");
    String other = pem("b");
    assertProblem("backend.https.certificate.key is missing", CERT, one);
    assertProblem("backend.https.certificate.cert is missing", KEY, one);
    assertProblem("backend.https.certificate.cert is missing", CERT, " ", KEY, one);
    assertProblem("backend.https.certificate.cert", CERT, "nonsense", KEY, one);
    assertProblem("is not the key of the first certificate", CERT, one, KEY, other);
    assertProblem("unencrypted PEM key", CERT, one, KEY, "SECRET");
    assertProblem(
        "unencrypted PEM key",
        CERT,
        one,
        KEY,
        "-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n-----END PRIVATE KEY-----");
  }

  private void assertProblem(String expected, Object... config) {
    MapConfig all = MapConfig.of(config);
    PortalException e =
        assertThrows(
            PortalException.class, () -> new PortalTls(new SettingsHolder(() -> all), temp));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertFalse((e.getMessage() + e.getCause()).contains("SECRET"), e.getMessage());
    assertFalse((e.getMessage() + e.getCause()).contains("U0VD"), e.getMessage());
  }
}
