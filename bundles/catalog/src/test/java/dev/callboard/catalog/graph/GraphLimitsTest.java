package dev.callboard.catalog.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.EntityFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphLimitsTest {
  private static final String HUB = "component:default/hub";

  private static Snapshot star(int points) {
    TestGraph graph = new TestGraph().entity(HUB);
    for (int i = 0; i < points; i++) {
      String point = "component:default/p" + i;
      graph.both(point, "dependsOn", "dependencyOf", HUB);
    }
    return graph.index().snapshot();
  }

  private static ImpactQuery.Result dependents(Snapshot snapshot, int limit, int maxEdges) {
    return new ImpactQuery(true, List.of("dependsOn"), 5, limit)
        .run(
            snapshot,
            snapshot.byRef(HUB).get(),
            EntityFilter.ALL,
            new GraphLimits(5, 10, 10, maxEdges, 5));
  }

  @Test
  void aWalkTellsWhenTheLimitKeptItFromFindingMore() {
    for (int points : List.of(9, 10, 11)) {
      ImpactQuery.Result result = dependents(star(points), 10, 1_000);
      assertEquals(Math.min(points, 10), result.steps().size());
      assertEquals(points > 10, result.truncated(), points + " entities");
    }
  }

  @Test
  void aWalkTellsWhenItLookedAtAsManyRelationsAsItMay() {
    for (int points : List.of(9, 10, 11)) {
      ImpactQuery.Result result = dependents(star(points), 100, 10);
      assertEquals(Math.min(points, 10), result.steps().size());
      assertEquals(points > 10, result.truncated(), points + " relations");
    }
  }

  @Test
  void limitsComeFromTheConfiguration() {
    assertEquals(GraphLimits.DEFAULT, GraphLimits.of(new MapConfig(Map.of())));
    GraphLimits limits =
        GraphLimits.of(
            new MapConfig(
                Map.of(
                    "catalog.graph.maxDepth", 1L,
                    "catalog.graph.defaultLimit", 50L,
                    "catalog.graph.maxLimit", 3L,
                    "catalog.graph.maxEdges", 0L,
                    "catalog.graph.maxRelations", 5L)));
    assertEquals(new GraphLimits(1, 3, 3, 1, 5), limits);
  }
}
