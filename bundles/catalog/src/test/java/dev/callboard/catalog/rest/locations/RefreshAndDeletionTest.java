package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshAndDeletionTest {
  private static final String URL = "http://127.0.0.1:7090/a.yaml";
  private static final String REF = "component:default/a";
  private static final Decision APIS =
      Decision.conditional(
          new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("api"))),
          "test");

  private final Map<String, String> files = new HashMap<>();
  @TempDir Path folder;
  private LocationServer server;
  private String key;

  @BeforeEach
  void start() throws Exception {
    files.put(URL, component("a"));
    server = new LocationServer(folder, files);
    key = "registered:" + server.register(URL);
    server.ingestion.calls();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static String component(String name) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: %s
    spec:
      type: service
      lifecycle: production
      owner: x
    """
        .formatted(name);
  }

  private LocationServer.Answer refresh(String ref) {
    return server.post("/refresh", Map.of("entityRef", ref));
  }

  private String uid() {
    return server.index.snapshot().byRef(REF).orElseThrow().uid().toString();
  }

  private LocationServer.Answer delete(String uid) {
    return server.call("DELETE", "/entities/by-uid/" + uid, null);
  }

  @Test
  void refreshAsksForTheRootsOfTheEntityInAnyCase() {
    assertEquals(200, refresh("Component:default/A").status());
    assertEquals(List.of("refresh [" + key + "]"), server.ingestion.calls());
  }

  @Test
  void anEntityThatWasNeverValidCanBeRefreshed() {
    files.put(URL, component("a") + "---\n" + component("b").replace("  owner: x\n", ""));
    assertEquals(200, refresh(REF).status());
    assertTrue(server.index.snapshot().byRef("component:default/b").isEmpty());
    assertEquals(200, refresh("component:default/b").status());
    server.decisions.put("catalog.entity.read", APIS);
    assertEquals(404, refresh("component:default/b").status());
  }

  @Test
  void whatMayNotBeRefreshedIsRefusedAndWhatMayNotBeReadIsUnknown() {
    server.decisions.put("catalog.entity.refresh", APIS);
    assertEquals(
        "403 NotAllowedError: The entity " + REF + " may not be refreshed", refresh(REF).error());
    server.decisions.put("catalog.entity.read", APIS);
    assertEquals("404 NotFoundError: Entity " + REF + " not found", refresh(REF).error());
    assertEquals(List.of(), server.ingestion.calls());
  }

  @Test
  void refreshNamesAFieldThatIsWrong() {
    assertEquals(
        "400 InputError: request/body must NOT have additional properties: found 'ref',"
            + " allowed are authorizationToken, entityRef",
        server.post("/refresh", Map.of("entityRef", REF, "ref", REF)).error());
    assertEquals(
        "400 InputError: request/body must have required property 'entityRef'",
        server.post("/refresh", null).error());
    assertEquals(
        200, server.post("/refresh", Map.of("entityRef", REF, "authorizationToken", "x")).status());
  }

  @Test
  void deletionNamesTheCallerAndAFileThatStillListsTheEntityBringsItBack() {
    String uid = uid();
    assertEquals(204, delete(uid).status());
    assertEquals(
        List.of(
            "location-mutate create url:" + URL + " POST /locations",
            "entity-mutate delete " + REF + " DELETE /entities/by-uid/" + uid),
        server.audit.lines());
    assertEquals(List.of("refresh [" + key + "]"), server.ingestion.calls());
    assertTrue(!uid().equals(uid));
  }

  @Test
  void anEntityThatNothingListsIsGone() {
    String uid = uid();
    files.put(URL, component("other"));
    assertEquals(204, delete(uid).status());
    assertTrue(server.index.snapshot().byRef(REF).isEmpty());
    assertTrue(server.index.snapshot().byRef("component:default/other").isPresent());
  }

  @Test
  void whatMayNotBeDeletedIsRefusedAndWhatMayNotBeReadIsAnsweredAsUnknown() {
    server.decisions.put("catalog.entity.delete", APIS);
    assertEquals(
        "403 NotAllowedError: The entity with uid " + uid() + " may not be deleted",
        delete(uid()).error());
    server.decisions.put("catalog.entity.read", APIS);
    assertEquals(204, delete(uid()).status());
    assertEquals(204, delete("xyz").status());
    assertTrue(server.index.snapshot().byRef(REF).isPresent());
  }

  @Test
  void aDeletionThatCannotBeAuditedDoesNotHappen() {
    server.audit.breakDown();
    assertEquals(503, delete(uid()).status());
    assertTrue(server.index.snapshot().byRef(REF).isPresent());
    assertEquals(List.of(), server.ingestion.calls());
  }

  @Test
  void byEntityHidesWhatMayNotBeRead() {
    String path = "/locations/by-entity/Component/default/A";
    assertEquals(URL, server.get(path).json().get("target").asText());
    server.decisions.put("catalog.location.read", Decision.deny("test"));
    assertEquals("404 NotFoundError: found no location for ref " + REF, server.get(path).error());
    server.decisions.put("catalog.entity.read", APIS);
    assertEquals("404 NotFoundError: found no entity for ref " + REF, server.get(path).error());
  }

  @Test
  void validateNamesWhatIsMissing() {
    assertEquals(
        "400 InputError: request/body must have required property 'location'",
        server.post("/validate-entity", Map.of("entity", Map.of())).error());
    assertEquals(
        "400 InputError: request/body/entity must be object",
        server.post("/validate-entity", Map.of("entity", "x", "location", "url:x")).error());
    assertEquals(
        "400 InputError: Invalid location ref file:/x, only 'url:<target>' is supported, e.g."
            + " url:https://host/path",
        server.post("/validate-entity", Map.of("entity", Map.of(), "location", "file:/x")).error());
  }
}
