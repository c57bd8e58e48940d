package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.permission.Decision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationChangesTest {
  private static final String A = "https://example.com/a.yaml";
  private static final String B = "https://example.com/b.yaml";

  @TempDir Path folder;
  private LocationServer server;

  @BeforeEach
  void start() throws Exception {
    server = new LocationServer(folder, Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static Map<String, Object> body(String target) {
    return Map.of("type", "url", "target", target);
  }

  private LocationServer.Answer put(String id, Object body) {
    return server.call("PUT", "/locations/" + id, body);
  }

  @Test
  void eachChangeIsAuditedWithItsCallerAndThenRead() {
    String id = server.register(A);
    assertEquals(List.of("added " + A), server.ingestion.calls());
    assertEquals(200, put(id, body(B)).status());
    assertEquals(List.of("removed " + A, "added " + B), server.ingestion.calls());
    assertEquals(204, server.call("DELETE", "/locations/" + id, null).status());
    assertEquals(List.of("removed " + B), server.ingestion.calls());
    assertEquals(
        List.of(
            "location-mutate create url:" + A + " POST /locations",
            "location-mutate update url:" + B + " PUT /locations/" + id,
            "location-mutate delete url:" + B + " DELETE /locations/" + id),
        server.audit.lines());
  }

  @Test
  void aChangeThatCannotBeAuditedDoesNotHappen() {
    String id = server.register(A);
    server.ingestion.calls();
    server.audit.breakDown();
    assertEquals(503, server.post("/locations", body(B)).status());
    assertEquals(503, put(id, body(B)).status());
    assertEquals(503, server.call("DELETE", "/locations/" + id, null).status());
    assertEquals(List.of(), server.ingestion.calls());
    assertEquals(1, server.get("/locations").json().size());
    assertEquals(A, server.get("/locations/" + id).json().get("target").asText());
  }

  @Test
  void theConfiguredStrategyHoldsUnlessTheRequestSaysOtherwise() {
    String id = server.register(A);
    server.ingestion.calls();
    assertEquals(
        "409 ConflictError: Location url:" + A + " already exists",
        server.post("/locations", body(A)).error());
    server.config.put("catalog.defaultLocationConflictStrategy", "refresh");
    assertEquals(201, server.post("/locations", body(A)).status());
    assertEquals(List.of("refresh [registered:" + id + "]"), server.ingestion.calls());
    assertEquals(409, server.post("/locations?onConflict=reject", body(A)).status());
    assertEquals(1, server.audit.lines().size());
  }

  @Test
  void aTargetThatStaysIsNoChange() {
    String id = server.register(A);
    server.ingestion.calls();
    assertEquals(id, put(id, body(A)).json().get("id").asText());
    assertEquals(List.of(), server.ingestion.calls());
    assertEquals(1, server.audit.lines().size());
  }

  @Test
  void aTargetThatAnotherOneHasIsAConflict() {
    server.register(A);
    String id = server.register(B);
    assertEquals(
        "409 ConflictError: Location url:" + A + " already exists", put(id, body(A)).error());
    assertEquals(
        "404 NotFoundError: Found no location with ID xyz",
        put("xyz", body("https://example.com/c.yaml")).error());
  }

  @Test
  void readOnlyRefusesChangesButNoDryRun() {
    String id = server.register("http://127.0.0.1:7090/none.yaml");
    server.config.put("catalog.readonly", true);
    String refusal = "403 NotAllowedError: This operation not allowed in readonly mode";
    assertEquals(refusal, server.post("/locations", body(A)).error());
    assertEquals(refusal, put(id, body(A)).error());
    assertEquals(refusal, server.call("DELETE", "/locations/" + id, null).error());
    assertEquals(200, server.get("/locations/" + id).status());
    assertTrue(
        server
            .post("/locations?dryRun=true", body("http://127.0.0.1:7090/none.yaml"))
            .error()
            .startsWith("400 InputError: NotFoundError: Unable to read url"));
  }

  @Test
  void whoMayNotReadLocationsSeesNone() {
    String id = server.register(A);
    server.decisions.put("catalog.location.read", Decision.deny("test"));
    assertEquals("[]", server.get("/locations").json().toString());
    assertEquals(
        "{\"items\":[],\"totalItems\":0,\"pageInfo\":{}}",
        server.post("/locations/by-query", Map.of()).json().toString());
    assertEquals(
        "404 NotFoundError: Found no location with ID " + id,
        server.get("/locations/" + id).error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?dryRun=maybe|request/query/dryRun must be equal to one of the allowed values: true,"
            + " false",
        "?onConflict=x|request/query/onConflict must be equal to one of the allowed values:"
            + " reject, refresh",
        "?dryRun=|Empty value found for query parameter 'dryRun'",
        "?dryrun=true|Unknown query parameter 'dryrun'"
      })
  void namesAParameterThatIsWrong(String query, String message) {
    assertEquals("400 InputError: " + message, server.post("/locations" + query, body(A)).error());
  }

  @Test
  void namesAFieldThatIsWrong() {
    assertEquals(
        "400 InputError: request/body must NOT have additional properties: found 'targets',"
            + " allowed are presence, target, type",
        server.post("/locations", Map.of("type", "url", "target", A, "targets", "x")).error());
    assertEquals(
        "400 InputError: request/body/target must be string",
        server.post("/locations", Map.of("type", "url", "target", 1)).error());
    assertEquals(
        "400 InputError: request/body/presence must be equal to one of the allowed values:"
            + " required, optional",
        server.post("/locations", Map.of("type", "url", "target", A, "presence", "x")).error());
    assertEquals(
        "400 InputError: request/body must have required property 'target'",
        server.post("/locations", null).error());
    assertEquals(
        "400 InputError: request/body/target must NOT be blank",
        server.post("/locations", body(" ")).error());
    assertEquals(0, server.get("/locations").json().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\tscript:x",
        "\u0001javascript:x"
      })
  void refusesATargetThatIsAScript(String target) {
    assertEquals(
        "400 InputError: request/body/target must NOT be a javascript: URL",
        server.post("/locations", body(target)).error());
  }

  @Test
  void refusesATargetWithAPasswordAndDoesNotRepeatIt() {
    String error = server.post("/locations", body("https://me:secret@example.com/a")).error();
    assertTrue(error.contains("must NOT contain credentials"), error);
    assertTrue(!error.contains("secret"), error);
    assertEquals(201, server.post("/locations", body("https://example.com/@me/a")).status());
  }
}
