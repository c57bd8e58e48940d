package dev.callboard.it.scaffolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the built product what a real Backstage 1.55 was asked about its scaffolder, in order. */
class RecordedScaffolderIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where we say something else on purpose: only the status is compared, and not even that. */
  private static final Map<String, Integer> OTHERWISE =
      Map.of(
          // Our descriptions and examples are our own, and plugins bring more.
          "322", 200,
          "323", 200,
          // A body that is no template is the fault of who sent it.
          "356", 400,
          // There is a provider for GitHub; it does not know the resource.
          "358", 400);

  @TempDir Path temp;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private ServerProcess server;
  private Path folder;
  private String guest;

  @Test
  void answersAsRecorded() throws Exception {
    folder = Product.root().resolve("../shared/fixtures").normalize();
    if (!Files.exists(folder)) {
      System.out.println("skipped: no folder ../shared/fixtures beside the repository");
    }
    assumeTrue(Files.exists(folder));
    server =
        ServerProcess.in(temp.resolve("server"))
            .config(
                """
                permission: {admins: ['user:development/guest']}
                auth: {environment: development, providers: {guest: {}}}
                catalog:
                  rules: [{allow: [Component, API, System, Domain, Resource, User, Group, Location, Template]}]
                  locations: [{type: file, target: '%s/catalog/all.yaml'}]
                """
                    .formatted(folder))
            .start();
    try (ServerProcess running = server) {
      Poll.until(
          "the templates",
          Duration.ofSeconds(30),
          () -> server.json("/api/catalog/entities?filter=kind=template").size(),
          count -> count == 3);
      guest =
          JSON.readTree(server.get("/api/auth/guest/refresh", null).body())
              .at("/backstageIdentity/token")
              .asText();
      List<String> wrong = new ArrayList<>();
      for (Path file : recordings()) {
        String number = file.getFileName().toString().substring(0, 3);
        String problem = problem(number, JSON.readTree(Files.readAllBytes(file)));
        if (!problem.isEmpty()) {
          wrong.add(file.getFileName() + ": " + problem);
        }
      }
      assertEquals("", String.join("\n", wrong));
    }
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> list =
          files
              .filter(file -> file.getFileName().toString().matches("3[1-5]\\d-scaffolder-.*"))
              .sorted()
              .toList();
      assertTrue(list.size() > 40, list.toString());
      return list;
    }
  }

  private String problem(String number, JsonNode recording) {
    String[] last = {""};
    try {
      Poll.until(
          number,
          recording.at("/request/method").asText().equals("GET")
              ? Duration.ofSeconds(5)
              : Duration.ofMillis(1),
          () -> {
            last[0] = difference(number, recording);
            return last[0];
          },
          String::isEmpty);
    } catch (AssertionError e) {
      return last[0].isEmpty() ? e.getMessage() : last[0];
    }
    return "";
  }

  private String difference(String number, JsonNode recording) throws Exception {
    JsonNode request = recording.get("request");
    boolean isGuest = request.at("/headers/Authorization").asText().contains("GUEST");
    JsonNode body = request.get("body");
    boolean empty = body == null || body.isNull();
    HttpResponse<String> answer =
        server.send(
            request.get("method").asText(),
            here(request.get("path").asText()),
            isGuest ? guest : ServerProcess.TOKEN,
            Map.of("Content-Type", "application/json"),
            empty ? null : BodyPublishers.ofString(here(body.toString())));
    JsonNode recorded = recording.get("response");
    int wanted = OTHERWISE.getOrDefault(number, recorded.get("status").asInt());
    if (answer.statusCode() != wanted) {
      return answer.statusCode() + " instead of " + wanted + ": " + answer.body();
    }
    if (OTHERWISE.containsKey(number)) {
      return "";
    }
    JsonNode theirs = recorded.get("body");
    if (theirs.isTextual()) {
      return compare(lines(theirs.asText()), lines(answer.body()));
    }
    JsonNode ours = JSON.readTree(answer.body());
    if (theirs.path("id").isTextual() && theirs.size() == 1) {
      ids.put(theirs.get("id").asText(), ours.get("id").asText());
    }
    if (theirs.isArray() || theirs.has("log")) {
      return compare(
          messages(theirs.isArray() ? theirs : theirs.get("log")),
          messages(ours.isArray() ? ours : ours.get("log")));
    }
    return compare(Set.of(normal(theirs)), Set.of(normal(ours)));
  }

  private static String compare(Set<String> theirs, Set<String> ours) {
    return theirs.equals(ours) ? "" : "\n  expected " + theirs + "\n  but was  " + ours;
  }

  private static Set<String> lines(String stream) throws IOException {
    Set<String> messages = new TreeSet<>();
    for (String line : stream.split("\n")) {
      if (line.startsWith("data:")) {
        messages.addAll(messages(JSON.createArrayNode().add(JSON.readTree(line.substring(5)))));
      }
    }
    return messages;
  }

  /** What depends on where the workspace is, or on another programming language, is left out. */
  private static Set<String> messages(JsonNode events) {
    Set<String> messages = new TreeSet<>();
    for (JsonNode event : events) {
      JsonNode body = event.get("body");
      // We name the file that is written, the reference the one that it is made of.
      String message =
          body.get("message").asText().replace("src/${{ values.name }}.txt", "src/demo.txt");
      boolean ofPlace =
          message.matches("(?s).*(WORK_DIR|REFERENCE_DIR|Template result|renamed|rename file).*");
      boolean ofFailure = message.matches("(?s)\\w*Error: .*");
      if (!ofPlace && !ofFailure) {
        messages.add(
            event.path("type").asText()
                + ' '
                + body.path("stepId").asText()
                + ' '
                + body.path("status").asText()
                + ' '
                + message
                + ' '
                + body.path("output"));
      }
    }
    return messages;
  }

  private String normal(JsonNode answer) throws IOException {
    JsonNode copy = answer.deepCopy();
    for (JsonNode task : copy.path("tasks")) {
      ((ObjectNode) task).remove("lastHeartbeatAt");
    }
    if (copy.has("spec")) {
      ((ObjectNode) copy).remove("lastHeartbeatAt");
    }
    String text =
        JSON.writeValueAsString(JSON.treeToValue(copy, Object.class))
            .replace(folder + "/catalog", "${CATALOG_DIR}")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
            .replaceAll("\"[0-9a-f]{40}\"", "\"ETAG\"")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    return sorted(JSON.readTree(text));
  }

  private static String sorted(JsonNode node) {
    if (node.isObject()) {
      Set<String> fields = new TreeSet<>();
      node.properties().forEach(f -> fields.add(f.getKey() + "=" + sorted(f.getValue())));
      return fields.toString();
    }
    List<String> items = new ArrayList<>();
    node.forEach(item -> items.add(sorted(item)));
    return node.isArray() ? items.toString() : node.toString();
  }

  private String here(String recorded) {
    String text = recorded;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      text = text.replace(id.getKey(), id.getValue());
    }
    return text;
  }
}
