package dev.callboard.it.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.it.support.ServerProcess;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events. */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);

  private Events() {}

  /** Returns the first events of a stream as {@code id}, {@code event} and {@code data}. */
  static List<JsonNode> read(ServerProcess server, String path, int count) throws Exception {
    return read(server, ServerProcess.TOKEN, path, count);
  }

  /** Returns the first events that somebody gets. */
  static List<JsonNode> read(ServerProcess server, String token, String path, int count)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .timeout(SOON)
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode(), path);
    try (InputStream in = answer.body()) {
      return CompletableFuture.supplyAsync(() -> events(in, count))
          .get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static List<JsonNode> events(InputStream in, int count) {
    List<JsonNode> found = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    ObjectNode event = JSON.createObjectNode();
    try {
      while (found.size() < count) {
        String line = lines.readLine();
        if (line == null) {
          throw new AssertionError("the stream ended after " + found);
        }
        int colon = line.indexOf(": ");
        if (line.isEmpty() && event.has("data")) {
          found.add(event);
          event = JSON.createObjectNode();
        } else if (colon > 0 && line.startsWith("data")) {
          event.set("data", JSON.readTree(line.substring(colon + 2)));
        } else if (colon > 0) {
          event.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
      return found;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
