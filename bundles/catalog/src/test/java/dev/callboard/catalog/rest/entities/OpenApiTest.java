package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Compares what is described with what is served. */
class OpenApiTest {
  private static final CatalogServer SERVER = new CatalogServer();
  private static Map<?, ?> document;

  @BeforeAll
  static void readTheDocument() throws IOException {
    try (InputStream file = OpenApiTest.class.getResourceAsStream("/openapi/catalog.yaml")) {
      document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
    }
  }

  @Test
  void everyRouteOfEntitiesIsDescribedAndNoOther() {
    Set<String> served = new TreeSet<>();
    for (Object resource : SERVER.resources()) {
      String root = resource.getClass().getAnnotation(Path.class).value();
      for (Method method : resource.getClass().getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            Path path = method.getAnnotation(Path.class);
            served.add(http.value() + " " + root + (path == null ? "" : path.value()));
          }
        }
      }
    }
    Set<String> described = new TreeSet<>();
    paths()
        .forEach(
            (path, operations) ->
                operations.forEach(
                    (method, operation) -> {
                      if (!isOther(operation)) {
                        described.add(method.toString().toUpperCase() + " " + path);
                      }
                    }));
    described.removeIf(
        route ->
            !route.contains(" /entit")
                || route.contains("/unprocessed/")
                || route.startsWith("DELETE"));
    assertEquals(served, described);
  }

  /** Those that write, and those of the past, are served by other resources. */
  private static boolean isOther(Object operation) {
    return operation instanceof Map<?, ?> map
        && map.get("tags") instanceof List<?> tags
        && (tags.contains("Write") || tags.contains("History"));
  }

  @Test
  void everyDescribedQueryParameterIsKnown() {
    Map<String, String> samples =
        Map.of(
            "limit", "1",
            "offset", "0",
            "after", "e30%3D",
            "order", "asc:kind",
            "orderField", "kind,asc",
            "totalItems", "exclude");
    paths()
        .forEach(
            (path, operations) -> {
              Map<?, ?> get = (Map<?, ?>) operations.get("get");
              for (Map<?, ?> parameter : parameters(get)) {
                String name = (String) parameter.get("name");
                if ("query".equals(parameter.get("in"))
                    && path.startsWith("/entit")
                    && !path.contains("/unprocessed/")) {
                  CatalogServer.Answer answer =
                      SERVER.get(
                          path.replaceAll("\\{[^}]*}", "x")
                              + (path.endsWith("facets") ? "?facet=kind&" : "?")
                              + name
                              + "="
                              + samples.getOrDefault(name, "kind"));
                  assertFalse(
                      new String(answer.content()).contains("parameter '" + name + "'"),
                      path + " does not know " + name);
                }
              }
            });
  }

  @Test
  void everyReferenceWithinTheDocumentLeadsSomewhere() {
    check(document);
  }

  private static void check(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(OpenApiTest::check);
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String ref) {
        assertNotNull(resolve(ref), ref);
      }
      map.values().forEach(OpenApiTest::check);
    }
  }

  private static Map<?, ?> resolve(String ref) {
    Map<?, ?> at = document;
    for (String part : ref.substring(2).split("/")) {
      at = at == null ? null : (Map<?, ?>) at.get(part);
    }
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<?, ?>> paths() {
    return (Map<String, Map<?, ?>>) document.get("paths");
  }

  private static List<Map<?, ?>> parameters(Map<?, ?> operation) {
    Object parameters = operation == null ? null : operation.get("parameters");
    if (!(parameters instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .<Map<?, ?>>map(
            item ->
                ((Map<?, ?>) item).get("$ref") instanceof String ref
                    ? resolve(ref)
                    : (Map<?, ?>) item)
        .toList();
  }
}
