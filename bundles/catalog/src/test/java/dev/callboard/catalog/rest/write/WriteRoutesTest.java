package dev.callboard.catalog.rest.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityWriteOptions;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.RecordedAudit;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.ingest.OfflineIngestion;
import dev.callboard.catalog.ingest.OfflineProcessing;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.write.DefaultEntityWriter;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteRoutesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NAME = "/entities/by-name/component/default/";
  private static final String FILE = "http://127.0.0.1:7090/f.yaml";

  @TempDir Path folder;
  private final Map<String, Object> config = new HashMap<>();
  private final Map<String, Decision> decisions = new HashMap<>();
  private SqliteDatabase database;
  private ApplicationHandler handler;
  private DefaultEntityWriteService service;

  @BeforeEach
  void start() throws Exception {
    database = new SqliteDatabase(folder.resolve("db.sqlite"));
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    RecordedAudit audit = new RecordedAudit();
    CatalogStore store = new CatalogStore(database, audit, new SystemPrincipal(), true);
    store.publishTo(changes -> index.apply(changes.upserts(), changes.removed()));
    OfflineIngestion ingestion =
        new OfflineIngestion(store, Map.of(FILE, text(entity("f", "File"))));
    OfflineProcessing processing =
        new OfflineProcessing(store, ingestion, CatalogRules.of(new MapConfig(Map.of())));
    ingestion.added(
        new Location(
            "00000000-0000-0000-0000-000000000001",
            "url",
            FILE,
            LocationRefs.entityRef("url", FILE)));
    ConfigService configs = () -> new MapConfig(Map.copyOf(config));
    PermissionService policy =
        (principal, requests) ->
            requests.stream()
                .map(each -> decisions.getOrDefault(each.permission().name(), Decision.allow("t")))
                .toList();
    CatalogReader reader = new CatalogReader(index, policy, configs);
    DefaultEntityWriter writer = new DefaultEntityWriter(processing, audit, configs);
    service = new DefaultEntityWriteService(writer, reader, policy, configs);
    ResourceConfig application = new ResourceConfig();
    application.register(new EntityWriteResource(writer, reader, policy, configs));
    application.register(new OverlayResource(writer, reader, policy, configs));
    application.register(new BulkResource(writer, reader, policy, configs));
    application.register(new Errors());
    application.register(new JsonReader());
    handler = new ApplicationHandler(application);
  }

  @AfterEach
  void stop() throws Exception {
    database.close();
  }

  private static String text(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  private static Map<String, Object> entity(String name, String title) {
    return Map.of(
        "apiVersion",
        "backstage.io/v1alpha1",
        "kind",
        "Component",
        "metadata",
        Map.of("name", name, "title", title),
        "spec",
        Map.of("type", "service", "lifecycle", "production", "owner", "x"));
  }

  private record Answer(int status, String etag, Map<?, ?> body) {
    Object at(String key, String inner) {
      return ((Map<?, ?>) body.get(key)).get(inner);
    }
  }

  private Answer call(String method, String path, Object body, String... headers) throws Exception {
    ContainerRequest request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost" + path),
            method,
            new Caller(),
            new MapPropertiesDelegate(),
            null);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (body != null) {
      request.header(
          "Content-Type",
          method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
      request.setEntityStream(new ByteArrayInputStream(JSON.writeValueAsBytes(body)));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ContainerResponse response = handler.apply(request, content).get();
    return new Answer(
        response.getStatus(),
        response.getHeaderString("ETag"),
        content.size() == 0 ? Map.of() : JSON.readValue(content.toByteArray(), Map.class));
  }

  @Test
  void putAnswersTheEntityWithItsEtagAndThenTheNextVersion() throws Exception {
    Answer created = call("PUT", NAME + "a", entity("a", "1"));
    assertEquals(201, created.status());
    assertEquals("\"" + created.at("metadata", "etag") + "\"", created.etag());
    Answer replaced = call("PUT", NAME + "a", entity("a", "2"), "If-Match", created.etag());
    assertEquals(200, replaced.status());
    Answer refused = call("PUT", NAME + "a", entity("a", "3"), "If-Match", created.etag());
    assertEquals(412, refused.status());
    assertEquals(replaced.etag(), refused.etag());
    assertEquals(412, call("PUT", NAME + "a", entity("a", "3"), "If-None-Match", "*").status());
    assertEquals(204, call("DELETE", NAME + "a", null, "If-Match", replaced.etag()).status());
    assertEquals(404, call("DELETE", NAME + "a", null).status());
  }

  @Test
  void everyErrorIsToldWithItsPath() throws Exception {
    Answer refused = call("PUT", NAME + "b", entity("a b", "1"));
    assertEquals(400, refused.status());
    assertEquals("InputError", refused.at("error", "name"));
    assertTrue(refused.body().get("errors").toString().contains("path=/metadata/name"));
    assertEquals(NAME + "b", refused.at("request", "url"));
    assertEquals(400, call("PUT", NAME + "a?dryrun=1", entity("a", "1")).status());
    assertEquals(201, call("PUT", NAME + "a?dryRun=true", entity("a", "1")).status());
    assertEquals(404, call("DELETE", NAME + "a", null).status());
  }

  @Test
  void overlayIsShownAndRemovedWithItsOwnEtag() throws Exception {
    assertEquals(409, call("PUT", NAME + "f", entity("f", "1")).status());
    Map<String, Object> patch = Map.of("metadata", Map.of("title", "Mine"));
    Answer patched = call("PATCH", NAME + "f", patch);
    assertEquals(200, patched.status());
    assertEquals("Mine", patched.at("metadata", "title"));
    Answer overlay = call("GET", NAME + "f/overlay", null);
    assertEquals(patch, overlay.body().get("patch"));
    assertEquals(412, call("DELETE", NAME + "f/overlay", null, "If-Match", "\"x\"").status());
    assertEquals(
        204, call("DELETE", NAME + "f/overlay", null, "If-Match", overlay.etag()).status());
    assertEquals(404, call("GET", NAME + "f/overlay", null).status());
  }

  @Test
  void bulkTellsWhatBecameOfEach() throws Exception {
    Object a = entity("a", "1");
    Object f = entity("f", "1");
    Answer atomic =
        call("POST", "/entities/bulk", Map.of("entities", new Object[] {a, f}, "atomic", true));
    assertEquals(400, atomic.status());
    assertTrue(atomic.body().toString().contains("status=424"), atomic.body().toString());
    assertEquals(404, call("DELETE", NAME + "a", null).status());
    Answer each = call("POST", "/entities/bulk", Map.of("entities", new Object[] {a, f}));
    assertEquals(200, each.status());
    assertTrue(each.body().toString().contains("status=201"), each.body().toString());
    assertTrue(each.body().toString().contains("status=409"), each.body().toString());
    assertEquals(204, call("DELETE", NAME + "a", null).status());
  }

  @Test
  void bulkHoldsItsLimit() throws Exception {
    config.put("catalog.write.maxEntities", 2L);
    List<Object> entities = new ArrayList<>();
    assertEquals(400, call("POST", "/entities/bulk", Map.of("entities", entities)).status());
    for (int status : new int[] {200, 200, 400}) {
      entities.add(entity("e" + entities.size(), "1"));
      Answer answer = call("POST", "/entities/bulk", Map.of("entities", entities));
      assertEquals(status, answer.status(), entities.size() + " entities");
    }
    assertEquals(204, call("DELETE", NAME + "e1", null).status());
    assertEquals(404, call("DELETE", NAME + "e2", null).status());
  }

  @Test
  void whatMayNotBeReadIsAnsweredByteForByteLikeWhatIsNotThere() throws Exception {
    assertEquals(201, call("PUT", NAME + "a", entity("a", "1")).status());
    decisions.put("catalog.entity.read", Decision.deny("t"));
    for (String hidden : List.of("a", "f")) {
      for (String[] headers : new String[][] {{}, {"If-Match", "\"x\""}}) {
        assertAlike(hidden, "PATCH", "", Map.of(), headers);
        assertAlike(hidden, "DELETE", "", null, headers);
        assertAlike(hidden, "GET", "/overlay", null, headers);
        assertAlike(hidden, "DELETE", "/overlay", null, headers);
      }
      assertAlike(hidden, "PUT", "", Map.of("kind", 7));
      assertAlike(hidden, "PUT", "", entity(hidden, "1"), "If-Match", "\"x\"");
      assertEquals(403, call("PUT", NAME + hidden, entity(hidden, "1")).status());
    }
    decisions.put("catalog.entity.create", Decision.deny("t"));
    assertAlike("a", "PUT", "", entity("a", "1"));
  }

  private void assertAlike(
      String hidden, String method, String path, Object body, String... headers) throws Exception {
    Answer refused = call(method, NAME + hidden + path, body, headers);
    Object other =
        body == null
            ? null
            : JSON.readValue(text(body).replace('"' + hidden + '"', "\"none\""), Map.class);
    Answer absent = call(method, NAME + "none" + path, other, headers);
    String what = method + " " + hidden + path;
    assertTrue(refused.status() >= 400, what + refused);
    assertEquals(absent.status(), refused.status(), what);
    assertEquals(absent.etag(), refused.etag(), what);
    assertEquals(
        absent.body().toString().replace("none", "?"),
        refused.body().toString().replace("/" + hidden, "/?"),
        what);
  }

  @Test
  void permissionsAndReadonlyAreHeld() throws Exception {
    decisions.put("catalog.entity.create", Decision.deny("t"));
    assertEquals(403, call("PUT", NAME + "a", entity("a", "1")).status());
    decisions.put("catalog.entity.read", Decision.deny("t"));
    assertEquals(404, call("PATCH", NAME + "f", Map.of()).status());
    assertEquals(404, call("GET", NAME + "f/overlay", null).status());
    decisions.clear();
    config.put("catalog.readonly", true);
    Answer refused = call("PUT", NAME + "a", entity("a", "1"));
    assertEquals(403, refused.status());
    assertEquals("This operation not allowed in readonly mode", refused.at("error", "message"));
  }

  private List<EntityRef> apply(boolean dryRun, boolean replaces, String... names) {
    List<Entity> entities =
        Arrays.stream(names).map(name -> Entity.of(entity(name, "applied"))).toList();
    return service.put(
        entities,
        new EntityWriteOptions(
            new SystemPrincipal(), Map.of("task", "t"), dryRun, there -> replaces));
  }

  private ErrorCode refused(boolean replaces, String... names) {
    return assertThrows(PortalException.class, () -> apply(false, replaces, names)).code();
  }

  @Test
  void otherBundlesPutAllEntitiesOrNone() throws Exception {
    assertEquals("component:default/a", apply(true, false, "a").get(0).toString());
    assertEquals(404, call("DELETE", NAME + "a", null).status());
    assertEquals(2, apply(false, false, "a", "b").size());
    assertEquals(ErrorCode.CONFLICT, refused(false, "a"));
    assertEquals(1, apply(false, true, "a").size());
    assertEquals(ErrorCode.CONFLICT, refused(true, "c", "f"));
    assertEquals(ErrorCode.INPUT, refused(true, "c", "c"));
    assertEquals(ErrorCode.INPUT, refused(true, "c", "no name"));
    assertEquals(404, call("DELETE", NAME + "c", null).status());
    assertEquals(204, call("DELETE", NAME + "b", null).status());
  }

  @Test
  void otherBundlesHoldTheLimitOfOneWrite() {
    config.put("catalog.write.maxEntities", 2L);
    assertEquals(ErrorCode.INPUT, refused(true));
    assertEquals(1, apply(false, true, "a").size());
    assertEquals(2, apply(false, true, "a", "b").size());
    assertEquals(ErrorCode.INPUT, refused(true, "a", "b", "c"));
  }

  @Test
  void otherBundlesWriteWithTheRightsOfTheirCaller() {
    apply(false, false, "a");
    decisions.put("catalog.entity.create", Decision.deny("t"));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(true, "b"));
    assertEquals(1, apply(false, true, "a").size());
    decisions.put("catalog.entity.update", Decision.deny("t"));
    assertEquals(ErrorCode.NOT_ALLOWED, refused(true, "a"));
    decisions.remove("catalog.entity.create");
    assertEquals(1, apply(false, true, "b").size());
    assertEquals(ErrorCode.NOT_ALLOWED, refused(true, "a"));
    config.put("catalog.readonly", true);
    assertEquals(ErrorCode.NOT_ALLOWED, refused(true, "c"));
  }

  private static final class Caller implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return new SystemPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  /** The shape of errors, as the platform's mapper has it. */
  private static final class Errors implements ExceptionMapper<PortalException> {
    @Override
    public Response toResponse(PortalException e) {
      return WriteAnswers.values(e.code().status(), Map.of("error", WriteAnswers.error(e)));
    }
  }

  @Consumes(MediaType.WILDCARD)
  private static final class JsonReader implements MessageBodyReader<Map<String, Object>> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
      return type == Map.class;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> readFrom(
        Class<Map<String, Object>> type,
        Type generic,
        Annotation[] on,
        MediaType media,
        MultivaluedMap<String, String> headers,
        InputStream content)
        throws IOException {
      return JSON.readValue(content, Map.class);
    }
  }
}
