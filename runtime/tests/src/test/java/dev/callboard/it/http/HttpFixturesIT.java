package dev.callboard.it.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays the recordings 1 to 14 of a real Backstage against the built product; but 4, the address
 * that the portal is at.
 */
class HttpFixturesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Belongs to the connection, or to the data that the recording was made with, or is stricter
   * here.
   */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "connection",
          "transfer-encoding",
          "link",
          "etag",
          "content-length",
          "content-security-policy");

  @TempDir static Path temp;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    Path fixtures = fixtures();
    if (!Files.isDirectory(fixtures)) {
      System.out.println("no recordings in " + fixtures + ": skipped");
    }
    assumeTrue(Files.isDirectory(fixtures));
    server =
        ServerProcess.in(temp)
            .config(
                """
                backend:
                  cors:
                    origin: http://127.0.0.1:7017
                    methods: [GET, HEAD, PATCH, POST, PUT, DELETE]
                    credentials: true
                """)
            .start();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  private static Path fixtures() {
    return Product.root().resolve("../shared/fixtures").normalize();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "001", "002", "003", "005", "006", "007", "008", "009", "010", "011", "012", "013", "014"
      })
  void answersAsRecorded(String number) throws Exception {
    JsonNode fixture = read(number);
    JsonNode expected = fixture.get("response");
    HttpResponse<String> answer = replay(fixture.get("request"));
    assertEquals(expected.get("status").asInt(), answer.statusCode(), answer.body());
    for (Map.Entry<String, JsonNode> header : expected.get("headers").properties()) {
      if (!NOT_COMPARED.contains(header.getKey())) {
        assertHeader(header.getKey(), header.getValue().asText(), answer);
      }
    }
    if (answer.statusCode() >= 400) {
      JsonNode body = JSON.readTree(answer.body());
      assertEquals(answer.statusCode(), body.at("/response/statusCode").asInt());
      assertNotNull(body.at("/error/name").textValue());
      if (expected.get("body").isObject()) {
        assertEquals(expected.get("body"), body);
      }
    }
  }

  private static void assertHeader(String name, String expected, HttpResponse<String> answer) {
    String actual = String.join(", ", answer.headers().allValues(name));
    if (name.equals("vary")) {
      // The order of the names says nothing, and more of them are safer for caches.
      Set<String> missing = names(expected);
      missing.removeAll(names(actual));
      assertEquals(Set.of(), missing, "Vary: " + actual);
      return;
    }
    assertEquals(compact(expected), compact(actual), name);
  }

  private static Set<String> names(String header) {
    Set<String> names = new TreeSet<>();
    for (String name : header.split(",")) {
      names.add(name.trim().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static String compact(String value) {
    return value.replace("; ", ";");
  }

  private static HttpResponse<String> replay(JsonNode request) throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .get("headers")
        .properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey(),
                    header.getValue().asText().replace("${STATIC_TOKEN}", ServerProcess.TOKEN)));
    return server.send(
        request.get("method").asText(),
        request.get("path").asText(),
        null,
        headers,
        BodyPublishers.noBody());
  }

  private static JsonNode read(String number) throws IOException {
    try (Stream<Path> files = Files.list(fixtures())) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().startsWith(number + "-"))
              .findFirst()
              .orElseThrow();
      return JSON.readTree(file.toFile());
    }
  }
}
