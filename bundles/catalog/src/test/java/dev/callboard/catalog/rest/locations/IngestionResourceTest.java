package dev.callboard.catalog.rest.locations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.HttpMethod;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class IngestionResourceTest {
  private static final String BASE = "http://127.0.0.1:7090/";
  private static final String ENTITY =
      "apiVersion: backstage.io/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s\n---\n";
  private static final String SPEC = "{type: service, lifecycle: production, owner: x}";

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

  @Test
  void showsEachFileWithWhatIsWrongWhere() {
    files.put(
        BASE + "a.yaml",
        ENTITY.formatted("Component", "good", SPEC)
            + ENTITY.formatted("Component", "bad", "{type: service}")
            + ENTITY.formatted("Location", "l", "{target: ./none.yaml}"));
    String id = server.register(BASE + "a.yaml");
    JsonNode location = server.get("/ingestion").json().at("/locations/0");
    assertEquals("registered:" + id, location.get("key").asText());
    assertEquals("url:" + BASE + "a.yaml", location.get("location").asText());
    assertEquals("idle", location.get("state").asText());
    assertEquals("1970-01-01T00:00:01Z", location.get("lastStart").asText());
    assertEquals("1970-01-01T00:00:02Z", location.get("lastEnd").asText());
    assertEquals(2, location.get("sources").size());
    JsonNode file = location.at("/sources/0");
    assertEquals("url:" + BASE + "a.yaml", file.get("source").asText());
    assertEquals("error", file.get("state").asText());
    assertEquals(3, file.get("entities").asInt());
    assertTrue(Instant.parse(file.get("readAt").asText()).toEpochMilli() > 0);
    JsonNode error = file.at("/errors/0");
    assertEquals("component:default/bad", error.get("entityRef").asText());
    assertEquals("url:" + BASE + "a.yaml", error.get("file").asText());
    assertEquals(9, error.get("line").asInt());
    assertTrue(error.get("message").asText().contains("lifecycle"), error.toString());
    JsonNode missing = location.at("/sources/1");
    assertEquals("unreadable", missing.get("state").asText());
    assertTrue(missing.at("/errors/0/message").asText().contains("none.yaml"));
    assertTrue(missing.get("changedAt").isNull());
  }

  @Test
  void locationsThatSomethingIsWrongWithAreFoundAmongMany() {
    files.put(BASE + "a.yaml", ENTITY.formatted("Component", "good", SPEC));
    files.put(BASE + "b.yaml", ENTITY.formatted("Component", "bad", "{type: service}"));
    files.put(BASE + "c.yaml", ENTITY.formatted("Component", "fine", SPEC));
    server.register(BASE + "a.yaml");
    String bad = server.register(BASE + "b.yaml");
    server.register(BASE + "c.yaml");
    JsonNode all = server.get("/ingestion").json();
    assertEquals(3, all.get("totalItems").asInt());
    assertEquals(1, all.get("faultyItems").asInt());
    JsonNode faulty = server.get("/ingestion?faulty=true").json();
    assertEquals(1, faulty.get("totalItems").asInt());
    assertEquals(1, faulty.get("locations").size());
    assertEquals("registered:" + bad, faulty.at("/locations/0/key").asText());
    assertEquals(400, server.get("/ingestion?faulty=maybe").status());
  }

  @Test
  void aLocationThatStandsForNothingSaysSo() {
    server.register(BASE + "*");
    JsonNode sources = server.get("/ingestion").json().at("/locations/0/sources");
    assertEquals(1, sources.size());
    assertEquals("url:" + BASE + "*", sources.at("/0/source").asText());
    assertEquals(
        "no matching files found for " + BASE + "*", sources.at("/0/errors/0/message").asText());
  }

  @Test
  void pagesLocationsAndConflicts() {
    for (String name : List.of("a", "b", "c")) {
      files.put(BASE + name + ".yaml", ENTITY.formatted("Component", "x", SPEC));
      server.register(BASE + name + ".yaml");
    }
    JsonNode all = server.get("/ingestion").json();
    JsonNode second = server.get("/ingestion?limit=1&offset=1").json();
    assertEquals(3, second.get("totalItems").asInt());
    assertEquals(1, second.get("locations").size());
    assertEquals(all.at("/locations/1"), second.at("/locations/0"));
    assertEquals(0, server.get("/ingestion?limit=0").json().get("locations").size());
    assertEquals(1, server.get("/ingestion?offset=2&limit=9").json().get("locations").size());
    JsonNode conflict = server.get("/ingestion/conflicts?limit=1&offset=1").json();
    assertEquals(2, conflict.get("totalItems").asInt());
    assertEquals("url:" + BASE + "c.yaml", conflict.at("/items/0/source").asText());
    server.config.put("catalog.query.maxLimit", 2L);
    assertEquals(2, server.get("/ingestion").json().get("locations").size());
    assertEquals(2, server.get("/ingestion?limit=3").json().get("locations").size());
    for (String wrong : List.of("limit=-1", "limit=x", "offset=-1", "offset=1.5")) {
      assertEquals(400, server.get("/ingestion?" + wrong).status(), wrong);
    }
  }

  @Test
  void namesBothFilesOfAConflict() {
    files.put(BASE + "a.yaml", ENTITY.formatted("Component", "x", SPEC));
    files.put(BASE + "b.yaml", ENTITY.formatted("Component", "x", SPEC));
    server.register(BASE + "a.yaml");
    String id = server.register(BASE + "b.yaml");
    JsonNode items = server.get("/ingestion/conflicts").json().get("items");
    assertEquals(1, items.size());
    JsonNode conflict = items.get(0);
    assertEquals("component:default/x", conflict.get("entityRef").asText());
    assertEquals("url:" + BASE + "b.yaml", conflict.get("source").asText());
    assertEquals(1, conflict.get("line").asInt());
    assertEquals("url:" + BASE + "a.yaml", conflict.get("winner").asText());
    assertEquals("registered:" + id, conflict.get("location").asText());
    assertEquals("location", conflict.get("kind").asText());
    assertTrue(Instant.parse(conflict.get("firstSeen").asText()).toEpochMilli() > 0);
  }

  @Test
  void eachRouteSaysWhoMayCallIt() {
    assertEquals(
        Set.of(
            "GET /locations: credentials",
            "POST /locations: catalog.location.create create",
            "POST /locations/by-query: credentials",
            "GET /locations/{id}: credentials",
            "PUT /locations/{id}: catalog.location.create create",
            "DELETE /locations/{id}: catalog.location.delete delete",
            "GET /locations/by-entity/{kind}/{namespace}/{name}: credentials",
            "POST /refresh: catalog.entity.refresh update catalog-entity",
            "POST /validate-entity: catalog.entity.validate",
            "DELETE /entities/by-uid/{uid}: catalog.entity.delete delete catalog-entity",
            "GET /ingestion: catalog.ingestion.read read",
            "GET /ingestion/conflicts: catalog.ingestion.read read",
            "GET /entities/unprocessed/failed: catalog.entities.unprocessed.read read",
            "GET /entities/unprocessed/pending: catalog.entities.unprocessed.read read",
            "DELETE /entities/unprocessed/delete/{entity_id}:"
                + " catalog.entities.unprocessed.delete delete",
            "POST /analyze-location: catalog.location.analyze",
            "GET /ingestion/pending-deletions: catalog.ingestion.read read",
            "GET /ingestion/pending-deletions/{id}: catalog.ingestion.read read",
            "POST /ingestion/pending-deletions/{id}/approve: catalog.ingestion.manage update",
            "POST /ingestion/pending-deletions/{id}/reject: catalog.ingestion.manage update"),
        routes());
  }

  @Test
  void eachRouteIsDescribed() throws Exception {
    Map<?, ?> document;
    try (InputStream file = getClass().getResourceAsStream("/openapi/catalog.yaml")) {
      document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
    }
    Map<?, ?> paths = (Map<?, ?>) document.get("paths");
    for (String route : routes()) {
      String[] parts = route.substring(0, route.indexOf(':')).split(" ");
      Object operations = paths.get(parts[1]);
      assertTrue(
          operations instanceof Map<?, ?> map && map.containsKey(parts[0].toLowerCase(Locale.ROOT)),
          route);
    }
  }

  private Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (Object resource : server.resources) {
      String root = resource.getClass().getAnnotation(jakarta.ws.rs.Path.class).value();
      for (Method method : resource.getClass().getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            jakarta.ws.rs.Path path = method.getAnnotation(jakarta.ws.rs.Path.class);
            routes.add(
                http.value() + " " + root + (path == null ? "" : path.value()) + who(method));
          }
        }
      }
    }
    return routes;
  }

  private static String who(Method method) {
    if (method.isAnnotationPresent(AuthenticatedRoute.class)) {
      return ": credentials";
    }
    RequiresPermission permission = method.getAnnotation(RequiresPermission.class);
    return ": "
        + String.join(
                " ", List.of(permission.value(), permission.action(), permission.resourceType()))
            .strip();
  }
}
