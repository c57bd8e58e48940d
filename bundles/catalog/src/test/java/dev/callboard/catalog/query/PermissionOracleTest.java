package dev.callboard.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.index.Walk;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PermissionOracleTest {
  private static final int ROUNDS = 100;
  private static final int ENTITIES = 1_000;

  /** A hundred thousand entities in all, as the list of attacks asks for. */
  @Test
  void Z04_whatIsListedIsWhatEachEntityByItselfMeets() {
    Random random = new Random(20261121);
    RandomEntities entities = new RandomEntities(random);
    RandomPolicies policies = new RandomPolicies(random);
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    EntityRules rules = new EntityRules(index);
    KeptFilters filters = new KeptFilters();
    int met = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Map<String, Object>> all = new TreeMap<>();
      List<IndexedEntity> batch = new ArrayList<>();
      for (int i = 0; i < ENTITIES; i++) {
        Map<String, Object> entity = policies.labelled(entities.entity(i));
        IndexedEntity indexed = TestIndexes.entity(entity);
        all.put(indexed.ref(), entity);
        batch.add(indexed);
      }
      index.apply(batch, List.of());
      Condition condition = policies.condition(3);
      TreeSet<String> expected = new TreeSet<>();
      all.forEach(
          (ref, entity) -> {
            if (RandomPolicies.meets(entity, condition)) {
              expected.add(ref);
            }
          });
      Decision decision = Decision.conditional(condition, "test");
      assertEquals(expected, listed(index, PermissionFilter.of(decision)), condition::toString);
      assertEquals(expected, listed(index, filters.of(decision)), condition::toString);
      assertEquals(expected, listed(index, filters.of(decision)), "again " + condition);
      met += expected.size();
      for (String ref : List.copyOf(all.keySet()).subList(round, round + 10)) {
        assertEquals(expected.contains(ref), rules.meets(ref, condition), ref + " " + condition);
        EntityHandle alone = EntityHandle.of(TestIndexes.entity(all.get(ref)));
        assertEquals(
            expected.contains(ref),
            CatalogReader.visible(alone, PermissionFilter.of(condition)),
            ref + " by itself " + condition);
      }
    }
    // A test of conditions that all or none meet would say little.
    assertEquals(true, met > ROUNDS * ENTITIES / 10 && met < ROUNDS * ENTITIES * 9 / 10, "" + met);
  }

  @Test
  void whatDoesNotExistMeetsNothing() {
    EntityRules rules = new EntityRules(TestIndexes.index(Runnable::run));
    Condition none =
        new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of()));
    for (String ref : List.of("component:default/x", "component", "", ":", "a/b:c")) {
      assertEquals(false, rules.meets(ref, new Condition.Not(none)), ref);
    }
  }

  private static TreeSet<String> listed(DefaultCatalogIndex index, EntityFilter filter) {
    Walk walk = filter.in(index.snapshot()).byUid(false, null);
    TreeSet<String> refs = new TreeSet<>();
    while (walk.next()) {
      refs.add(walk.entity().ref());
    }
    return refs;
  }
}
