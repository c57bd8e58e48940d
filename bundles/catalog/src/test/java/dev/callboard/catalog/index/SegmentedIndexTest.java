package dev.callboard.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SegmentedIndexTest {
  @Test
  void theNumberOfSegmentsStaysLowUnderSmallBatches() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    for (int i = 0; i < 500; i++) {
      index.apply(List.of(entity(i, "a")), List.of());
      assertTrue(TestIndexes.segments(index) <= MergePolicy.MAX_SEGMENTS + 1);
    }
    assertEquals(500, index.snapshot().size());
    assertEquals(Map.of("a", 500), index.snapshot().facet("spec.type"));
  }

  @Test
  void whenMergesAreLateTheWriterMerges() {
    List<Runnable> late = new ArrayList<>();
    DefaultCatalogIndex index = TestIndexes.index(late::add);
    for (int i = 0; i < 200; i++) {
      index.apply(List.of(entity(i, "a")), List.of());
      assertTrue(TestIndexes.segments(index) <= 33);
    }
    assertEquals(1, late.size());
    late.forEach(Runnable::run);
    assertTrue(TestIndexes.segments(index) <= MergePolicy.MAX_SEGMENTS);
    assertEquals(200, index.snapshot().size());
  }

  @Test
  void whatChangesDuringAMergeIsNotLost() {
    SegmentedIndex index = new SegmentedIndex();
    for (int i = 0; i < 12; i++) {
      index.apply(List.of(entity(i, "a")), List.of());
    }
    SegmentedIndex.PreparedMerge merge = index.prepareMerge().orElseThrow();
    index.apply(List.of(entity(3, "b"), entity(20, "b")), List.of("component:default/n5"));
    index.finishMerge(merge);
    assertEquals(12, index.snapshot().size());
    assertEquals(Map.of("a", 10, "b", 2), index.snapshot().facet("spec.type"));
    assertEquals(10, index.snapshot().where(s -> s.anyOf("spec.type", Set.of("a"))).count());
    assertFalse(index.snapshot().byRef("component:default/n5").isPresent());
    assertTrue(index.snapshot().segments().size() < 12);
  }

  @Test
  void theLatestOfSeveralVersionsInOneBatchIsKept() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    index.apply(List.of(entity(1, "a"), entity(1, "b")), List.of());
    assertEquals(Map.of("b", 1), index.snapshot().facet("spec.type"));
  }

  @Test
  void aSnapshotThatIsHeldDoesNotChange() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    index.apply(List.of(entity(1, "a"), entity(2, "a")), List.of());
    Snapshot before = index.snapshot();
    index.apply(List.of(entity(1, "b")), List.of("component:default/n2"));
    assertEquals(2, before.size());
    assertEquals(Map.of("a", 2), before.facet("spec.type"));
    assertEquals(1, index.snapshot().size());
    assertEquals(Map.of("b", 1), index.snapshot().facet("spec.type"));
    assertTrue(before.byRef("component:default/n2").isPresent());
    assertFalse(index.snapshot().byRef("component:default/n2").isPresent());
  }

  @Test
  void facetsAreKeptUpToDateWithoutBeingCountedAgain() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    index.apply(List.of(entity(1, "a"), entity(2, "A"), entity(3, "b")), List.of());
    assertEquals(Map.of("A", 1, "a", 1, "b", 1), index.snapshot().facet("spec.type"));
    index.apply(List.of(entity(3, "a")), List.of("component:default/n2"));
    assertEquals(Map.of("a", 2), index.snapshot().facet("spec.type"));
  }

  @Test
  void readersSeeWholeBatchesWhileWritersAndMergesRun() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    DefaultCatalogIndex index = TestIndexes.index(threads);
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch looked = new CountDownLatch(2);
    List<Future<Integer>> readers = new ArrayList<>();
    // Every batch changes all ten entities to one type, so a reader never sees two.
    index.apply(batch(0), List.of());
    for (int r = 0; r < 2; r++) {
      readers.add(
          threads.submit(
              () -> {
                int checks = 0;
                while (!stop.get()) {
                  Snapshot snapshot = index.snapshot();
                  assertEquals(10, snapshot.size());
                  assertEquals(Set.of(10), Set.copyOf(snapshot.facet("spec.type").values()));
                  String type = snapshot.facet("spec.type").firstKey();
                  assertEquals(10, snapshot.where(s -> s.anyOf("spec.type", Set.of(type))).count());
                  checks++;
                  looked.countDown();
                }
                return checks;
              }));
    }
    assertTrue(looked.await(10, TimeUnit.SECONDS), "the readers did not start");
    for (int i = 1; i < 400; i++) {
      index.apply(batch(i), List.of());
    }
    stop.set(true);
    for (Future<Integer> reader : readers) {
      assertTrue(reader.get(10, TimeUnit.SECONDS) > 0);
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), "a merge did not end");
    assertEquals(Map.of("t399", 10), index.snapshot().facet("spec.type"));
  }

  @Test
  void uidsAreOrderedAsTheirTexts() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    List<String> uids =
        List.of(
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-8000-000000000000",
            "7fffffff-ffff-ffff-ffff-ffffffffffff",
            "80000000-0000-0000-0000-000000000000",
            "ffffffff-0000-0000-0000-000000000000");
    for (int i = uids.size() - 1; i >= 0; i--) {
      index.apply(List.of(entity(i, "a", uids.get(i))), List.of());
    }
    List<String> walked = new ArrayList<>();
    for (Walk walk = index.snapshot().all().byUid(false, null); walk.next(); ) {
      walked.add(walk.entity().uid().toString());
    }
    assertEquals(uids, walked);
    assertTrue(index.snapshot().byUid(UUID.fromString(uids.get(3))).isPresent());
  }

  @Test
  void itemsOfListsAreFoundAtEachDotAndMakeNoColumns() {
    DefaultCatalogIndex index = TestIndexes.index(Runnable::run);
    index.apply(
        List.of(
            TestIndexes.entity(
                Map.of(
                    "kind",
                    "Component",
                    "metadata",
                    Map.of(
                        "name",
                        "n",
                        "namespace",
                        "default",
                        "uid",
                        new UUID(1, 1).toString(),
                        "tags",
                        List.of("node.js", "java"))))),
        List.of());
    Snapshot snapshot = index.snapshot();
    assertEquals(1, snapshot.where(s -> s.exists("metadata.tags.node.js")).count());
    assertEquals(1, snapshot.where(s -> s.anyOf("metadata.tags.java", Set.of("true"))).count());
    assertEquals(0, snapshot.where(s -> s.anyOf("metadata.tags.java", Set.of("java"))).count());
    assertEquals(0, snapshot.where(s -> s.exists("metadata.tags.node")).count());
    assertEquals(Map.of("true", 1), snapshot.facet("metadata.tags.node.js"));
    assertEquals(
        Set.of("kind", "metadata.name", "metadata.namespace", "metadata.uid", "metadata.tags"),
        snapshot.segments().get(0).columns().keySet());
  }

  private static List<IndexedEntity> batch(int type) {
    List<IndexedEntity> batch = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      batch.add(entity(i, "t" + type));
    }
    return batch;
  }

  private static IndexedEntity entity(int i, String type) {
    return entity(i, type, new UUID(i, i).toString());
  }

  private static IndexedEntity entity(int i, String type, String uid) {
    return TestIndexes.entity(
        Map.of(
            "kind", "Component",
            "metadata", Map.of("name", "n" + i, "namespace", "default", "uid", uid),
            "spec", Map.of("type", type)));
  }
}
