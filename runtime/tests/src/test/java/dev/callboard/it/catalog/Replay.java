package dev.callboard.it.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.callboard.it.support.OpenApiDocument;
import dev.callboard.it.support.OpenApiDocument.Operation;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends recorded requests to a server, with its own ids and cursors in place of the recorded. */
final class Replay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(5);

  /** What we say in other words, by the number of the recording: only the status is compared. */
  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "095", "the reference quotes the parser of its language",
          "096", "the reference quotes its schema library",
          "121", "the reference quotes the parser of its language",
          "183", "the reference names its class, we name the file and the line");

  /** Where we answer otherwise on purpose: the status that we answer, with the reason. */
  private static final Map<String, Integer> OTHERWISE =
      Map.of(
          // An id that is no UUID is one that is not known, not an error of the server.
          "199", 404,
          "223", 404);

  private final ServerProcess server;
  private final FixtureCatalog files;
  private final Map<String, String> tokens;
  private final List<OpenApiDocument> documents;

  /** Uids, ids and cursors: the recorded one and ours. */
  private final Map<String, String> known = new LinkedHashMap<>();

  Replay(
      ServerProcess server,
      FixtureCatalog files,
      Map<String, String> tokens,
      List<OpenApiDocument> documents) {
    this.server = server;
    this.files = files;
    this.tokens = tokens;
    this.documents = documents;
  }

  /** Looks up the entities of the recordings that are asked for by uid. */
  void learn(List<Recording> recordings) throws Exception {
    JsonNode ours = server.json("/api/catalog/entities");
    for (Recording recording : recordings) {
      if (recording.name().equals("by-query-plain")) {
        remember(recording.answer().get("items"), ours);
      }
    }
  }

  /** Deletes a location that is known by its recorded id. */
  void deleteLocation(String recordedId) throws Exception {
    String path = "/api/catalog/locations/" + known.get(recordedId);
    server.send("DELETE", path, ServerProcess.TOKEN, Map.of(), null);
  }

  /** Sends a request; returns how the answer differs, empty when it does not. */
  String problem(Recording recording) {
    String[] last = {""};
    HttpResponse<String> response;
    try {
      // What was written shows in what is read a moment later.
      response =
          Poll.until(
              recording.name(),
              recording.method().equals("GET") ? SOON : Duration.ofMillis(1),
              () -> {
                HttpResponse<String> answer = send(recording);
                last[0] = difference(recording, answer.statusCode(), json(answer.body()));
                return answer;
              },
              answer -> last[0].isEmpty());
    } catch (AssertionError e) {
      return last[0].isEmpty() ? e.getMessage() : last[0];
    }
    remember(recording.answer(), json(response.body()));
    return described(recording, response);
  }

  private HttpResponse<String> send(Recording recording) throws Exception {
    boolean empty = recording.body().isNull() || recording.body().isMissingNode();
    return server.send(
        recording.method(),
        here(recording.path()),
        tokens.get(recording.caller()),
        empty ? Map.of() : Map.of("Content-Type", "application/json"),
        empty ? null : BodyPublishers.ofString(here(recording.body().toString())));
  }

  private String difference(Recording recording, int status, JsonNode answer) throws Exception {
    int wanted = OTHERWISE.getOrDefault(recording.number(), recording.status());
    if (status != wanted) {
      return "status " + status + " instead of " + wanted + ": " + answer;
    }
    if (recording.method().equals("HEAD")
        || wanted != recording.status()
        || OTHER_WORDS.containsKey(recording.number())) {
      return "";
    }
    if (recording.path().endsWith("/validate-entity")) {
      return Verdicts.difference(recording.answer(), answer);
    }
    JsonNode expected = recording.answer();
    String theirs;
    String ours;
    if (status >= 400 && expected.has("error")) {
      theirs = error(expected);
      ours = error(answer);
    } else {
      theirs = Normal.text(expected, recording.ordered(), recording.paged());
      ours = Normal.text(answer, recording.ordered(), recording.paged());
    }
    return theirs.equals(ours) ? "" : "\n  expected " + theirs + "\n  but was  " + ours;
  }

  private static String error(JsonNode answer) {
    return answer.at("/error/name").asText()
        + ": "
        + Normal.blotted(answer.at("/error/message").asText())
        + " at "
        + answer.at("/request/method").asText()
        + " status "
        + answer.at("/response/statusCode");
  }

  private String described(Recording recording, HttpResponse<String> response) {
    List<String> problems = new ArrayList<>();
    String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    for (OpenApiDocument document : documents) {
      Optional<Operation> operation = document.operation(recording.method(), recording.path());
      if (operation.isPresent()) {
        int status = response.statusCode();
        List<String> found = problems(document, operation.get(), status, type, response.body());
        // What the recorded answer does not fit either is a fault of the document.
        found.removeAll(
            problems(document, operation.get(), status, type, recording.answer().toString()));
        problems.addAll(found);
      }
    }
    return problems.isEmpty() ? "" : "not as described: " + problems;
  }

  private static List<String> problems(
      OpenApiDocument document, Operation operation, int status, String type, String body) {
    try {
      return new ArrayList<>(document.problems(operation, status, type, body));
    } catch (Exception e) {
      return List.of(e.toString());
    }
  }

  private JsonNode json(String body) {
    try {
      return body.isEmpty() ? TextNode.valueOf("") : JSON.readTree(there(body));
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(body);
    }
  }

  private String here(String recorded) {
    String text =
        recorded
            .replace(FixtureCatalog.RECORDED_HOST, files.host())
            .replace("${CATALOG_DIR}", files.folder().toString());
    for (Map.Entry<String, String> each : known.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
      text = text.replace(encoded(each.getKey()), encoded(each.getValue()));
    }
    return text;
  }

  private String there(String ours) {
    return ours.replace(files.host(), FixtureCatalog.RECORDED_HOST)
        .replace(files.folder().toString(), "${CATALOG_DIR}");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void remember(JsonNode recorded, JsonNode ours) {
    Map<String, String> mine = new LinkedHashMap<>();
    collect(ours, mine);
    Map<String, String> theirs = new LinkedHashMap<>();
    collect(recorded, theirs);
    theirs.forEach(
        (name, id) -> {
          if (mine.containsKey(name) && !id.equals(mine.get(name))) {
            known.put(id, mine.get(name));
          }
        });
  }

  /** Names what has an id so that the same thing has the same name in both answers. */
  private static void collect(JsonNode node, Map<String, String> found) {
    if (node.at("/metadata/uid").isTextual()) {
      JsonNode metadata = node.get("metadata");
      found.put(
          "uid of " + node.get("kind") + metadata.get("namespace") + metadata.get("name"),
          metadata.get("uid").asText());
      return;
    }
    if (node.path("id").isTextual() && node.has("target")) {
      found.put("id of " + node.get("target"), node.get("id").asText());
    }
    for (String name : List.of("nextCursor", "prevCursor")) {
      if (node.path(name).isTextual()) {
        found.put(name, node.get(name).asText());
      }
    }
    node.forEach(child -> collect(child, found));
  }
}
