package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.index.EntityHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the reference's behaviour differs from what its documents say, or from what one would
 * expect. What is on purpose otherwise here says so in its name.
 */
class TrapsTest {
  private static final String BASE = "http://127.0.0.1:7090/";
  private static final String SPEC = "{type: service, lifecycle: production, owner: x}";
  private static final String LOCATION = "url:https://example.com/catalog-info.yaml";

  private final Map<String, String> files = new HashMap<>();
  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, files);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Map<String, Object> entity() {
    Map<String, Object> entity = new HashMap<>();
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", "Component");
    entity.put("metadata", new HashMap<>(Map.of("name", "a")));
    entity.put(
        "spec", new HashMap<>(Map.of("type", "service", "lifecycle", "x", "owner", "team-a")));
    return entity;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> entity, String name) {
    return (Map<String, Object>) entity.get(name);
  }

  private List<String> errors(Map<String, Object> entity) {
    LocationServer.Answer answer =
        server.post("/validate-entity", Map.of("entity", entity, "location", LOCATION));
    assertEquals(400, answer.status());
    // Not the usual body of an error.
    assertFalse(answer.json().has("error"));
    return answer.json().get("errors").findValuesAsText("message");
  }

  private static String document(String kind, String name, String spec) {
    return "apiVersion: backstage.io/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s\n---\n"
        .formatted(kind, name, spec);
  }

  private JsonNode served(String ref) {
    Optional<EntityHandle> found = server.index.snapshot().byRef(ref);
    try {
      return found.isEmpty() ? null : LocationServer.JSON.readTree(found.get().json());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "relations", "extra"})
  void aSourceHasNoOtherFieldsAtItsRoot(String field) {
    Map<String, Object> entity = entity();
    entity.put(field, List.of());
    assertTrue(errors(entity).contains("Unknown field " + field), errors(entity).toString());
  }

  @Test
  void aTagMayHaveAColon() {
    Map<String, Object> entity = entity();
    part(entity, "metadata").put("tags", List.of("team:a", "c++", "c#"));
    assertEquals(
        200,
        server.post("/validate-entity", Map.of("entity", entity, "location", LOCATION)).status());
  }

  /** The reference reports the first one only. */
  @Test
  void onPurposeEachErrorIsReportedNotTheFirstOnly() {
    Map<String, Object> entity = entity();
    part(entity, "metadata").put("name", "not a name");
    part(entity, "metadata").put("tags", List.of("Not_A_Tag", "fine", "Nor_This"));
    part(entity, "metadata").put("labels", Map.of("a b", "c d"));
    part(entity, "metadata").put("links", List.of(Map.of("url", "javascript:alert(1)")));
    part(entity, "spec").keySet().removeAll(List.of("type", "owner"));
    entity.put("status", Map.of());
    String all = String.join("\n", errors(entity));
    for (String part :
        List.of(
            "metadata.name",
            "tags.0",
            "tags.2",
            "labels.a b",
            "links.0.url",
            "'type'",
            "'owner'",
            "Unknown field status")) {
      assertTrue(all.contains(part), part + " is not in " + all);
    }
    assertFalse(all.contains("tags.1"), all);
  }

  @Test
  void onPurposeErrorsOfTheEnvelopeDoNotHideThoseOfTheFields() {
    Map<String, Object> entity = entity();
    entity.remove("apiVersion");
    part(entity, "metadata").remove("name");
    part(entity, "metadata").put("tags", List.of("Not_A_Tag"));
    String all = String.join("\n", errors(entity));
    for (String part : List.of("'apiVersion'", "'name'", "tags.0")) {
      assertTrue(all.contains(part), part + " is not in " + all);
    }
  }

  /** The reference serves it with another URL in its place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:x",
        "\u0001javascript:x"
      })
  void onPurposeAUrlThatIsAScriptIsRefused(String url) {
    for (String annotation : List.of("backstage.io/view-url", "backstage.io/edit-url")) {
      Map<String, Object> entity = entity();
      part(entity, "metadata").put("annotations", Map.of(annotation, url));
      assertTrue(errors(entity).get(0).contains(annotation));
    }
    Map<String, Object> source = entity();
    part(source, "metadata")
        .put("annotations", Map.of("backstage.io/source-location", "url:" + url));
    assertTrue(errors(source).get(0).contains("source-location"));
  }

  @Test
  void S15_onlyUrlsCanBeRegisteredAndOnlyTheirLikeNestedInThem() {
    assertEquals(
        "400 InputError: Registered locations must be of an allowed type [\"url\"]",
        server.post("/locations", Map.of("type", "file", "target", "/etc/passwd")).error());
    files.put(BASE + "a.yaml", document("Location", "l", "{type: file, target: /etc/passwd}"));
    server.register(BASE + "a.yaml");
    String status = served("location:default/l").at("/status/items").toString();
    assertTrue(status.contains("/etc/passwd") && status.contains("file"), status);
  }

  /** In the reference the sibling does not appear either. */
  @Test
  void onPurposeATargetThatFailsDoesNotKeepItsSiblingsOut() {
    files.put(BASE + "a.yaml", document("Location", "l", "{targets: [./none.yaml, ./b.yaml]}"));
    files.put(BASE + "b.yaml", document("Component", "b", SPEC));
    server.register(BASE + "a.yaml");
    assertTrue(served("component:default/b") != null);
    JsonNode item = served("location:default/l").at("/status/items/0");
    assertTrue(item.get("message").asText().contains("none.yaml"), item.toString());
    assertEquals("backstage.io/catalog-processing", item.get("type").asText());
    assertEquals("error", item.get("level").asText());
  }

  /** The reference drops the loser without a word. */
  @Test
  void onPurposeTheLoserOfAConflictIsShown() {
    files.put(BASE + "a.yaml", document("Component", "x", SPEC));
    files.put(BASE + "b.yaml", document("Component", "x", SPEC.replace("owner: x", "owner: y")));
    server.register(BASE + "a.yaml");
    server.register(BASE + "b.yaml");
    assertEquals("x", served("component:default/x").at("/spec/owner").asText());
    JsonNode conflict = server.get("/ingestion/conflicts").json().at("/items/0");
    assertEquals("url:" + BASE + "b.yaml", conflict.get("source").asText());
  }

  @Test
  void anErrorKeepsTheLastGoodFormWithAStatus() {
    files.put(BASE + "a.yaml", document("Component", "x", SPEC));
    server.register(BASE + "a.yaml");
    files.put(BASE + "a.yaml", document("Component", "x", "{type: service}"));
    server.ingestion.refresh(List.of(server.ingestion.status().get(0).key()));
    JsonNode entity = served("component:default/x");
    assertEquals("production", entity.at("/spec/lifecycle").asText());
    assertTrue(entity.at("/status/items/0/message").asText().startsWith("InputError: "));
    assertEquals("InputError", entity.at("/status/items/0/error/name").asText());
  }

  @Test
  void anEntityThatWasNeverRightIsNotServedButShownAsUnprocessed() {
    files.put(BASE + "a.yaml", document("Component", "x", "{type: service}"));
    server.register(BASE + "a.yaml");
    assertTrue(served("component:default/x") == null);
    JsonNode failed = server.get("/entities/unprocessed/failed").json();
    assertEquals("component:default/x", failed.at("/entities/0/entity_ref").asText());
  }

  @Test
  void aRegistrationAnswersNoEntitiesAndADryRunThem() {
    files.put(BASE + "a.yaml", document("Component", "x", SPEC));
    Map<String, Object> body = Map.of("type", "url", "target", BASE + "a.yaml");
    JsonNode tried = server.post("/locations?dryRun=true", body).json();
    assertEquals(2, tried.get("entities").size());
    assertEquals("false", tried.get("exists").toString());
    JsonNode registered = server.post("/locations", body).json();
    assertEquals("[]", registered.get("entities").toString());
    assertFalse(registered.has("exists"));
  }

  @Test
  void theFileNameOfAnAnalysisIsReadInBothSpellings() {
    for (String field : List.of("catalogFilename", "catalogFileName")) {
      Map<String, Object> body =
          Map.of(
              "location", Map.of("type", "url", "target", "https://github.com/a/b"), field, "../x");
      assertEquals(400, server.post("/analyze-location", body).status());
    }
  }

  @Test
  void deletingAnEntityBringsItBackWhileAFileListsIt() {
    files.put(BASE + "a.yaml", document("Component", "x", SPEC));
    server.register(BASE + "a.yaml");
    String uid = served("component:default/x").at("/metadata/uid").asText();
    assertEquals(204, server.call("DELETE", "/entities/by-uid/" + uid, null).status());
    assertTrue(served("component:default/x") != null);
    assertFalse(uid.equals(served("component:default/x").at("/metadata/uid").asText()));
  }

  /**
   * Here orphans are kept: those that a file no longer names, not those of a location that went.
   */
  @Test
  void aLocationThatIsRemovedTakesItsEntitiesWithIt() {
    files.put(BASE + "a.yaml", document("Component", "x", SPEC));
    files.put(BASE + "b.yaml", document("Component", "y", SPEC));
    String id = server.register(BASE + "a.yaml");
    assertEquals(
        200,
        server
            .call("PUT", "/locations/" + id, Map.of("type", "url", "target", BASE + "b.yaml"))
            .status());
    assertTrue(served("component:default/x") == null);
    assertTrue(served("component:default/y") != null);
    assertEquals(204, server.call("DELETE", "/locations/" + id, null).status());
    assertTrue(served("component:default/y") == null);
    assertEquals(0, server.index.snapshot().size());
  }
}
