package dev.callboard.catalog.query;

import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Prints what queries cost in CPU time, page of JSON bytes included: on a fresh index, and after
 * updates. A tool to look at, not a test: run its main with the number of entities.
 */
public final class QueryCost {
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT;

  private final EntityPager pager = new EntityPager(TestSeal.SEAL);
  private final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
  private final LargeCatalog catalog;
  private final int size;

  private QueryCost(int size) {
    this.size = size;
    this.catalog = new LargeCatalog(size);
  }

  /** Runs with the numbers of entities given. */
  public static void main(String[] args) {
    for (String arg : args) {
      new QueryCost(Integer.parseInt(arg)).run();
    }
  }

  private void run() {
    List<IndexedEntity> all = catalog.entities(0, size);
    System.out.printf(
        "%n%d entities, %d bytes of JSON each%n",
        size, all.stream().mapToLong(e -> e.json().length).sum() / size);
    long start = cpu();
    index.apply(all, List.of());
    System.out.printf("build: %.2f s CPU, %s%n", (cpu() - start) / 1e9, heap(all));
    start = cpu();
    index.snapshot().all().byValue("metadata.name", false, null, 20).next();
    System.out.printf("first order by name: %.1f ms CPU%n", (cpu() - start) / 1e6);
    measure("fresh");
    Random random = new Random(1);
    int updates = Math.min(30_000, size * 3 / 10);
    long wall = 0;
    start = cpu();
    for (int i = 0; i < updates / 10; i++) {
      List<IndexedEntity> batch = new ArrayList<>();
      for (int b = 0; b < 10; b++) {
        batch.add(all.get(random.nextInt(size)));
      }
      long before = System.nanoTime();
      index.apply(batch, List.of());
      wall = Math.max(wall, System.nanoTime() - before);
    }
    System.out.printf(
        "%d updates in batches of 10: %.3f ms CPU each, merges included, longest batch %.0f ms,"
            + " %d segments%n",
        updates, (cpu() - start) / 1e6 / updates, wall / 1e6, TestIndexes.segments(index));
    measure("after updates");
    all.clear();
    System.out.println(heap(all));
  }

  private static String heap(List<IndexedEntity> all) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return String.format("heap %d MB with JSON and %d source entities", used >> 20, all.size());
  }

  private void measure(String when) {
    Map<String, Supplier<Object>> queries = new LinkedHashMap<>();
    queries.put("1 kind, uid order, 20", () -> page(filter("kind=component"), null, "", 20));
    queries.put(
        "2 kind and lifecycle by name, 20",
        () -> page(filter("kind=component,spec.lifecycle=experimental"), "metadata.name", "", 20));
    queries.put(
        "3 substring of name or title, by name",
        () -> page(filter("kind=component"), "metadata.name", "ment-or", 20));
    queries.put(
        "4 ownedBy by name, 20",
        () -> page(filter("relations.ownedBy=" + catalog.group(5)), "metadata.name", "", 20));
    queries.put("5 by refs, 50", this::byRefs);
    queries.put("6 facets of all", () -> facets(null));
    queries.put("7 facets of components", () -> facets(filter("kind=component")));
    String cursor = cursor();
    queries.put("8 page of 500 by name at a cursor", () -> follow(cursor, 500));
    EntityFilter owners =
        new EntityFilter.Equals(
            "relations.ownedBy",
            java.util.Set.copyOf(IntStream.range(0, 200).mapToObj(catalog::group).toList()));
    queries.put(
        "9 any of 200 owners and kind, 20",
        () -> {
          EntityQuery query = query(filter("kind=component"), null, "", 20);
          return bytes(pager.page(index.snapshot(), query, owners, LIMITS, "cost").items());
        });
    Decision decision =
        Decision.conditional(
            new Condition.Rule(
                "IS_ENTITY_OWNER",
                "catalog-entity",
                Map.of("claims", IntStream.range(0, 200).mapToObj(catalog::group).toList())),
            "cost");
    KeptFilters filters = new KeptFilters();
    queries.put(
        "10 the same, from a decision",
        () -> {
          EntityQuery query = query(filter("kind=component"), null, "", 20);
          EntityFilter permitted = filters.of(decision);
          return bytes(pager.page(index.snapshot(), query, permitted, LIMITS, "cost").items());
        });
    queries.put(
        "11 is each of 50 permitted by it",
        () ->
            IntStream.range(0, 50)
                .mapToObj(i -> index.snapshot().byRef(catalog.ref(i * 131 % size)).orElseThrow())
                .filter(entity -> CatalogReader.visible(entity, filters.of(decision)))
                .count());
    queries.forEach(
        (name, query) -> System.out.printf("%-14s %-40s %8.4f ms CPU%n", when, name, cost(query)));
  }

  /** The best of four rounds of a quarter of a second. */
  private static double cost(Supplier<Object> query) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      long start = cpu();
      int runs = 0;
      while (cpu() - start < 250_000_000) {
        for (int i = 0; i < 4; i++) {
          query.get();
        }
        runs += 4;
      }
      best = Math.min(best, (cpu() - start) / 1e6 / runs);
    }
    return best;
  }

  private Object page(Map<String, Object> filter, String order, String term, int limit) {
    return bytes(
        pager
            .page(
                index.snapshot(),
                query(filter, order, term, limit),
                EntityFilter.ALL,
                LIMITS,
                "cost")
            .items());
  }

  private static EntityQuery query(
      Map<String, Object> filter, String order, String term, int limit) {
    return new EntityQuery(
        null,
        filter,
        order == null ? List.of() : List.of(new Order(order, false)),
        new FullText(term, List.of("metadata.name", "metadata.title")),
        0,
        limit,
        true);
  }

  private Object follow(String cursor, int limit) {
    EntityQuery query = new EntityQuery(cursor, null, List.of(), FullText.NONE, 0, limit, true);
    return bytes(pager.page(index.snapshot(), query, EntityFilter.ALL, LIMITS, "cost").items());
  }

  private String cursor() {
    EntityQuery query =
        new EntityQuery(
            null,
            null,
            List.of(new Order("metadata.name", false)),
            FullText.NONE,
            size / 2,
            1,
            true);
    return pager
        .page(index.snapshot(), query, EntityFilter.ALL, LIMITS, "cost")
        .nextCursor()
        .orElseThrow();
  }

  private Object byRefs() {
    Snapshot snapshot = index.snapshot();
    return bytes(
        IntStream.range(0, 50)
            .mapToObj(i -> snapshot.byRef(catalog.ref(i * 131 % size)).orElseThrow())
            .toList());
  }

  private Object facets(Map<String, Object> filter) {
    Snapshot snapshot = index.snapshot();
    List<Object> counts = new ArrayList<>();
    for (String key : List.of("spec.type", "spec.lifecycle", "metadata.tags")) {
      counts.add(
          filter == null
              ? snapshot.facet(key)
              : snapshot.facet(key, PredicateParser.parse(filter, LIMITS).in(snapshot)));
    }
    return counts;
  }

  private static Map<String, Object> filter(String text) {
    return FilterParser.parse(List.of(text));
  }

  private static byte[] bytes(List<EntityHandle> entities) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(entities.size() * 2_500);
    entities.forEach(entity -> out.writeBytes(entity.json()));
    return out.toByteArray();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
