package dev.callboard.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LargeEntitiesTest {
  private final LargeEntities entities = new LargeEntities();

  private static Map<String, Object> group(String name) {
    Map<String, Object> relation = new LinkedHashMap<>();
    relation.put("type", "ownerOf");
    relation.put("targetRef", "component:default/shop");
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("apiVersion", "backstage.io/v1alpha1");
    group.put("kind", "Group");
    group.put("metadata", new LinkedHashMap<>(Map.of("name", name)));
    group.put("relations", new ArrayList<>(List.of(relation)));
    return group;
  }

  @Test
  void theSameBytesGiveTheSameEntityAndOthersDoNot() {
    byte[] bytes = new byte[LargeEntities.LARGE];
    Entity kept = entities.keep(bytes, group("one"));
    assertSame(kept, entities.find(bytes).orElseThrow());
    assertEquals(Optional.empty(), entities.find(new byte[LargeEntities.LARGE]), "equal, not same");
  }

  @Test
  void onlyLargeOnesAreKept() {
    byte[] small = new byte[LargeEntities.LARGE - 1];
    entities.keep(small, group("small"));
    assertEquals(Optional.empty(), entities.find(small));
  }

  @Test
  void whatSeveralHaveNobodyChanges() {
    Entity kept = entities.keep(new byte[LargeEntities.LARGE], group("one"));
    assertThrows(UnsupportedOperationException.class, () -> kept.metadata().put("name", "another"));
    assertThrows(
        UnsupportedOperationException.class,
        () -> ((List<?>) kept.json().get("relations")).clear());
    assertEquals(1, kept.relations().size());
  }

  @Test
  void theLastEightThatWereAskedForStay() {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(new byte[LargeEntities.LARGE]);
      entities.keep(all.get(i), group("group-" + i));
    }
    assertTrue(entities.find(all.get(0)).isPresent());
    entities.keep(new byte[LargeEntities.LARGE], group("ninth"));
    assertTrue(entities.find(all.get(0)).isPresent(), "it was asked for");
    assertEquals(Optional.empty(), entities.find(all.get(1)));
  }
}
