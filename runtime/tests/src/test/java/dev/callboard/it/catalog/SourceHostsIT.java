package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product with locations on a stub of a GitHub, and on a host that is dead. */
class SourceHostsIT {
  private static final String SECRET = "ghp_canary0987654321";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path temp;
  private static final Map<String, String> files = new ConcurrentHashMap<>();
  private static final Map<String, String> wrongTokens = new ConcurrentHashMap<>();
  private static HttpServer hub;
  private static OtherHosts others;
  private static ServerSocket dead;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.setExecutor(Executors.newCachedThreadPool());
    hub.createContext("/", SourceHostsIT::answer);
    hub.start();
    others = new OtherHosts(SECRET, files);
    // It takes connections, because the system does, and never says a word.
    dead = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                backend:
                  reading:
                    readTimeout: 2s
                    allow: [{host: '127.0.0.1:%d'}]
                integrations:
                  github:
                    - {host: '%s', apiBaseUrl: 'http://%s/api/v3', token: %s}
                  gitea:
                    - {host: '%5$s', baseUrl: 'http://%5$s', password: %4$s}
                  bitbucketServer:
                    - {host: '%6$s', apiBaseUrl: 'http://%6$s/rest/api/1.0', token: %4$s}
                  azure:
                    - host: '%7$s'
                      baseUrl: 'http://%7$s'
                      credentials: [{organizations: [acme], personalAccessToken: %4$s}]
                """
                    .formatted(
                        dead.getLocalPort(),
                        host(),
                        host(),
                        SECRET,
                        gitea(),
                        others.authority(),
                        azure()))
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    hub.stop(0);
    others.close();
    dead.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.contains("/_apis/")) {
      others.answer(exchange);
      return;
    }
    if (!("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      wrongTokens.put(path, "");
    }
    String body =
        path.endsWith("/commits")
            ? "[{\"sha\":\"0123456789abcdef0123456789abcdef01234567\"}]"
            : files.get(path.replace("/api/v3/repos/", "").replace("/contents/", "/"));
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : bytes.length);
    if (body != null) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static String host() {
    return "127.0.0.1:" + hub.getAddress().getPort();
  }

  /** Hosts of two types have two names, even if they are on one port. */
  private static String gitea() {
    return others.authority().replace("127.0.0.1", "localhost");
  }

  private static String azure() {
    return host().replace("127.0.0.1", "localhost");
  }

  private static String page(String path) {
    return "http://" + host() + "/acme/shop/" + path;
  }

  private static String api(String name, String definition) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata:
      name: %s
    spec: {type: openapi, lifecycle: production, owner: a, definition: %s}
    """
        .formatted(name, definition);
  }

  private static HttpResponse<String> register(String target, String query) throws Exception {
    return server.sendJson(
        "POST",
        "/api/catalog/locations" + query,
        ServerProcess.TOKEN,
        "{\"type\":\"url\",\"target\":\"" + target + "\"}");
  }

  private static JsonNode await(String name) {
    String path = "/api/catalog/entities/by-name/api/default/" + name;
    Poll.until(
        name,
        SOON,
        () -> server.get(path, ServerProcess.TOKEN).statusCode(),
        status -> status == 200);
    try {
      return server.json(path);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLocationOnAGitHubIsServedWithItsLinks() throws Exception {
    files.put("acme/shop/all.yaml", location("./a/nested.yaml"));
    files.put("acme/shop/a/nested.yaml", location("./api.yaml"));
    files.put("acme/shop/a/api.yaml", api("linked", "{$text: ./text.txt}"));
    files.put("acme/shop/a/text.txt", "from the same repository");
    assertEquals(201, register(page("blob/main/all.yaml"), "").statusCode());
    JsonNode entity = await("linked");
    assertEquals("from the same repository", entity.at("/spec/definition").asText());
    JsonNode annotations = entity.at("/metadata/annotations");
    assertEquals(
        "url:" + page("tree/main/a/api.yaml"),
        annotations.get("backstage.io/managed-by-location").asText());
    assertEquals(page("tree/main/a/api.yaml"), annotations.get("backstage.io/view-url").asText());
    assertEquals(page("edit/main/a/api.yaml"), annotations.get("backstage.io/edit-url").asText());
    assertEquals(
        "url:" + page("tree/main/a/"), annotations.get("backstage.io/source-location").asText());
    assertTrue(wrongTokens.isEmpty(), wrongTokens + "");
    assertFalse(server.log().contains(SECRET));
    JsonNode history = server.json("/api/catalog/entities/by-name/api/default/linked/history");
    assertEquals(
        "0123456789abcdef0123456789abcdef01234567",
        history.at("/items/0/cause/commit").asText(),
        history.toString());
    assertFalse(stored(SECRET));
  }

  @Test
  void locationsOnHostsOfAllTypesAreServedWithTheirLinks() throws Exception {
    String azure = "http://" + azure() + "/acme/shop/_git/web?path=%2F";
    String gitea = "http://" + gitea() + "/acme/shop/";
    String bitbucket = "http://" + others.authority() + "/projects/SHOP/repos/web/browse";
    served(
        "gitea",
        gitea + "src/branch/main/gitea.yaml",
        gitea + "src/branch/main/gitea/api.yaml",
        gitea + "_edit/main/gitea/api.yaml",
        gitea + "src/branch/main/gitea/");
    served(
        "bitbucket",
        bitbucket + "/bitbucket.yaml?at=main",
        bitbucket + "/bitbucket/api.yaml?at=main",
        bitbucket + "/bitbucket/api.yaml",
        bitbucket + "/bitbucket/?at=main");
    served(
        "azure",
        azure + "azure.yaml&version=GBmain",
        azure + "azure%2Fapi.yaml&version=GBmain",
        azure + "azure%2Fapi.yaml&version=GBmain",
        azure + "azure%2F&version=GBmain");
    assertEquals(List.of(), others.unsigned());
    assertFalse(server.log().contains(SECRET));
    assertFalse(stored(SECRET));
  }

  private static void served(String type, String target, String view, String edit, String source)
      throws Exception {
    files.put(type + ".yaml", location("./" + type + "/api.yaml"));
    files.put(type + "/api.yaml", api("of-" + type, "{$text: /" + type + ".txt}"));
    files.put(type + ".txt", "from " + type);
    assertEquals(201, register(target, "").statusCode());
    JsonNode entity = await("of-" + type);
    assertEquals("from " + type, entity.at("/spec/definition").asText());
    JsonNode annotations = entity.at("/metadata/annotations");
    assertEquals(view, annotations.get("backstage.io/view-url").asText());
    assertEquals(edit, annotations.get("backstage.io/edit-url").asText());
    assertEquals("url:" + view, annotations.get("backstage.io/managed-by-location").asText());
    assertEquals("url:" + source, annotations.get("backstage.io/source-location").asText());
  }

  private static boolean stored(String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> paths = Files.walk(server.data().resolve("db"))) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String location(String target) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all-%s}
    spec: {type: url, targets: ['%s']}
    """
        .formatted(Integer.toHexString(target.hashCode()), target);
  }

  @Test
  void S01_aPlaceholderReadsNothingOfAnotherRepository() throws Exception {
    files.put("acme/other/secret.txt", "SECRET of another repository");
    for (String way :
        new String[] {
          "http://" + host() + "/acme/other/blob/main/secret.txt",
          "../../../../other/blob/main/secret.txt",
          "/../../../../other/blob/main/secret.txt",
          "%2e%2e/%2e%2e/%2e%2e/%2e%2e/other/contents/secret.txt"
        }) {
      files.put("acme/shop/bad.yaml", api("stolen", "{$text: '" + way + "'}"));
      HttpResponse<String> tried = register(page("blob/main/bad.yaml"), "?dryRun=true");
      assertEquals(400, tried.statusCode(), way + " " + tried.body());
      assertFalse(tried.body().contains("SECRET of"), way);
    }
  }

  @Test
  void S01_hostsThatAreNotAllowedAreRefusedWithOneText() throws Exception {
    int canary = dead.getLocalPort() + 1;
    for (String target :
        new String[] {
          "http://[::1]:" + canary + "/x",
          "http://localhost:" + canary + "/x",
          "http://127.1:" + canary + "/x",
          "http://169.254.169.254/latest/meta-data/",
          "http://[::ffff:a9fe:a9fe]/",
          "file:///etc/passwd",
          "ssh://127.0.0.1/x"
        }) {
      HttpResponse<String> tried = register(target, "?dryRun=true");
      assertTrue(
          tried.statusCode() == 400 || tried.statusCode() == 403, target + " " + tried.body());
      assertFalse(tried.body().contains("connection"), tried.body());
    }
  }

  @Test
  void F25_manyLocationsOnADeadHostDoNotDelayAnother() throws Exception {
    int many = 200;
    for (int i = 0; i < many; i++) {
      assertEquals(
          201,
          register("http://127.0.0.1:" + dead.getLocalPort() + "/" + i + ".yaml", "").statusCode());
    }
    files.put("acme/shop/alive.yaml", api("alive", "x"));
    long start = System.nanoTime();
    assertEquals(201, register(page("blob/main/alive.yaml"), "").statusCode());
    await("alive");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "visible after " + took);
  }

  @Test
  void registeredLocationsAreVisibleSoon() throws Exception {
    int times = 200;
    long[] millis = new long[times];
    for (int i = 0; i < times; i++) {
      files.put("acme/shop/m" + i + ".yaml", api("measured-" + i, "x"));
      long start = System.nanoTime();
      assertEquals(201, register(page("blob/main/m" + i + ".yaml"), "").statusCode());
      String query = "/api/catalog/entities/by-query?filter=kind=api,metadata.name=measured-" + i;
      Poll.until(
          "measured-" + i,
          SOON,
          () -> server.json(query).get("totalItems").asInt(),
          count -> count == 1);
      millis[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
    Arrays.sort(millis);
    System.out.printf(
        "registered to visible: p50 %d ms, p95 %d ms, max %d ms of %d%n",
        millis[times / 2], millis[times * 95 / 100], millis[times - 1], times);
    assertTrue(millis[times * 95 / 100] < 5_000, "p95 " + millis[times * 95 / 100] + " ms");
  }
}
