package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.http.AuthenticatedRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityReadsTest {
  private static final CatalogServer SERVER = new CatalogServer();

  @BeforeEach
  void load() {
    SERVER.reset();
    SERVER.index().apply(Components.of(10), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/entities",
        "/entities?limit=1",
        "/entities/by-query",
        "/entities/by-uid/00000000-0000-0000-0000-000000000001",
        "/entities/by-name/api/default/c1",
        "/entities/by-name/api/default/c1/ancestry",
        "/entity-facets?facet=kind"
      })
  void beforeTheStoredEntitiesAreLoadedReadsAreRefused(String path) {
    CatalogServer early = new CatalogServer(TestIndexes.loading());
    CatalogServer.Answer answer = early.get(path);
    assertEquals(503, answer.status());
    assertEquals("ServiceUnavailableError", answer.json().at("/error/name").asText());
    assertTrue(early.index().notReady().isPresent());
    early.index().ready();
    assertTrue(early.get(path).status() < 500);
    assertTrue(early.index().notReady().isEmpty());
  }

  @Test
  void everyMethodOfEveryResourceDeclaresItsAccess() {
    for (Object resource : SERVER.resources()) {
      for (Method method : resource.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class)) {
          assertTrue(method.isAnnotationPresent(AuthenticatedRoute.class), method.toString());
        }
      }
    }
  }

  @Test
  void anEntityIsServedByteForByteAsItWasStored() {
    IndexedEntity stored = Components.component(3);
    assertArrayEquals(stored.json(), SERVER.get("/entities/by-name/API/DEFAULT/C3").content());
    assertArrayEquals(
        stored.json(),
        SERVER.get("/entities/by-uid/00000000-0000-0000-0000-000000000003").content());
  }

  @Test
  void batchesKeepTheOrderAndTheDuplicatesOfTheRequest() {
    List<String> refs =
        List.of("api:default/c1", "API:default/c1", "c1", "component:default/c0", "api:default/c1");
    JsonNode items =
        SERVER
            .post(
                "/entities/by-refs", Map.of("entityRefs", refs, "fields", List.of("metadata.name")))
            .json()
            .at("/items");
    assertEquals(
        "[{\"metadata\":{\"name\":\"c1\"}},null,null,{\"metadata\":{\"name\":\"c0\"}},"
            + "{\"metadata\":{\"name\":\"c1\"}}]",
        items.toString());
    JsonNode filtered =
        SERVER
            .post(
                "/entities/by-refs?filter=kind=api&fields=kind",
                Map.of("entityRefs", List.of("api:default/c1", "component:default/c0")))
            .json()
            .at("/items");
    assertEquals("[{\"kind\":\"API\"},null]", filtered.toString());
  }

  @Test
  void theListWithoutPagesIsOrderedByUidAndDropsWhatLacksTheOrderField() {
    assertEquals(names(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), list("/entities"));
    // Equal values go by uid, backwards when descending.
    assertEquals(names(1, 2, 3, 5, 6, 7, 9), list("/entities?order=asc:spec.size"));
    assertEquals(names(9, 7, 6, 5, 3, 2, 1), list("/entities?order=desc:spec.size"));
    assertEquals(names(8, 4, 0, 9, 7, 6, 5, 3, 2, 1), list("/entities?order=desc:spec.type"));
  }

  @Test
  void pagesOfTheListAreOrderedByRefAndKeepWhatLacksTheOrderFieldLast() {
    assertEquals(names(1, 3, 5, 7, 9, 0, 2, 4, 6, 8), list("/entities?limit=50"));
    assertEquals(
        names(1, 2, 3, 5, 6, 7, 9, 0, 4, 8), list("/entities?limit=50&order=asc:spec.size"));
    assertEquals(
        names(9, 7, 6, 5, 3, 2, 1, 0, 4, 8), list("/entities?limit=50&order=desc:spec.size"));
    assertEquals(
        names(0, 4, 8, 1, 2, 3, 5, 6, 7, 9), list("/entities?limit=50&order=desc:spec.type"));
    assertEquals(
        names(9, 7, 5, 3, 1, 8, 6, 4, 2, 0),
        list("/entities?limit=50&order=asc:kind&order=desc:metadata.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&order=asc:spec.size", "&order=desc:spec.size", "&order=asc:kind"})
  void followingTheLinksGivesEachEntityOnce(String order) {
    List<String> all = list("/entities?limit=50" + order);
    List<String> walked = new ArrayList<>();
    String path = "/entities?limit=3" + order;
    while (path != null) {
      CatalogServer.Answer answer = SERVER.get(path);
      answer.json().forEach(item -> walked.add(item.at("/metadata/name").asText()));
      path = answer.link() == null ? null : answer.link().replaceAll("^<|>.*$", "");
    }
    assertEquals(10, walked.size());
    assertEquals(all, walked);
  }

  @Test
  void theLastPageHasNoLinkAlsoWhenItIsFull() {
    assertNull(SERVER.get("/entities?limit=10").link());
    assertFalse(SERVER.get("/entities?limit=9").link().isEmpty());
    assertNull(SERVER.get("/entities?offset=5&limit=5").link());
    assertNull(SERVER.get("/entities?offset=5").link());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "W10=", "eyJsaW1pdCI6IjEifQ==", "eyJvZmZzZXQiOi0xfQ=="})
  void aMalformedAfterIsRefused(String after) {
    assertTrue(
        SERVER
            .get("/entities?after=" + after.replace("=", "%3D"))
            .message()
            .startsWith("Malformed after cursor"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/entities?limits=1|Unknown query parameter 'limits'",
        "/entities/by-query?order=asc:kind|Unknown query parameter 'order'",
        "/entities/by-query?cursor=|Empty value found for query parameter 'cursor'",
        "/entity-facets?facet=kind&x=1|Unknown query parameter 'x'",
        "/entities?filter==x|Invalid filter, '=x' is not a valid statement (expected a string on"
            + " the form a=b or a= or a)",
        "/entities?filter=$all=x|Invalid filter, '$all=x' is not a valid statement (expected a"
            + " string on the form a=b or a= or a)",
        "/entities?fields=a%5B0%5D|invalid field, array type fields are not supported",
        "/entities/by-query?orderField=kind,up|Invalid order field order, must be asc or desc",
        "/entities?order=asc:|Invalid order parameter \"asc:\", expected \"<asc or desc>:<field"
            + " name>\""
      })
  void badParametersAreRefusedWithTheReason(String path, String message) {
    CatalogServer.Answer answer = SERVER.get(path);
    assertEquals(400, answer.status());
    assertEquals(message, answer.message());
  }

  @Test
  void badPredicatesAreRefusedWithTheReason() {
    Map<Object, String> predicates = new HashMap<>();
    predicates.put(Map.of("$or", List.of()), "unknown operator '$or', expected $all, $any or $not");
    predicates.put(
        Map.of("$all", List.of(), "kind", "x"), "'$all' must be the only key of its object");
    predicates.put(Map.of("$all", Map.of()), "'$all' must be an array of predicates");
    predicates.put(Map.of("$not", "x"), "expected an object with paths or one of $all, $any, $not");
    predicates.put(Map.of("kind", Map.of()), "'kind' must have exactly one operator");
    predicates.put(
        Map.of("kind", Map.of("$like", "x")),
        "unknown operator '$like' of 'kind', expected $exists, $in, $hasPrefix or $contains");
    predicates.put(
        Map.of("kind", Map.of("$exists", "yes")), "'$exists' of 'kind' must be true or false");
    predicates.put(Map.of("kind", Map.of("$in", "a")), "'$in' of 'kind' must be an array");
    predicates.put(
        Map.of("kind", List.of("a")),
        "'kind' must be compared to a string, a number, true or false");
    predicates.put(
        Map.of("spec", Map.of("$contains", Map.of("type", "x"))),
        "'$contains' with an object is only supported for 'relations'");
    predicates.put(
        Map.of("relations", Map.of("$contains", Map.of("targetRef", "x"))),
        "'$contains' of 'relations' must have the string 'type'");
    predicates.forEach(
        (predicate, message) -> {
          CatalogServer.Answer answer =
              SERVER.post("/entities/by-query", Map.of("query", predicate));
          assertEquals(400, answer.status());
          assertEquals("Invalid query: " + message, answer.message());
        });
  }

  @Test
  void emptyAllMeansEverythingAndEmptyAnyNothing() {
    assertEquals(10, total(Map.of("$all", List.of())));
    assertEquals(10, total(Map.of()));
    assertEquals(0, total(Map.of("$any", List.of())));
    assertEquals(10, total(Map.of("$not", Map.of("$any", List.of()))));
  }

  @Test
  void aCursorGoesOnByEitherMethodAndByAnyEncoding() {
    JsonNode first =
        SERVER.get("/entities/by-query?limit=3&orderField=metadata.name&filter=spec.size").json();
    String cursor = first.at("/pageInfo/nextCursor").asText();
    JsonNode byPost =
        SERVER.post("/entities/by-query", Map.of("cursor", cursor, "limit", 3)).json();
    JsonNode byGet =
        SERVER.get("/entities/by-query?limit=3&cursor=" + cursor.replace("=", "%3D")).json();
    assertEquals(byPost, byGet);
    String urlSafe = cursor.replace("=", "").replace('+', '-').replace('/', '_');
    assertEquals(byGet, SERVER.get("/entities/by-query?limit=3&cursor=" + urlSafe).json());
    assertEquals("c5", byGet.at("/items/0/metadata/name").asText());
    assertTrue(new String(Base64.getDecoder().decode(cursor)).contains("\"query\":"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{\"orderFields\":[],\"orderFieldValues\":[],\"isPrevious\":false}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"x\"],\"isPrevious\":false}",
        "{\"orderFields\":[],\"orderFieldValues\":[1],\"isPrevious\":false}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"0-0-0-0-0\"],\"isPrevious\":false}",
        "{\"orderFields\":[{\"field\":\"a\",\"order\":\"up\"}],\"orderFieldValues\":[\"a\",\"b\"],\"isPrevious\":false}",
        "{\"orderFields\":[{}],\"orderFieldValues\":[\"a\",\"b\"],\"isPrevious\":false}",
        "{\"orderFields\":{},\"orderFieldValues\":[\"a\"],\"isPrevious\":false}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"00000000-0000-0000-0000-000000000000\"],\"isPrevious\":1}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"00000000-0000-0000-0000-000000000000\"],\"isPrevious\":false,\"totalItems\":-1}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"00000000-0000-0000-0000-000000000000\"],\"isPrevious\":false,\"query\":[]}",
        "{\"orderFields\":[],\"orderFieldValues\":[\"00000000-0000-0000-0000-000000000000\"],\"isPrevious\":false,\"filter\":{}}"
      })
  void Z02_aCursorThatWasEditedIsRefused(String json) {
    for (String cursor :
        List.of(
            Base64.getEncoder().encodeToString(json.getBytes()),
            TestSeal.seal(json, "user:default/alice"))) {
      CatalogServer.Answer byGet =
          SERVER.get("/entities/by-query?cursor=" + cursor.replace("=", "%3D"));
      CatalogServer.Answer byPost = SERVER.post("/entities/by-query", Map.of("cursor", cursor));
      assertEquals(400, byGet.status());
      assertEquals(400, byPost.status());
      assertTrue(byGet.message().startsWith("Malformed cursor: "), byGet.message());
      assertEquals(byGet.message(), byPost.message());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind,metadata.name|{\"kind\":\"API\",\"metadata\":{\"name\":\"c1\"}}",
        "metadata.name,kind|{\"metadata\":{\"name\":\"c1\"},\"kind\":\"API\"}",
        "metadata.annotations.example.com/id|{\"metadata\":{\"annotations\":{\"example.com/id\":\"ID-1\"}}}",
        "metadata.nope,nope|{}",
        "spec.size.x|{}",
        "spec, spec.size|{\"spec\":{\"type\":\"Library\",\"size\":1}}"
      })
  void fieldsKeepTheirPartsInTheOrderAskedFor(String fields, String expected) {
    JsonNode entity =
        SERVER
            .get("/entities?filter=metadata.name=c1&fields=" + fields.replace(" ", "%20"))
            .json()
            .get(0);
    if (fields.startsWith("spec, ")) {
      assertEquals(1, entity.at("/spec/size").asInt());
      assertEquals("Library", entity.at("/spec/type").asText());
    } else {
      assertEquals(expected, entity.toString());
    }
  }

  private int total(Map<String, Object> predicate) {
    return SERVER
        .post("/entities/by-query", Map.of("query", predicate, "limit", 0))
        .json()
        .at("/totalItems")
        .asInt();
  }

  private List<String> list(String path) {
    List<String> names = new ArrayList<>();
    SERVER.get(path).json().forEach(item -> names.add(item.at("/metadata/name").asText()));
    return names;
  }

  private static List<String> names(int... numbers) {
    return Arrays.stream(numbers).mapToObj(i -> "c" + i).toList();
  }
}
