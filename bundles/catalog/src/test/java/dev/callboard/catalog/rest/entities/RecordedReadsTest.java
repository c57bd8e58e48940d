package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays what a real Backstage 1.55 was asked about entities and compares the answers: status,
 * body with the order of its keys, Link header, and cursors by what they hold.
 */
class RecordedReadsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  /** Messages that name the parser of the reference's language; ours say the same in our words. */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "095-by-query-cursor-garbage.json",
          "096-by-query-cursor-empty-object.json",
          "121-by-query-post-bad-cursor.json");

  private static final CatalogServer SERVER = new CatalogServer();

  @BeforeAll
  static void loadTheRecordedCatalog() throws Exception {
    List<IndexedEntity> entities = new ArrayList<>();
    Map<String, Object> list = read(folder().resolve("073-by-query-plain.json"));
    Map<?, ?> parents = parents();
    for (Object item : (List<?>) at(list, "response", "body", "items")) {
      Map<String, Object> entity = JSON.convertValue(item, OBJECT);
      IndexedEntity alone = TestIndexes.entity(entity);
      List<?> above = (List<?>) parents.get(alone.ref());
      entities.add(
          above == null
              ? alone
              : TestIndexes.entity(
                  entity, above.stream().map(String::valueOf).toArray(String[]::new)));
    }
    assertEquals(28, entities.size());
    // Several segments, so that what is recorded is also merged from parts.
    for (int i = 0; i < entities.size(); i += 5) {
      SERVER.index().apply(entities.subList(i, Math.min(i + 5, entities.size())), List.of());
    }
    assertTrue(TestIndexes.segments(SERVER.index()) > 3);
  }

  static Stream<Path> recordings() throws Exception {
    return Files.list(folder()).sorted();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void answersAsRecorded(Path file) throws Exception {
    Map<String, Object> recording = read(file);
    String path = ((String) at(recording, "request", "path")).substring("/api/catalog".length());
    String method = (String) at(recording, "request", "method");
    CatalogServer.Answer answer =
        SERVER.call(method, sealed(path), sealed(at(recording, "request", "body")));
    assertEquals(at(recording, "response", "status"), answer.status());
    assertEquals(
        at(recording, "response", "type"),
        answer.type().replace(";charset", "; charset"),
        "content type");
    assertLink((String) at(recording, "response", "link"), answer.link(), method);
    if (method.equals("HEAD")) {
      assertEquals(0, answer.content().length);
      return;
    }
    Object expected = at(recording, "response", "body");
    Object actual = JSON.readValue(answer.content(), Object.class);
    if (answer.status() >= 400) {
      assertError((Map<?, ?>) expected, answer, file.getFileName().toString());
      return;
    }
    assertEquals(text(opaque(expected)), text(opaque(actual)));
    assertCursors(expected, actual);
  }

  /** Gives the cursors of a path, which are those of the reference, the seal that ours have. */
  private static String sealed(String path) {
    int at = path.indexOf("cursor=");
    if (at < 0) {
      return path;
    }
    int end = path.indexOf('&', at) < 0 ? path.length() : path.indexOf('&', at);
    String cursor = URLDecoder.decode(path.substring(at + 7, end), StandardCharsets.UTF_8);
    return path.substring(0, at + 7)
        + URLEncoder.encode(withSeal(cursor), StandardCharsets.UTF_8)
        + path.substring(end);
  }

  private static Object sealed(Object body) {
    if (body instanceof Map<?, ?> map && map.get("cursor") instanceof String cursor) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      copy.put("cursor", withSeal(cursor));
      return copy;
    }
    return body;
  }

  private static String withSeal(String cursor) {
    try {
      String json = TestSeal.json(cursor);
      return json.contains("orderFields") ? TestSeal.seal(json, "user:default/alice") : cursor;
    } catch (IllegalArgumentException e) {
      return cursor;
    }
  }

  private static void assertError(Map<?, ?> expected, CatalogServer.Answer answer, String name) {
    Map<?, ?> error = (Map<?, ?>) expected.get("error");
    assertEquals(error.get("name"), answer.json().at("/error/name").asText());
    if (OTHER_WORDS.contains(name)) {
      assertTrue(answer.message().startsWith("Malformed cursor: "), answer.message());
    } else {
      assertEquals(error.get("message"), answer.message());
    }
  }

  private static void assertLink(String expected, String actual, String method) throws IOException {
    if (expected == null || actual == null || method.equals("HEAD")) {
      assertEquals(expected == null, actual == null, "link is " + actual);
      return;
    }
    assertEquals(decoded(expected), decoded(actual));
  }

  private static String decoded(String link) {
    return URLDecoder.decode(link, StandardCharsets.UTF_8);
  }

  private static void assertCursors(Object expected, Object actual) throws IOException {
    for (String name : List.of("nextCursor", "prevCursor")) {
      Object cursor = at(expected, "pageInfo", name);
      if (cursor != null) {
        assertEquals(cursor((String) cursor), cursor((String) at(actual, "pageInfo", name)), name);
      }
    }
  }

  /** What a cursor holds, less the full text filter that is there without a term. */
  private static Map<String, Object> cursor(String text) throws IOException {
    assertNotNull(text);
    Map<String, Object> cursor = JSON.readValue(Base64.getDecoder().decode(text), OBJECT);
    if (cursor.get("fullTextFilter") instanceof Map<?, ?> filter && filter.get("term").equals("")) {
      cursor.remove("fullTextFilter");
    }
    cursor.remove("mac");
    return cursor;
  }

  private static Object opaque(Object body) {
    if (body instanceof Map<?, ?> map && map.get("pageInfo") instanceof Map<?, ?> info) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      copy.put("pageInfo", info.keySet().stream().map(String::valueOf).sorted().toList());
      return copy;
    }
    return body;
  }

  private static String text(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  private static Map<?, ?> parents() throws Exception {
    Map<String, Object> parents = new LinkedHashMap<>();
    Map<String, Object> ancestry = read(folder().resolve("144-ancestry.json"));
    for (Object item : (List<?>) at(ancestry, "response", "body", "items")) {
      Map<String, Object> entity = JSON.convertValue(at(item, "entity"), OBJECT);
      parents.put(TestIndexes.entity(entity).ref(), at(item, "parentEntityRefs"));
    }
    return parents;
  }

  private static Object at(Object value, String... path) {
    Object at = value;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  private static Map<String, Object> read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), OBJECT);
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(RecordedReadsTest.class.getResource("/fixtures").toURI());
  }
}
