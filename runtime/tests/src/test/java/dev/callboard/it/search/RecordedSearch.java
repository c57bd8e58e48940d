package dev.callboard.it.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks what a real Backstage 1.55 was asked, and compares the answers about entities and pages. The
 * order is ours.
 */
final class RecordedSearch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TYPES = List.of("software-catalog", "techdocs");

  private final ServerProcess server;
  private final String guest;
  private final String folder;

  /**
   * Compares answers of a server.
   *
   * @param folder where its catalog files are
   */
  RecordedSearch(ServerProcess server, String guest, Path folder) {
    this.server = server;
    this.guest = guest;
    this.folder = folder.toString();
  }

  /** Returns what is wrong with our answer, empty for nothing. */
  String problem(JsonNode recording) throws Exception {
    String path = recording.at("/request/path").asText();
    String credentials = recording.at("/request/headers/Authorization").asText();
    String token =
        credentials.isEmpty() ? null : credentials.contains("GUEST") ? guest : ServerProcess.TOKEN;
    HttpResponse<String> answer = server.get(path, token);
    JsonNode ours = JSON.readTree(answer.body());
    JsonNode expected =
        JSON.readTree(recording.at("/response/body").toString().replace("${CATALOG_DIR}", folder));
    if (answer.statusCode() != recording.at("/response/status").asInt()) {
      return "status " + answer.statusCode() + " " + answer.body();
    }
    if (answer.statusCode() != 200) {
      return expected.equals(ours) ? "" : "expected " + expected + " but was " + ours;
    }
    List<String> wrong = new ArrayList<>();
    ranks(path, ours, wrong);
    documents(expected, ours, wrong);
    return String.join("; ", wrong);
  }

  private static void ranks(String path, JsonNode ours, List<String> wrong) {
    int rank = path.contains("pageCursor=MQ") ? 3 : 0;
    for (JsonNode result : ours.get("results")) {
      if (result.get("rank").asInt() != ++rank) {
        wrong.add("rank " + result.get("rank") + " in place of " + rank);
      }
    }
    if (path.contains("pageCursor=MQ")
        && !(ours.path("nextPageCursor").asText().equals("Mg==")
            && ours.path("previousPageCursor").asText().equals("MA=="))) {
      wrong.add("cursors " + ours.get("nextPageCursor") + " " + ours.get("previousPageCursor"));
    }
  }

  private void documents(JsonNode expected, JsonNode ours, List<String> wrong) throws Exception {
    boolean whole = !expected.has("nextPageCursor");
    Map<String, JsonNode> theirs = byLocation(expected);
    JsonNode all = whole ? ours : server.json("/api/search/query?term=&pageLimit=100");
    Map<String, JsonNode> found = byLocation(all);
    for (Map.Entry<String, JsonNode> each : theirs.entrySet()) {
      // Which locations are made up depends on where the files are.
      if (each.getKey().contains("/generated-")) {
        continue;
      }
      JsonNode own = found.get(each.getKey());
      if (own == null) {
        wrong.add("not found: " + each.getKey());
      } else {
        same(each.getValue(), own, wrong);
      }
    }
    if (whole && found.size() != theirs.size()) {
      wrong.add("found " + found.keySet() + " in place of " + theirs.keySet());
    }
  }

  private static void same(JsonNode theirs, JsonNode ours, List<String> wrong) {
    if (!theirs.get("document").equals(ours.get("document"))) {
      wrong.add("expected " + theirs.get("document") + " but was " + ours.get("document"));
    }
    Map<String, String> expected = marked(theirs);
    Map<String, String> own = marked(ours);
    if (!expected.isEmpty() && !expected.equals(own)) {
      wrong.add("expected marks " + expected + " but were " + own);
    }
  }

  private static Map<String, String> marked(JsonNode result) {
    JsonNode highlight = result.get("highlight");
    Map<String, String> fields = new TreeMap<>();
    highlight
        .get("fields")
        .properties()
        .forEach(
            field ->
                fields.put(
                    field.getKey(),
                    field
                        .getValue()
                        .asText()
                        .replace(highlight.get("preTag").asText(), "[")
                        .replace(highlight.get("postTag").asText(), "]")));
    // Where a document is, is compared with the document: Backstage takes a path for one word.
    fields.remove("location");
    fields.remove("path");
    return fields;
  }

  private static Map<String, JsonNode> byLocation(JsonNode answer) {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (JsonNode result : answer.get("results")) {
      if (TYPES.contains(result.get("type").asText())) {
        documents.put(result.at("/document/location").asText(), result);
      }
    }
    return documents;
  }
}
