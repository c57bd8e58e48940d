package dev.callboard.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityRowsTest {
  @Test
  void keysAreLowerCasedAndListsAreWalkedWithoutIndex() {
    assertEquals(
        List.of("spec.list.a=1", "spec.list.a=2", "spec.tags=3", "spec.tags=Java+", "spec.x=Y"),
        rows(
            Map.of(
                "spec",
                Map.of(
                    "X", "Y",
                    "list", List.of(Map.of("A", 1), Map.of("a", 2)),
                    "tags", List.of("Java", 3)))));
  }

  @Test
  void fieldsOfNotesAreKeysOfTheirOwnAndCannotStandForThoseOfTheEntity() {
    Map<String, Object> fields =
        Map.of("security.kev", 2, "relations.ownedBy", 1, "kind", 1, "a.b", "text");
    assertEquals(
        List.of("security.kev=2"),
        rows(Map.of("status", Map.of("items", List.of(Map.of("fields", fields))))));
  }

  @Test
  void nullAndLongValuesAreNullAndLongKeysAreDropped() {
    Map<String, Object> spec = new HashMap<>();
    spec.put("nothing", null);
    spec.put("fits", "x".repeat(200));
    spec.put("long", "x".repeat(201));
    spec.put("k".repeat(195), "in");
    spec.put("k".repeat(196), "out");
    assertEquals(
        List.of(
            "spec.fits=" + "x".repeat(200),
            "spec." + "k".repeat(195) + "=in",
            "spec.long=null",
            "spec.nothing=null"),
        rows(Map.of("spec", spec)));
  }

  @Test
  void anItemWhoseKeyWouldBeTooLongIsAValueOnly() {
    assertEquals(
        List.of("s.t=" + "x".repeat(196) + "+", "s.t=" + "x".repeat(197)),
        rows(Map.of("s", Map.of("t", List.of("x".repeat(196), "x".repeat(197))))));
  }

  @Test
  void whatTheReferenceLeavesOutIsLeftOut() {
    Map<String, Object> entity = new HashMap<>();
    entity.put("metadata", Map.of("name", "N", "uid", "u", "etag", "e"));
    entity.put("attachments", Map.of("a", "b"));
    entity.put("status", Map.of("items", List.of("x")));
    entity.put("relations", List.of(Map.of("type", "ownedBy", "targetRef", "group:default/a")));
    List<String> rows = new ArrayList<>();
    EntityRows.flatten(entity, (key, text, lower, item) -> rows.add(key + "=" + text));
    assertEquals(
        List.of(
            "metadata.name=N",
            "metadata.namespace=default",
            "metadata.uid=u",
            "relations.ownedby=group:default/a"),
        rows);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,1",
    "0.5,0.5",
    "-0.0,0",
    "1e21,1e+21",
    "1e-7,1e-7",
    "1.5e-7,1.5e-7",
    "1e20,100000000000000000000"
  })
  void numbersHaveTheTextThatJavaScriptGivesThem(double number, String text) {
    assertEquals(text, IndexText.of(number));
    assertEquals(text, IndexText.of(BigDecimal.valueOf(number)));
  }

  private static List<String> rows(Map<String, Object> entity) {
    List<String> rows = new ArrayList<>();
    EntityRows.flatten(
        entity, (key, text, lower, item) -> rows.add(key + "=" + text + (item ? "+" : "")));
    // The rows of name, namespace and uid, which every entity has.
    rows.removeAll(
        Arrays.asList("metadata.name=null", "metadata.namespace=default", "metadata.uid=null"));
    rows.sort(null);
    return rows;
  }
}
