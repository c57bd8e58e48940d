package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.DescribedApi;
import dev.callboard.it.support.DescribedApi.Answer;
import dev.callboard.it.support.OpenApiDocument;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that Backstage's frontend makes to the catalog, as a guest makes them. */
class FrontendCallsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MINE =
      "relations.ownedBy=user:development/guest,relations.ownedBy=group:default/team-a";
  private static final String TEXT =
      "&fullTextFilterTerm=library&fullTextFilterFields=metadata.name,metadata.title,"
          + "spec.profile.displayName,spec.target,spec.targets";

  @TempDir static Path temp;
  private static FixtureCatalog files;
  private static ServerProcess server;
  private static DescribedApi api;
  private static OpenApiDocument document;
  private static String guest;

  @BeforeAll
  static void start() throws Exception {
    StringBuilder generated = new StringBuilder();
    for (int i = 10; i < 34; i++) {
      generated
          .append("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: gen-")
          .append(i)
          .append(", tags: [generated]}\nspec: {type: library, lifecycle: experimental, owner: ")
          .append(i < 20 ? "team-a" : "team-b")
          .append("}\n---\n");
    }
    Path folder = Files.createDirectories(temp.resolve("generated"));
    Files.writeString(folder.resolve("catalog-info.yaml"), generated);
    files = new FixtureCatalog();
    server = files.server(temp.resolve("server")).catalog(folder.toString()).start();
    JsonNode session = JSON.readTree(server.get("/api/auth/guest/refresh", null).body());
    guest = session.at("/backstageIdentity/token").asText();
    api = new DescribedApi(server);
    document = api.document("catalog");
    Poll.until(
        "the catalog",
        Duration.ofSeconds(30),
        () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
        count -> count >= 52);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
    files.close();
  }

  /** Sends a request below the catalog; the answer has to be as described. */
  private static Answer call(String method, String path, String body) throws Exception {
    String full = "/api/catalog" + path;
    Answer answer =
        api.send(
            document,
            document.operation(method, full).orElseThrow(),
            full.replace(" ", "%20").replace("$", "%24"),
            guest,
            body == null ? null : BodyPublishers.ofString(body));
    // Parts of entities lack what every entity has.
    boolean partial = path.contains("fields=") || (body != null && body.contains("\"fields\""));
    List<String> problems =
        answer.problems().stream()
            .filter(problem -> !partial || !problem.contains("/items/"))
            .filter(problem -> !partial || !problem.contains("required property"))
            .toList();
    assertEquals(List.of(), problems, method + " " + path);
    return answer;
  }

  private static JsonNode json(String method, String path, String body) throws Exception {
    Answer answer = call(method, path, body);
    assertEquals(200, answer.status(), method + " " + path + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  private static JsonNode get(String path) throws Exception {
    return json("GET", path, null);
  }

  static List<String> facets() {
    List<String> facets = new ArrayList<>();
    for (String facet :
        List.of("kind", "relations.ownedBy", "spec.lifecycle", "metadata.tags", "spec.type")) {
      facets.add(facet);
      for (String kind : List.of("component", "api", "location", "template", "system")) {
        facets.add(facet + "&filter=kind=" + kind);
      }
    }
    facets.add("metadata.namespace");
    return facets;
  }

  @ParameterizedTest
  @MethodSource("facets")
  void aFacetIsAnsweredUnderItsNameWithCounts(String query) throws Exception {
    JsonNode facets = get("/entity-facets?facet=" + query).get("facets");
    assertEquals(1, facets.size());
    for (JsonNode facet : facets.elements().next()) {
      assertFalse(facet.get("value").asText().isEmpty());
      assertTrue(facet.get("count").asInt() > 0);
    }
  }

  static List<String> indexes() {
    List<String> filters = new ArrayList<>();
    for (String kind : List.of("component", "api", "location", "system", "template")) {
      filters.add("kind=" + kind);
      filters.add("kind=" + kind + "," + MINE);
    }
    for (String more :
        List.of(
            "spec.type=library",
            "spec.lifecycle=experimental",
            "metadata.tags=pci",
            "metadata.name=payment-service",
            "relations.ownedBy=group:default/team-b")) {
      filters.add("kind=component," + more);
      filters.add("kind=component," + more + "," + MINE);
    }
    filters.add("kind=component" + TEXT);
    filters.add("metadata.annotations.backstage.io/techdocs-ref");
    return filters;
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void theIndexAsksForRowsAndForTheirCountApart(String filter) throws Exception {
    String ordered = "&orderField=metadata.name,asc&filter=" + filter;
    JsonNode rows = get("/entities/by-query?limit=20" + ordered + "&totalItems=exclude");
    assertEquals(0, rows.get("totalItems").asInt());
    JsonNode count = get("/entities/by-query?limit=0" + ordered);
    assertEquals(0, count.get("items").size());
    assertEquals("{}", count.get("pageInfo").toString());
    int total = count.get("totalItems").asInt();
    assertEquals(
        total, get("/entities/by-query?limit=0&filter=" + filter).at("/totalItems").asInt());
    assertEquals(Math.min(20, total), rows.get("items").size());
    assertEquals(total > 20, rows.get("pageInfo").has("nextCursor"));
    List<String> names = names(rows.get("items"));
    assertEquals(names.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList(), names);
  }

  private static List<String> names(JsonNode entities) {
    List<String> names = new ArrayList<>();
    entities.forEach(entity -> names.add(entity.at("/metadata/name").asText()));
    return names;
  }

  @Test
  void theNextAndThePreviousPageAreAskedForByPost() throws Exception {
    String query = "?limit=20&orderField=metadata.name,asc&filter=kind=component";
    JsonNode first = get("/entities/by-query" + query + "&totalItems=exclude");
    String next = first.at("/pageInfo/nextCursor").asText();
    JsonNode second = json("POST", "/entities/by-query", page(next));
    assertTrue(second.get("items").size() > 5);
    String back = second.at("/pageInfo/prevCursor").asText();
    assertEquals(first.get("items"), json("POST", "/entities/by-query", page(back)).get("items"));
  }

  private static String page(String cursor) {
    return "{\"cursor\": \"" + cursor + "\", \"limit\": 20}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Group", "System", "User"})
  void aPickerAsksByPredicate(String kind) throws Exception {
    String body =
        """
        {"query": {"$all": [{}, {"kind": "%s"}]}, "limit": 500,
          "fields": ["kind", "metadata.name", "metadata.namespace", "metadata.title",
            "metadata.description", "spec.profile.displayName", "spec.type"]}
        """
            .formatted(kind);
    JsonNode items = json("POST", "/entities/by-query", body).get("items");
    assertFalse(items.isEmpty());
    for (JsonNode item : items) {
      assertEquals(kind, item.get("kind").asText());
      assertFalse(item.has("apiVersion") || item.has("relations"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"fields\": [\"kind\", \"metadata.name\", \"metadata.namespace\"]",
        ", \"fields\": [\"kind\", \"metadata.name\", \"metadata.title\", \"spec.profile\"]"
      })
  void linksAskForManyEntitiesInTheirOrder(String fields) throws Exception {
    String body =
        "{\"entityRefs\": [\"user:default/alice\", \"component:default/nope\","
            + " \"api:default/payment-api\", \"user:default/alice\"]"
            + fields
            + "}";
    JsonNode items = json("POST", "/entities/by-refs", body).get("items");
    assertEquals("alice", items.at("/0/metadata/name").asText());
    assertTrue(items.get(1).isNull());
    assertEquals("payment-api", items.at("/2/metadata/name").asText());
    assertEquals(items.get(0), items.get(3));
    assertEquals(fields.isEmpty(), items.get(0).has("relations"));
  }

  @Test
  void manyLinksAreAnsweredAtOnce() throws Exception {
    String refs =
        String.join(
            ",",
            IntStream.range(0, 24)
                .mapToObj(i -> "\"component:default/gen-" + (i + 10) + "\"")
                .toList());
    JsonNode items =
        json("POST", "/entities/by-refs", "{\"entityRefs\": [" + refs + "]}").get("items");
    assertEquals(24, items.size());
    assertEquals("gen-33", items.at("/23/metadata/name").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter=kind=api&order=asc:metadata.name",
        "filter=kind=User,relations.memberof=group:default/team-a",
        "fields=kind,metadata.name,metadata.namespace,spec.type,relations&filter=kind=Component,"
            + "kind=API,kind=System,kind=Resource,relations.ownedBy=group:default/team-a",
        "filter=kind=group",
        "filter=kind=template&order=asc:metadata.name",
        "fields=kind,metadata.namespace,metadata.name,metadata.title,spec.parameters,spec.steps,"
            + "spec.output&filter=kind=template",
        "filter=metadata.annotations.backstage.io/techdocs-ref&order=asc:metadata.name",
        "fields=metadata.name&filter=metadata.annotations.backstage.io/techdocs-ref"
      })
  void pagesAskForPlainLists(String query) throws Exception {
    JsonNode list = get("/entities?" + query);
    assertTrue(list.isArray() && !list.isEmpty(), query);
    if (query.contains("order=")) {
      assertEquals(names(list).stream().sorted().toList(), names(list));
    }
  }

  @Test
  void theEntityPageAsksByNameInAnyCaseAndForAncestors() throws Exception {
    JsonNode entity = get("/entities/by-name/Component/default/payment-service");
    assertEquals(entity, get("/entities/by-name/component/default/payment-service"));
    assertTrue(entity.at("/metadata/uid").asText().length() == 36);
    assertFalse(entity.get("relations").isEmpty());
    JsonNode ancestry = get("/entities/by-name/component/default/payment-service/ancestry");
    assertEquals("component:default/payment-service", ancestry.get("rootEntityRef").asText());
    assertEquals(entity, ancestry.at("/items/0/entity"));
    Answer missing = call("GET", "/entities/by-name/component/default/does-not-exist", null);
    assertEquals(404, missing.status());
    assertEquals(
        "{\"error\":{\"name\":\"NotFoundError\",\"message\":\"No entity named 'does-not-exist'"
            + " found, with kind 'component' in namespace"
            + " 'default'\"},\"request\":{\"method\":\"GET\","
            + "\"url\":\"/entities/by-name/component/default/does-not-exist\"},"
            + "\"response\":{\"statusCode\":404}}",
        missing.body());
    Answer refreshed =
        call("POST", "/refresh", "{\"entityRef\": \"component:default/payment-service\"}");
    assertEquals("200 ", refreshed.status() + " " + refreshed.body());
  }

  @Test
  void theImportPageTriesRegistersAndUnregisters() throws Exception {
    String target = "http://" + files.host() + "/ext/single.yaml";
    Answer missing =
        call(
            "POST", "/locations?dryRun=true", location("http://" + files.host() + "/missing.yaml"));
    assertEquals(400, missing.status());
    assertEquals(
        "NotFoundError: Unable to read url, no matching files found for http://"
            + files.host()
            + "/missing.yaml",
        JSON.readTree(missing.body()).at("/error/message").asText());
    Answer tried = call("POST", "/locations?dryRun=true", location(target));
    assertEquals(201, tried.status());
    assertFalse(JSON.readTree(tried.body()).get("exists").asBoolean());
    Answer created = call("POST", "/locations", location(target));
    assertEquals(201, created.status());
    JsonNode location = JSON.readTree(created.body()).get("location");
    String byOrigin =
        "/entities?fields=kind,metadata.uid,metadata.name,metadata.namespace&filter="
            + "metadata.annotations.backstage.io/managed-by-origin-location=url:"
            + target;
    JsonNode entities =
        Poll.until(
            "its entities", Duration.ofSeconds(10), () -> get(byOrigin), list -> list.size() == 2);
    assertEquals(location, get("/locations").at("/0/data"));
    String uid = entities.findValuesAsText("uid").get(0);
    assertEquals(204, call("DELETE", "/entities/by-uid/" + uid, null).status());
    assertEquals(204, call("DELETE", "/locations/" + location.get("id").asText(), null).status());
    Poll.until("no entities", Duration.ofSeconds(10), () -> get(byOrigin), JsonNode::isEmpty);
    assertEquals("[]", get("/locations").toString());
  }

  @Test
  void theImportPageAsksWhatIsInARepository() throws Exception {
    assertEquals(
        "{\"existingEntityFiles\":[],\"generateEntities\":[{\"entity\":{\"apiVersion\":"
            + "\"backstage.io/v1alpha1\",\"kind\":\"Component\",\"metadata\":{\"name\":"
            + "\"example-repo\",\"annotations\":{\"github.com/project-slug\":"
            + "\"example-org/example-repo\"}},\"spec\":{\"type\":\"other\",\"lifecycle\":"
            + "\"unknown\"}},\"fields\":[]}]}",
        json(
                "POST",
                "/analyze-location",
                "{\"location\":{\"type\":\"url\",\"target\":"
                    + "\"https://github.com/example-org/example-repo\"},"
                    + "\"catalogFilename\":\"catalog-info.yaml\"}")
            .toString());
  }

  private static String location(String target) {
    return "{\"type\": \"url\", \"target\": \"" + target + "\"}";
  }
}
