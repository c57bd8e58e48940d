package dev.callboard.cli.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls the REST API of a server. Blocks until it answers. */
public final class ServerApi {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  // Starting a plugin may take as long as its deadline.
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          // A redirect could carry the token elsewhere.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI server;
  private final String token;

  /** Creates a connection; the token goes into each request. */
  public ServerApi(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * Sends a request without a body.
   *
   * @return the answer, or a missing node when it has no body
   * @throws CommandFailure when the server refuses, with its reason, or does not answer
   */
  public JsonNode call(String method, String path) {
    return send(method, path, BodyPublishers.noBody(), Map.of());
  }

  JsonNode send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(server + path))
              .timeout(ANSWER_TIMEOUT)
              .header("Authorization", "Bearer " + token)
              .method(method, body);
    } catch (IllegalArgumentException e) {
      // Its message may quote the token.
      throw new CommandFailure("the token is not one: it has characters that cannot be sent");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new CommandFailure(reason(answer));
      }
      return answer.body().isBlank() ? mapper.missingNode() : json(answer);
    } catch (IOException e) {
      throw new CommandFailure(
          "no answer from " + server + ": is the server running? Name another with --server.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  JsonNode json(Object value) {
    return mapper.valueToTree(value);
  }

  private JsonNode json(HttpResponse<String> answer) {
    try {
      return mapper.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the answer of " + answer.uri() + " is not JSON", e);
    }
  }

  private String reason(HttpResponse<String> answer) {
    try {
      JsonNode error = mapper.readTree(answer.body()).path("error");
      if (error.has("message")) {
        return error.path("message").asText() + " (" + answer.statusCode() + ")";
      }
    } catch (JsonProcessingException e) {
      // Not ours, as from a proxy: the status says what there is to say.
    }
    return answer.uri() + " answered " + answer.statusCode();
  }
}
