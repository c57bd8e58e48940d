package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainReaderTest {
  private static final byte[] FILE = "kind: Component\n".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger hits = new AtomicInteger();
  private HttpServer server;
  private int port;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    server.createContext("/", exchange -> answer(exchange, 404, Map.of(), new byte[0]));
    server.createContext(
        "/a.yaml",
        exchange -> {
          boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          answer(exchange, known ? 304 : 200, Map.of("ETag", "\"1\""), known ? new byte[0] : FILE);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    hits.incrementAndGet();
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private TestReader reader(Map<String, Object> reading) {
    return TestReader.reading(reading);
  }

  private TestReader local() {
    return reader(allow("127.0.0.1:" + port));
  }

  private static Map<String, Object> allow(String... hosts) {
    return Map.of(
        "allow",
        List.of(hosts).stream().map(host -> Map.<String, Object>of("host", host)).toList());
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  @Test
  void aHostWhosePluginIsAwayIsToldByItsSection() {
    Map<String, Object> host = Map.of("host", "git.example.org");
    try (TestReader reader =
        new TestReader(Map.of("integrations", Map.of("gitea", List.of(host))))) {
      PortalException e = reader.refusal("https://git.example.org/a/b/src/branch/main/c.yaml");
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
      assertTrue(e.getMessage().contains("'integrations.gitea'"), e.getMessage());
      assertEquals(ErrorCode.NOT_ALLOWED, reader.refusal("https://example.org/c.yaml").code());
    }
  }

  @Test
  void aFileIsReadAndItsEtagSparesTheNextRead() {
    TestReader reader = local();
    UrlContent first = reader.read(url("/a.yaml"));
    assertArrayEquals(FILE, first.bytes().orElseThrow());
    UrlContent second =
        reader
            .reader()
            .read(url("/a.yaml"), ReadOptions.none().withEtag(first.etag().orElseThrow()));
    assertTrue(second.bytes().isEmpty());
    reader.close();
  }

  @Test
  void aMissingFileIsNotFound() {
    TestReader reader = local();
    PortalException missing =
        assertThrows(PortalException.class, () -> reader.read(url("/nope.yaml")));
    assertEquals(ErrorCode.NOT_FOUND, missing.code());
    assertTrue(missing.getMessage().contains("no matching files found for " + url("/nope.yaml")));
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "http://[::1]:PORT/",
        "http://localhost:PORT/",
        "http://0.0.0.0:PORT/",
        "http://0:PORT/",
        "http://127.1:PORT/",
        "http://2130706433:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::]:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://100.64.0.1/",
        "http://[fc00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://a_b.example/",
        "http://allowed.example@127.0.0.1:PORT/",
        "file:///etc/passwd",
        "jar:file:/a.jar!/b",
        "ftp://allowed.example/x",
        "gopher://allowed.example/x",
        "data:text/plain,x",
        "unix:/run/x"
      })
  void S01_whatIsNotAllowedIsRefusedWithOneTextAndNoConnection(String template) {
    TestReader reader = reader(allow("allowed.example"));
    String url = template.replace("PORT", Integer.toString(port));
    PortalException refused = assertThrows(PortalException.class, () -> reader.read(url));
    assertEquals(ErrorCode.NOT_ALLOWED, refused.code());
    assertEquals(Target.refused(url).getMessage(), refused.getMessage());
    assertEquals(0, hits.get());
    reader.close();
  }

  @Test
  void S01_openAndClosedPortsLookTheSame() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    TestReader reader = reader(allow("allowed.example"));
    String open = refusal(reader, "http://127.0.0.1:" + port + "/x");
    String shut = refusal(reader, "http://127.0.0.1:" + closed + "/x");
    assertEquals(open.replace(":" + port, ""), shut.replace(":" + closed, ""));
    reader.close();
  }

  private static String refusal(TestReader reader, String url) {
    return assertThrows(PortalException.class, () -> reader.read(url)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void S04_eachHopOfARedirectIsChecked(int status) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger reached = new AtomicInteger();
    other.createContext(
        "/",
        exchange -> {
          reached.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    other.start();
    String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort() + "/secret";
    server.createContext(
        "/away", exchange -> answer(exchange, status, Map.of("Location", elsewhere), new byte[0]));
    TestReader reader = local();
    assertEquals(Target.refused(url("/away")).getMessage(), refusal(reader, url("/away")));
    assertEquals(0, reached.get());
    other.stop(0);
    reader.close();
  }

  @Test
  void S04_redirectsAreFollowedUpToTheLimitAndNotBeyond() {
    server.createContext(
        "/r",
        exchange -> {
          int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(2));
          String next = left == 1 ? "/a.yaml" : "/r" + (left - 1);
          answer(exchange, 302, Map.of("Location", next), new byte[0]);
        });
    Map<String, Object> reading = new HashMap<>(allow("127.0.0.1:" + port));
    reading.put("maxRedirects", 3);
    TestReader reader = reader(reading);
    assertArrayEquals(FILE, reader.read(url("/r2")).bytes().orElseThrow());
    assertArrayEquals(FILE, reader.read(url("/r3")).bytes().orElseThrow());
    assertTrue(refusal(reader, url("/r4")).contains("redirects more than 3 times"));
    reader.close();
  }

  @Test
  void S06_theAddressThatWasCheckedIsTheOneConnectedTo() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    // First an address of documentation, refused; then the loopback one, as a rebinding name would.
    CheckedResolver.Lookup rebinding =
        host ->
            new InetAddress[] {
              InetAddress.getByAddress(
                  host,
                  asked.getAndIncrement() % 2 == 0
                      ? new byte[] {(byte) 203, 0, 113, 1}
                      : new byte[] {127, 0, 0, 1})
            };
    try (TestReader fetcher =
        new TestReader(
            Map.of("backend", Map.of("reading", allow("rebind.example:" + port))), rebinding)) {
      for (int i = 0; i < 1000; i++) {
        String url = "http://rebind.example:" + port + "/a.yaml";
        PortalException refused = assertThrows(PortalException.class, () -> fetcher.read(url));
        assertEquals(ErrorCode.NOT_ALLOWED, refused.code());
      }
    }
    assertEquals(0, hits.get());
  }

  @Test
  void S07_anotherPortOfAnAllowedHostIsRefused() {
    TestReader reader = reader(allow("example.com:8443", "plain.example"));
    for (String url :
        List.of("http://example.com:22/", "https://example.com/", "http://plain.example:8080/")) {
      assertEquals(Target.refused(url).getMessage(), refusal(reader, url));
    }
    reader.close();
  }

  @Test
  void pathsMatchWholeSegmentsAndNoWayAroundThem() {
    Map<String, Object> entry = Map.of("host", "127.0.0.1:" + port, "paths", List.of("/team"));
    server.createContext("/team/", exchange -> answer(exchange, 200, Map.of(), FILE));
    TestReader reader = reader(Map.of("allow", List.of(entry)));
    assertArrayEquals(FILE, reader.read(url("/team/a.yaml")).bytes().orElseThrow());
    int before = hits.get();
    for (String path :
        List.of("/teams/a.yaml", "/team/../a.yaml", "/team/%2e%2e/a.yaml", "/a.yaml")) {
      assertEquals(Target.refused(url(path)).getMessage(), refusal(reader, url(path)));
    }
    assertEquals(before, hits.get());
    reader.close();
  }

  @Test
  void aFileMayBeAsLargeAsTheLimitAndNoLarger() {
    server.createContext(
        "/size",
        exchange ->
            answer(
                exchange,
                200,
                Map.of(),
                new byte[Integer.parseInt(exchange.getRequestURI().getPath().substring(5))]));
    Map<String, Object> reading = new HashMap<>(allow("127.0.0.1:" + port));
    reading.put("maxBytes", 1000);
    TestReader reader = reader(reading);
    assertEquals(999, reader.read(url("/size999")).bytes().orElseThrow().length);
    assertEquals(1000, reader.read(url("/size1000")).bytes().orElseThrow().length);
    assertTrue(refusal(reader, url("/size1001")).contains("larger than the limit of 1000 bytes"));
    reader.close();
  }

  @Test
  void F23_aHostThatSendsNothingIsGivenUp() throws IOException {
    Map<String, Object> reading;
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      reading = new HashMap<>(allow("127.0.0.1:" + silent.getLocalPort()));
      reading.put("readTimeout", Duration.ofMillis(200));
      reading.put("totalTimeout", Duration.ofMillis(600));
      TestReader reader = reader(reading);
      PortalException late =
          assertThrows(
              PortalException.class,
              () -> reader.read("http://127.0.0.1:" + silent.getLocalPort() + "/x"));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, late.code());
      reader.close();
    }
  }

  @Test
  void referencesAreResolvedAgainstTheFile() {
    TestReader reader = local();
    assertEquals(url("/d/b.yaml"), reader.reader().resolve("./b.yaml", url("/d/a.yaml")));
    assertEquals(url("/b.yaml"), reader.reader().resolve("/b.yaml", url("/d/a.yaml")));
    assertEquals(
        "https://h.example/x", reader.reader().resolve("https://h.example/x", url("/d/a.yaml")));
    assertTrue(reader.reader().sameRepository(url("/x"), url("/y")));
    assertFalse(reader.reader().sameRepository(url("/x"), "http://127.0.0.1:1/y"));
    reader.close();
  }

  @Test
  void wildcardsAreExplained() {
    TestReader reader = local();
    assertEquals(List.of(url("/a.yaml")), reader.reader().search(url("/a.yaml")));
    assertTrue(
        assertThrows(PortalException.class, () -> reader.reader().search(url("/*.yaml")))
            .getMessage()
            .contains("cannot list its files"));
    reader.close();
  }

  @Test
  void aReloadTakesEffectAndAWrongOneSaysWhere() {
    TestReader reader = reader(allow("allowed.example"));
    refusal(reader, url("/a.yaml"));
    MapConfig before =
        new MapConfig(Map.of("backend", Map.of("reading", allow("allowed.example"))));
    MapConfig after =
        new MapConfig(Map.of("backend", Map.of("reading", allow("127.0.0.1:" + port))));
    reader.configChanged(before, after);
    assertArrayEquals(FILE, reader.read(url("/a.yaml")).bytes().orElseThrow());
    MapConfig wrong = new MapConfig(Map.of("backend", Map.of("reading", allow("host:http"))));
    assertTrue(
        assertThrows(PortalException.class, () -> reader.configChanged(after, wrong))
            .getMessage()
            .contains("the port of 'host:http' is not a number"));
    reader.close();
  }

  @Test
  void aHostThatDoesNotExistIsUnavailable() throws UnknownHostException {
    Map<String, Object> allowed = Map.of("backend", Map.of("reading", allow("gone.example")));
    CheckedResolver.Lookup nowhere =
        host -> {
          throw new UnknownHostException(host);
        };
    try (TestReader fetcher = new TestReader(allowed, nowhere)) {
      assertEquals(
          ErrorCode.SERVICE_UNAVAILABLE,
          assertThrows(PortalException.class, () -> fetcher.read("http://gone.example/x")).code());
    }
  }
}
