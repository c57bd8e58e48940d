package dev.callboard.it.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares answers with those of a real Backstage, whose pages MkDocs had made. */
final class RecordedDocs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedDocs() {}

  /** Asks what was asked then, and returns what is different, or an empty text. */
  static String problem(ServerProcess server, JsonNode recording) throws Exception {
    JsonNode request = recording.get("request");
    JsonNode recorded = recording.get("response");
    String path = request.get("path").asText();
    String method = request.get("method").asText();
    boolean token = request.at("/headers/Authorization").isTextual();
    Map<String, String> headers = new LinkedHashMap<>();
    if (request.at("/headers").has("Cookie")) {
      headers.put("Cookie", cookie(server));
    }
    if (request.at("/headers").has("Range")) {
      headers.put("Range", request.at("/headers/Range").asText());
    }
    if (request.at("/headers").has("If-None-Match")) {
      headers.put(
          "If-None-Match",
          server.get(path, ServerProcess.TOKEN).headers().firstValue("ETag").orElse(""));
    }
    HttpResponse<String> answer =
        server.send(method, path, token ? ServerProcess.TOKEN : null, headers, null);
    if (answer.statusCode() != recorded.get("status").asInt()) {
      return answer.statusCode() + " instead of " + recorded.get("status") + ": " + answer.body();
    }
    String type = recorded.at("/headers/content-type").asText();
    String ours = answer.headers().firstValue("Content-Type").orElse("");
    boolean same =
        type.isEmpty() || answer.statusCode() == 301 || ours.startsWith(type.split(";")[0]);
    return same ? body(path, recorded.get("body"), answer) : ours + " instead of " + type;
  }

  private static String cookie(ServerProcess server) throws Exception {
    String guest =
        JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
            .at("/backstageIdentity/token")
            .asText();
    return server
        .get("/api/techdocs/.backstage/auth/v1/cookie", guest)
        .headers()
        .firstValue("Set-Cookie")
        .orElse("none")
        .split(";")[0];
  }

  private static String body(String path, JsonNode theirs, HttpResponse<String> answer)
      throws Exception {
    String text = answer.body();
    if (path.contains("/sync/") && answer.statusCode() == 200) {
      return events(theirs.asText()).equals(events(text)) ? "" : text;
    }
    if (path.endsWith("search_index.json")) {
      return theirs.equals(JSON.readTree(text)) ? "" : text;
    }
    if (theirs.has("error")) {
      JsonNode error = JSON.readTree(text);
      String wanted = first(theirs.at("/error/message").asText());
      String found = first(error.at("/error/message").asText());
      return wanted.startsWith(found) ? "" : found + " instead of " + wanted;
    }
    if (theirs.has("locationMetadata")) {
      JsonNode entity = JSON.readTree(text);
      Set<String> names = new TreeSet<>();
      theirs.fieldNames().forEachRemaining(names::add);
      entity.fieldNames().forEachRemaining(names::remove);
      boolean dir = entity.at("/locationMetadata/type").asText().equals("dir");
      return names.isEmpty() && dir ? "" : text;
    }
    return "";
  }

  /** What caused an error is told in words of our own, and a path that leads out names nothing. */
  private static String first(String message) {
    return message.split(";")[0];
  }

  /** The kinds of events but logs, and the last one with its data; what a log says is ours. */
  private static String events(String stream) {
    Set<String> kinds = new TreeSet<>();
    String last = "";
    for (String line : stream.split("\n")) {
      if (line.startsWith("event:") && !line.contains("log")) {
        kinds.add(line.strip());
      } else if (line.startsWith("data:")) {
        last = line.replace(" ", "");
      }
    }
    return kinds + " " + last;
  }
}
