package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers that are sent at once and those that are sent in pieces say the same. */
class AnswerSizeTest {
  private static final CatalogServer SERVER = new CatalogServer();

  private static IndexedEntity entity(int number, int length) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "e" + number);
    metadata.put("namespace", "default");
    metadata.put("uid", "00000000-0000-0000-0000-00000000000" + number);
    metadata.put("description", "");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "Component");
    json.put("metadata", metadata);
    int without = TestIndexes.entity(json).json().length;
    metadata.put("description", "x".repeat(length - without));
    return TestIndexes.entity(json);
  }

  @Test
  void answersOfAllSizesAreWhole() {
    for (int total :
        List.of(
            1_000,
            8 * 1024,
            8 * 1024 + 1,
            JsonAnswers.AT_ONCE - 1,
            JsonAnswers.AT_ONCE,
            JsonAnswers.AT_ONCE + 1)) {
      SERVER.reset();
      List<IndexedEntity> entities = new ArrayList<>();
      entities.add(entity(1, total / 2));
      entities.add(entity(2, total - total / 2));
      SERVER.index().apply(entities, List.of());
      var page = SERVER.get("/entities/by-query").json();
      assertEquals(2, page.get("totalItems").asInt());
      int length = 0;
      for (var item : page.get("items")) {
        length += item.toString().length();
      }
      assertEquals(total, length);
    }
  }
}
