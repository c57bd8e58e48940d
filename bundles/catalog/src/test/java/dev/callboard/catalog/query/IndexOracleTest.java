package dev.callboard.catalog.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.TestSeal;
import dev.callboard.catalog.index.DefaultCatalogIndex;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.TestIndexes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with the simplest implementation there is, over random histories. */
class IndexOracleTest {
  private static final int ENTITIES = 500;
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT;

  private final EntityPager pager = new EntityPager(TestSeal.SEAL);
  private final CursorCodec codec = new CursorCodec(TestSeal.SEAL);
  private final NaiveCatalog oracle = new NaiveCatalog();
  private final Map<String, IndexedEntity> stored = new LinkedHashMap<>();
  private final DefaultCatalogIndex index = TestIndexes.index(Runnable::run);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyQueryAnswersAsTheOracleAfterEachBatch(long seed) {
    Random random = new Random(seed);
    RandomEntities entities = new RandomEntities(random);
    for (int round = 0; round < 24; round++) {
      // The first batch is the base, the others are overlays of all sizes.
      List<String> changed = change(random, entities, round == 0 ? 250 : 1 << random.nextInt(7));
      assertEquals(oracle.all().size(), index.snapshot().size());
      for (int i = 0; i < 6; i++) {
        checkQuery(random, entities, index.snapshot());
        checkFacets(random, entities, index.snapshot());
        checkAimedCursors(random, entities, index.snapshot(), changed);
      }
    }
    assertTrue(TestIndexes.segments(index) > 1, "the history ended without overlays");
  }

  @Test
  void anIndexThatIsRebuiltAnswersAsTheLiveOne() {
    Random random = new Random(7);
    RandomEntities entities = new RandomEntities(random);
    for (int round = 0; round < 30; round++) {
      change(random, entities, 50);
    }
    DefaultCatalogIndex rebuilt = TestIndexes.index(Runnable::run);
    rebuilt.apply(stored.values(), List.of());
    assertEquals(1, TestIndexes.segments(rebuilt));
    for (int i = 0; i < 60; i++) {
      EntityQuery query = query(random, entities, 1 + random.nextInt(50));
      assertEquals(
          pager.page(index.snapshot(), query, EntityFilter.ALL, LIMITS, "oracle").nextCursor(),
          pager.page(rebuilt.snapshot(), query, EntityFilter.ALL, LIMITS, "oracle").nextCursor());
      assertEquals(
          json(pager.page(index.snapshot(), query, EntityFilter.ALL, LIMITS, "oracle")),
          json(pager.page(rebuilt.snapshot(), query, EntityFilter.ALL, LIMITS, "oracle")));
      String facet = entities.key().toLowerCase(Locale.ROOT);
      assertEquals(index.snapshot().facet(facet), rebuilt.snapshot().facet(facet));
    }
  }

