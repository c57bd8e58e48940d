package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays, in its order, what a real Backstage 1.55 was asked about locations, and compares status,
 * content type and body. Where we answer otherwise, the number is listed with the reason.
 */
class RecordedLocationsTest {
  private static final String WEB = "http://127.0.0.1:7090/ext/";

  /** Texts that name the classes of the reference, or hints that belong to the reader of URLs. */
  private static final Map<String, String> OTHER_WORDS =
      Map.of(
          "180",
          "Error: Unable to read url, Reading from 'http://127.0.0.1:9/none.yaml' is not",
          "183",
          "InputError: component:default/bad in url:" + WEB + "invalid.yaml line 1: /spec");

  /** 500 with an internal error for an id that is no UUID; ours is the answer to any unknown id. */
  private static final List<String> UNKNOWN_ID = List.of("199", "223");

  /**
   * 210: the reference keeps naming the Location entity of the old target; ours names the one that
   * there is now.
   */
  private static final String NEW_ENTITY = "210";

  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> list = Files.list(fixtures().resolve("ext"))) {
      for (Path file : list.toList()) {
        files.put(WEB + file.getFileName(), Files.readString(file));
      }
    }
    String configured = "${CATALOG_DIR}/all.yaml";
    files.put(configured, files.get(WEB + "conflict.yaml"));
    server = new LocationServer(folder, files);
    server.ingestion.configured(configured);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void answersAsRecorded() throws Exception {
    int replayed = 0;
    for (Path file : recordings("170", "232")) {
      String number = file.getFileName().toString().substring(0, 3);
      if (number.equals("226")) {
        deleteWhatWasDeletedUnrecorded();
      }
      replay(number, LocationServer.JSON.readTree(Files.readAllBytes(file)));
      replayed++;
    }
    assertEquals(52, replayed);
  }

  private void replay(String number, JsonNode recording) {
    JsonNode request = recording.get("request");
    String method = request.get("method").asText();
    JsonNode body = request.get("body");
    LocationServer.Answer answer =
        server.call(
            method,
            request.get("path").asText().substring("/api/catalog".length()),
            body.isNull() ? null : sealed(body));
    JsonNode response = recording.get("response");
    if (UNKNOWN_ID.contains(number)) {
      assertEquals("404 NotFoundError: Found no location with ID xyz", answer.error());
      return;
    }
    assertEquals(response.get("status").asInt(), answer.status(), number);
    JsonNode expected = response.get("body");
    if (expected.isTextual()) {
      assertEquals("", new String(answer.content()), number);
      return;
    }
    assertEquals(
        response.get("type").asText(), answer.type().replace(";charset", "; charset"), number);
    if (answer.status() >= 400) {
      assertError(number, expected, answer);
    } else {
      JsonNode actual = adopted(expected, answer.json());
      assertEquals(text(number, unsealed(expected)), text(number, unsealed(actual)), number);
    }
  }

  /** Gives a cursor, which is one of the reference, the seal that ours have. */
  private static JsonNode sealed(JsonNode body) {
    String cursor = body.path("cursor").asText();
    if (cursor.startsWith("eyJ")) {
      String json = TestSeal.json(cursor);
      ((ObjectNode) body).put("cursor", TestSeal.seal(json, "locations of user:default/alice"));
    }
    return body;
  }

  /** Takes the seal off a cursor, which the reference does not have. */
  private static JsonNode unsealed(JsonNode body) {
    if (body.at("/pageInfo/nextCursor").isTextual()) {
      String json = TestSeal.json(body.at("/pageInfo/nextCursor").asText());
      ((ObjectNode) body.get("pageInfo"))
          .put("nextCursor", json.replaceAll(",\"mac\":\"[^\"]*\"", ""));
    }
    return body;
  }

  private static void assertError(String number, JsonNode expected, LocationServer.Answer answer) {
    assertEquals(expected.at("/error/name"), answer.json().at("/error/name"), number);
    String message = answer.json().at("/error/message").asText();
    if (OTHER_WORDS.containsKey(number)) {
      assertTrue(message.startsWith(OTHER_WORDS.get(number)), message);
    } else {
      assertEquals(expected.at("/error/message").asText(), message, number);
    }
  }

  /** Gives a location that was just registered the id that it had in the recording. */
  private JsonNode adopted(JsonNode expected, JsonNode actual) {
    String recorded = expected.at("/location/id").asText();
    String ours = actual.at("/location/id").asText();
    if (recorded.length() != 36 || recorded.equals(ours)) {
      return actual;
    }
    Location old = server.store.read(c -> LocationTable.byId(c, ours)).orElseThrow();
    Location same = new Location(recorded, old.type(), old.target(), old.entityRef());
    server.ingestion.removed(old);
    server.store.write(
        connection -> {
          LocationTable.delete(connection, ours);
          LocationTable.insert(connection, same);
          return null;
        });
    server.ingestion.added(same);
    ((ObjectNode) actual.get("location")).put("id", recorded);
    return actual;
  }

  private void deleteWhatWasDeletedUnrecorded() {
    for (String id :
        List.of("3879a265-2b43-4b6f-9681-db49fac2d9a6", "8299c2b4-675c-4e45-8643-19c7b2c9ae89")) {
      assertEquals(204, server.call("DELETE", "/locations/" + id, null).status());
    }
  }

  /** As text, since the order of keys counts. */
  private static String text(String number, JsonNode json) {
    if (number.equals(NEW_ENTITY)) {
      ((ObjectNode) json).remove("entityRef");
    }
    return json.toString();
  }

  @Test
  void refusesAsRecordedWhatIsNoValidEntity() throws Exception {
    for (Path file : recordings("232", "254")) {
      JsonNode recording = LocationServer.JSON.readTree(Files.readAllBytes(file));
      LocationServer.Answer answer =
          server.post("/validate-entity", recording.get("request").get("body"));
      String name = file.getFileName().toString();
      assertEquals(recording.at("/response/status").asInt(), answer.status(), name);
      if (answer.status() == 200) {
        assertEquals(0, answer.content().length);
        continue;
      }
      JsonNode recorded = recording.at("/response/body/errors/0");
      JsonNode error = answer.json().at("/errors/0");
      assertEquals("InputError", error.get("name").asText(), name);
      // the recorded text may go on with where to read more
      String reason =
          recorded.path("cause").path("message").asText(recorded.get("message").asText());
      assertTrue(reason.startsWith(error.get("message").asText()), name + ": " + error);
      assertTrue(error.get("message").asText().length() > 20, name);
    }
  }

  private static List<Path> recordings(String from, String below) throws Exception {
    try (Stream<Path> files = Files.list(fixtures())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().compareTo(from) >= 0)
          .filter(file -> file.getFileName().toString().compareTo(below) < 0)
          .sorted()
          .toList();
    }
  }

  private static Path fixtures() throws Exception {
    return Path.of(RecordedLocationsTest.class.getResource("/location-fixtures").toURI());
  }
}
