package dev.callboard.catalog.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.EntityFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares walks over random graphs with what relaxing every relation again and again gives. */
class ImpactOracleTest {
  private static final List<String> TYPES = List.of("dependsOn", "consumesApi", "other");
  private static final EntityFilter OPEN =
      new EntityFilter.Equals("metadata.labels.secret", Set.of("no"));

  private record Relation(String from, String type, String to) {}

  @Test
  void randomGraphsGiveTheShortestDepthsAndValidPaths() {
    int compared = 0;
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(25);
      Set<Relation> relations = new HashSet<>();
      Set<String> secret = new HashSet<>();
      TestGraph graph = new TestGraph();
      for (int i = 0; i < size; i++) {
        if (random.nextInt(6) == 0) {
          secret.add(ref(i));
          graph.secret(ref(i));
        } else {
          graph.entity(ref(i));
        }
      }
      for (int i = random.nextInt(size * 3 + 1); i > 0; i--) {
        // some lead nowhere, some to themselves, some in circles
        Relation relation =
            new Relation(
                ref(random.nextInt(size)),
                TYPES.get(random.nextInt(3)),
                ref(random.nextInt(size + 2)));
        if (relations.add(relation)) {
          graph.relate(relation.from, relation.type, relation.to);
        }
      }
      Snapshot snapshot = graph.index().snapshot();
      for (int start = 0; start < size; start++) {
        EntityFilter permitted = start % 2 == 0 ? EntityFilter.ALL : OPEN;
        Set<String> hidden = permitted == OPEN ? secret : Set.of();
        if (!hidden.contains(ref(start))) {
          int depth = 1 + random.nextInt(size + 1);
          compare(snapshot, relations, hidden, permitted, start, depth, random.nextBoolean());
          compared++;
        }
      }
    }
    assertTrue(compared > 1_000, compared + " walks");
  }

  private static void compare(
      Snapshot snapshot,
      Set<Relation> relations,
      Set<String> hidden,
      EntityFilter permitted,
      int start,
      int depth,
      boolean dependents) {
    List<String> types = TYPES.subList(0, 2);
    ImpactQuery.Result result =
        new ImpactQuery(dependents, types, depth, 1_000)
            .run(snapshot, snapshot.byRef(ref(start)).get(), permitted, GraphLimits.DEFAULT);
    assertFalse(result.truncated());
    Map<String, Integer> found = new TreeMap<>();
    List<String> order = new ArrayList<>();
    for (Step step : result.steps()) {
      found.put(step.entity().ref(), step.depth());
      order.add(String.format("%05d %s", step.depth(), step.entity().ref()));
      checkPath(ref(start), step, relations, dependents);
    }
    assertEquals(new ArrayList<>(new TreeSet<>(order)), order);
    assertEquals(depths(snapshot, relations, types, hidden, ref(start), depth, dependents), found);
  }

  private static void checkPath(
      String start, Step step, Set<Relation> relations, boolean dependents) {
    String at = start;
    for (Step next : step.path()) {
      String to = next.entity().ref();
      assertTrue(
          relations.contains(
              dependents
                  ? new Relation(to, next.relation(), at)
                  : new Relation(at, next.relation(), to)),
          at + " " + next.relation() + " " + to);
      at = to;
    }
    assertEquals(step.entity().ref(), at);
    assertEquals(step.depth(), step.path().size());
  }

  private static Map<String, Integer> depths(
      Snapshot snapshot,
      Set<Relation> relations,
      List<String> types,
      Set<String> hidden,
      String start,
      int depth,
      boolean dependents) {
    Map<String, Integer> depths = new TreeMap<>(Map.of(start, 0));
    for (int round = 0; round < depth; round++) {
      for (Relation relation : relations) {
        String from = dependents ? relation.to : relation.from;
        String to = dependents ? relation.from : relation.to;
        if (types.contains(relation.type)
            && depths.getOrDefault(from, -1) == round
            && !hidden.contains(to)
            && snapshot.byRef(to).isPresent()) {
          depths.putIfAbsent(to, round + 1);
        }
      }
    }
    depths.remove(start);
    return depths;
  }

  private static String ref(int i) {
    return "component:default/n" + i;
  }
}
