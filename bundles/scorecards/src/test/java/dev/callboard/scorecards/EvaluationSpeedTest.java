package dev.callboard.scorecards;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.database.Dialect;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Standings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long evaluations take. A tenth of what bench/README.md tells; {@code
 * -Dscorecards.entities=10000} measures the whole.
 */
class EvaluationSpeedTest {
  private static final int CHECKS = 50;
  private static final int ENTITIES = Integer.getInteger("scorecards.entities", 1000);

  private static Map<String, Object> check(int i) {
    Map<String, Object> pass =
        switch (i % 4) {
          case 0 -> Map.of("facts.owner.resolvable", true);
          case 1 -> Map.of("facts.ci.n", Map.of("$gte", i));
          case 2 -> Map.of("metadata.annotations.example.com/a" + i, Map.of("$exists", true));
          default ->
              Map.of("$any", List.of(Map.of("facts.ci.gone", 1), Map.of("spec.type", "service")));
        };
    return Map.of("id", "c" + i, "pass", pass);
  }

  private static long cpuMillis(Runnable work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000_000;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void fiftyChecksOnAllEntitiesTakeSecondsAndOneEntityNone(Dialect dialect) throws Exception {
    List<Map<String, Object>> checks = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < CHECKS; i++) {
      checks.add(check(i));
      ids.add("c" + i);
    }
    Lab.Given ci = new Lab.Given("ci", Duration.ZERO);
    try (Lab lab = new Lab(dialect, ci)) {
      lab.settings =
          lab.settings
              .with("scorecards.pack", false)
              .with("scorecards.checks", checks)
              .with(
                  "scorecards.scorecards",
                  List.of(
                      Map.of("id", "card", "levels", List.of(Map.of("id", "all", "checks", ids)))));
      List<Entity> all = new ArrayList<>();
      lab.put("group:default/a", Map.of());
      for (int i = 0; i < ENTITIES; i++) {
        String ref = "component:default/e" + i;
        all.add(lab.put(ref, Map.of("type", "service"), "ownedBy", "group:default/a"));
        ci.say(ref, Facts.of(Map.of("n", (long) (i % 60))));
      }
      long begun = System.nanoTime();
      long first = cpuMillis(() -> lab.evaluator.evaluate(all));
      long wall = (System.nanoTime() - begun) / 1_000_000;
      long again = cpuMillis(() -> lab.evaluator.evaluate(all));
      ci.say("component:default/e1", Facts.of(Map.of("n", 70L)));
      long one = cpuMillis(() -> lab.evaluator.evaluate(all.subList(1, 2)));
      List<String> refs = lab.store.read(Standings::refs);
      System.out.printf(
          "%s, %d checks x %d entities: first %d ms, again %d ms, one entity %d ms of CPU,"
              + " the first in %d ms%n",
          dialect, CHECKS, refs.size(), first, again, one, wall);
      assertTrue(first < 6L * ENTITIES, first + " ms");
      assertTrue(one < 1000, one + " ms");
    }
  }
}