  private List<String> change(Random random, RandomEntities entities, int size) {
    Map<String, IndexedEntity> upserts = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      Map<String, Object> json = entities.entity(random.nextInt(ENTITIES));
      IndexedEntity entity = TestIndexes.entity(json);
      upserts.put(entity.ref(), entity);
    }
    List<String> removed = new ArrayList<>();
    List<String> known = new ArrayList<>(stored.keySet());
    for (int i = random.nextInt(1 + size / 3); i > 0 && !known.isEmpty(); i--) {
      String ref = known.get(random.nextInt(known.size()));
      if (!upserts.containsKey(ref)) {
        removed.add(ref);
      }
    }
    removed.add("component:default/never-there");
    index.apply(upserts.values(), removed);
    upserts.forEach((ref, entity) -> oracle.put(ref, entity.entity()));
    removed.forEach(oracle::remove);
    stored.putAll(upserts);
    removed.forEach(stored::remove);
    List<String> changed = new ArrayList<>(upserts.keySet());
    changed.addAll(removed);
    return changed;
  }

  private EntityQuery query(Random random, RandomEntities entities, int limit) {
    Order order = random.nextInt(3) == 0 ? null : new Order(entities.key(), random.nextBoolean());
    FullText text =
        random.nextInt(3) > 0
            ? FullText.NONE
            : new FullText(
                List.of("n1", "A", "e", "Γ").get(random.nextInt(4)),
                random.nextBoolean() ? List.of() : List.of(entities.key(), entities.key()));
    return new EntityQuery(
        null,
        random.nextInt(5) == 0 ? null : entities.predicate(2),
        order == null ? List.of() : List.of(order),
        text,
        0,
        limit,
        true);
  }

  private void checkQuery(Random random, RandomEntities entities, Snapshot snapshot) {
    int limit = 1 + random.nextInt(60);
    EntityQuery query = query(random, entities, limit);
    List<String> expected =
        oracle
            .list(
                query.query(),
                query.orders().isEmpty() ? null : query.orders().get(0),
                query.fullText())
            .stream()
            .map(NaiveCatalog.Known::ref)
            .toList();
    List<List<String>> pages = new ArrayList<>();
    EntityPage page = pager.page(snapshot, query, EntityFilter.ALL, LIMITS, "oracle");
    assertEquals(expected.size(), page.totalItems(), () -> "total of " + query);
    assertTrue(page.prevCursor().isEmpty(), "the first page has a previous one");
    pages.add(refs(page));
    while (page.nextCursor().isPresent()) {
      page = follow(snapshot, page.nextCursor().get(), limit);
      pages.add(refs(page));
    }
    assertEquals(expected, flat(pages), () -> "pages forward of " + query);
    List<List<String>> back = new ArrayList<>(List.of(refs(page)));
    while (page.prevCursor().isPresent()) {
      page = follow(snapshot, page.prevCursor().get(), limit);
      back.add(refs(page));
    }
    Collections.reverse(back);
    assertEquals(pages, back, () -> "pages backward of " + query);
    int offset = random.nextInt(expected.size() + 2);
    EntityQuery skipping =
        new EntityQuery(
            null, query.query(), query.orders(), query.fullText(), offset, limit, false);
    assertEquals(
        expected.subList(
            Math.min(offset, expected.size()), Math.min(offset + limit, expected.size())),
        refs(pager.page(snapshot, skipping, EntityFilter.ALL, LIMITS, "oracle")));
  }

  /** Cursors that name an entity of the newest overlay, or one that has just been deleted. */
  private void checkAimedCursors(
      Random random, RandomEntities entities, Snapshot snapshot, List<String> changed) {
    EntityQuery query = query(random, entities, 20);
    Order order = query.orders().isEmpty() ? null : query.orders().get(0);
    List<NaiveCatalog.Known> all = oracle.list(query.query(), order, query.fullText());
    String ref = changed.get(random.nextInt(changed.size()));
    NaiveCatalog.Known aim =
        oracle.all().stream().filter(known -> known.ref().equals(ref)).findAny().orElse(null);
    String uid = aim == null ? new java.util.UUID(random.nextLong(), 1).toString() : aim.uid();
    String value = "";
    if (order != null) {
      value = aim == null ? "service" : aim.sortValue(order.field()).orElse("production");
    }
    boolean previous = random.nextBoolean();
    Cursor cursor =
        new Cursor(
            query.orders(),
            order == null ? List.of(uid) : List.of(value, uid),
            query.query(),
            query.fullText(),
            previous,
            null,
            null);
    List<String> expected = new ArrayList<>();
    for (NaiveCatalog.Known known : all) {
      int compared =
          order == null
              ? 0
              : NaiveCatalog.compareBytes(known.sortValue(order.field()).orElseThrow(), value);
      compared = compared == 0 ? known.uid().compareTo(uid) : compared;
      boolean after = order != null && order.descending() ? compared < 0 : compared > 0;
      if (compared != 0 && after != previous) {
        expected.add(known.ref());
      }
    }
    int size = expected.size();
    assertEquals(
        previous
            ? expected.subList(Math.max(0, size - 20), size)
            : expected.subList(0, Math.min(20, size)),
        refs(follow(snapshot, codec.encode(cursor, "oracle"), 20)),
        () -> "cursor at " + cursor);
  }

  private void checkFacets(Random random, RandomEntities entities, Snapshot snapshot) {
    String key = entities.key();
    String lower = key.toLowerCase(Locale.ROOT);
    assertEquals(
        List.copyOf(oracle.facet(key, null).entrySet()),
        List.copyOf(snapshot.facet(lower).entrySet()),
        () -> "facet " + key);
    Map<String, Object> predicate = entities.predicate(1);
    assertEquals(
        List.copyOf(oracle.facet(key, predicate).entrySet()),
        List.copyOf(
            snapshot
                .facet(lower, PredicateParser.parse(predicate, LIMITS).in(snapshot))
                .entrySet()),
        () -> "facet " + key + " with " + predicate);
  }

  private EntityPage follow(Snapshot snapshot, String cursor, int limit) {
    EntityQuery query = new EntityQuery(cursor, null, List.of(), FullText.NONE, 0, limit, true);
    return pager.page(snapshot, query, EntityFilter.ALL, LIMITS, "oracle");
  }

  private static List<String> refs(EntityPage page) {
    return page.items().stream().map(EntityHandle::ref).toList();
  }

  private static List<String> json(EntityPage page) {
    return page.items().stream().map(entity -> new String(entity.json())).toList();
  }

  private static List<String> flat(List<List<String>> pages) {
    return pages.stream().flatMap(List::stream).toList();
  }
}
