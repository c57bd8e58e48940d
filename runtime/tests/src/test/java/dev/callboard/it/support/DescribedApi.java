package dev.callboard.it.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.OpenApiDocument.Operation;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Calls a server as its OpenAPI documents say, and compares the answers with them. */
public final class DescribedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ServerProcess server;

  /** Takes a server that runs. */
  public DescribedApi(ServerProcess server) {
    this.server = server;
  }

  /** Returns the document that a plugin serves. */
  public OpenApiDocument document(String id) throws Exception {
    HttpResponse<String> answer = server.get("/api/" + id + "/openapi.json", server.adminToken());
    if (answer.statusCode() != 200) {
      throw new AssertionError(id + " has no document: " + answer.body());
    }
    return new OpenApiDocument(JSON.readTree(answer.body()));
  }

  /** Sends a request as an operation says; of an answer that is a stream only the head is read. */
  public Answer send(
      OpenApiDocument document, Operation operation, String path, String token, BodyPublisher body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .method(operation.method(), body == null ? BodyPublishers.noBody() : body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    document.requestType(operation).ifPresent(type -> request.header("Content-Type", type));
    HttpResponse<InputStream> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    try (InputStream in = response.body()) {
      String text =
          type.equals("text/event-stream")
              ? ""
              : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int status = response.statusCode();
      return new Answer(status, text, document.problems(operation, status, type, text));
    }
  }

  /**
   * An answer.
   *
   * @param status its status
   * @param body its text, empty when it is a stream
   * @param problems how it differs from what is described
   */
  public record Answer(int status, String body, List<String> problems) {}
}
