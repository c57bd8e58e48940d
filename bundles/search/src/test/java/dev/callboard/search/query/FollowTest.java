package dev.callboard.search.query;

import static dev.callboard.search.spi.SearchDocument.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.search.fakes.ListCollator;
import dev.callboard.search.follow.SearchHealth;
import dev.callboard.search.follow.TypeState;
import dev.callboard.search.spi.DocumentDecorator;
import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {
  @TempDir Path folder;
  private final ListCollator things = new ListCollator("things");

  private static SearchDocument thing(String name) {
    return document(name, name, "/things/" + name).build();
  }

  private TestSearch open() throws Exception {
    return new TestSearch(folder, things);
  }

  @Test
  void aChangeIsFoundAtOnceAndSoIsADeletion() throws Exception {
    things.put(thing("first"));
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=first");
      long start = System.nanoTime();
      things.put(thing("second"));
      search.awaitCount(1, "term=second");
      System.out.printf("searchable after %d ms%n", (System.nanoTime() - start) / 1_000_000);
      things.remove("first");
      search.awaitCount(0, "term=first");
      assertEquals(1, things.readings());
    }
  }

  @Test
  void afterARestartOnlyWhatChangedIsRead() throws Exception {
    things.put(thing("kept")).put(thing("gone"));
    try (TestSearch search = open()) {
      search.awaitCount(2, "term=");
      things.put(thing("late"));
      search.awaitCount(3, "term=");
    }
    things.remove("gone");
    things.put(thing("missed"));
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=missed");
      assertEquals(List.of("kept", "late", "missed"), search.titles("term="));
      assertEquals(1, things.readings());
    }
  }

  @Test
  void F07_whatWasNotSavedBeforeACrashIsFollowedAgain() throws Exception {
    things.put(thing("saved"));
    Path crashed = folder.resolve("crashed");
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=saved");
      things.put(thing("unsaved"));
      search.awaitCount(1, "term=unsaved");
      // A crash leaves the files as they are now, with the lock.
      copy(folder.resolve("search"), crashed.resolve("search"));
    }
    try (TestSearch search = new TestSearch(crashed, things)) {
      search.awaitCount(2, "term=");
      assertEquals(1, things.readings());
    }
  }

  @Test
  void F07_anIndexThatIsDamagedIsMadeAnew() throws Exception {
    for (int i = 0; i < 50; i++) {
      things.put(thing("thing-" + i));
    }
    try (TestSearch search = open()) {
      search.awaitCount(50, "term=");
    }
    int readings = things.readings();
    for (Damage damage : damages()) {
      int files = 0;
      for (Path file : files(folder.resolve("search"))) {
        if (!file.endsWith("write.lock")) {
          damage.to(file);
          files++;
        }
      }
      assertTrue(files > 0);
      try (TestSearch search = open()) {
        search.awaitCount(50, "term=thing");
        assertEquals(++readings, things.readings(), damage.toString());
      }
    }
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  private static List<Damage> damages() {
    return List.of(
        file -> {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length / 2] ^= 4;
          Files.write(file, bytes);
        },
        file -> Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING),
        file -> Files.writeString(file, "written by something else"),
        Files::delete);
  }

  @Test
  void F07_oneFlippedBitInAnyFileIsSeen() throws Exception {
    for (int i = 0; i < 20; i++) {
      things.put(thing("thing-" + i));
    }
    try (TestSearch search = open()) {
      search.awaitCount(20, "term=");
    }
    List<Path> names = files(folder.resolve("search"));
    for (Path name : names) {
      if (name.endsWith("write.lock")) {
        continue;
      }
      Path copy = folder.resolve("copy-of-" + name.getFileName());
      copy(folder.resolve("search"), copy.resolve("search"));
      Path file = copy.resolve(folder.relativize(name));
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 3] ^= 1;
      Files.write(file, bytes);
      int readings = things.readings();
      try (TestSearch search = new TestSearch(copy, things)) {
        search.awaitCount(20, "term=thing");
      }
      assertEquals(readings + 1, things.readings(), name.toString());
    }
  }

  @Test
  void theOldIndexAnswersWhileANewOneIsMade() throws Exception {
    CountDownLatch reading = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    ListCollator slow =
        new ListCollator("slow") {
          @Override
          public Optional<String> readAll(DocumentSink sink) {
            reading.countDown();
            if (reading.getCount() == 0) {
              await(goOn);
            }
            return super.readAll(sink);
          }
        };
    slow.put(thing("old"));
    try (TestSearch search = new TestSearch(folder, slow)) {
      search.awaitCount(1, "term=old");
      search.indexes().rebuild("slow");
      await(reading);
      assertEquals("rebuilding", search.indexes().states().get(0).state());
      assertEquals(1, search.ask("term=old").get("numberOfResults").asInt());
      slow.put(thing("new"));
      goOn.countDown();
      search.awaitCount(2, "term=");
      assertEquals(2, slow.readings());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void documentsGoWithTheirCollatorAndComeBack() throws Exception {
    ListCollator others = new ListCollator("others").put(thing("other"));
    things.put(thing("thing"));
    try (TestSearch search = new TestSearch(folder, things, others)) {
      search.awaitCount(2, "term=");
      search.indexes().removeCollator(others);
      assertEquals(1, search.ask("term=").get("numberOfResults").asInt());
      assertThrows(PortalException.class, () -> search.ask("term=", "types[0]=others"));
      search.indexes().addCollator(others, Map.of());
      search.awaitCount(1, "term=", "types[0]=others");
      assertEquals(1, others.readings());
    }
  }

  @Test
  void ofTwoCollatorsTheOneWithTheHigherRankingCounts() throws Exception {
    things.put(thing("low"));
    ListCollator better = new ListCollator("things").put(thing("high"));
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=low");
      search.indexes().addCollator(better, Map.of("service.ranking", 5));
      better.forget();
      search.awaitCount(1, "term=high");
      search.awaitCount(0, "term=low");
    }
  }

  @Test
  void aCollatorThatFailsIsToldAndTriedAgain() throws Exception {
    things.put(thing("first"));
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=first");
      things.fail(new IllegalStateException("no source"));
      things.put(thing("second"));
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      TypeState state = search.indexes().states().get(0);
      while (!state.problem().equals("no source") && System.nanoTime() < end) {
        Thread.sleep(5);
        state = search.indexes().states().get(0);
      }
      assertEquals("failing", state.state());
      SearchHealth health = new SearchHealth(search.indexes());
      assertEquals(Result.Status.WARN, health.execute().getStatus());
      assertEquals(1, search.ask("term=").get("numberOfResults").asInt());
      things.fail(null);
      search.awaitCount(2, "term=");
    }
  }

  @Test
  void otherLanguagesHaveTheIndexMadeAnew() throws Exception {
    things.put(document("c", "Note", "/c").text("continuellement disponible").build());
    try (TestSearch search = open()) {
      search.awaitCount(1, "term=");
      assertEquals(0, search.ask("term=continuelles").get("numberOfResults").asInt());
    }
    MapConfig french = MapConfig.of("search.languages", List.of("fr", "en"));
    try (TestSearch search = new TestSearch(folder, french, things)) {
      search.awaitCount(1, "term=");
      assertEquals(1, search.ask("term=continuelles").get("numberOfResults").asInt());
      assertEquals(2, things.readings());
    }
  }

  /** Keeps one document out, and marks the others. */
  private static final class Censor implements DocumentDecorator {
    private final CountDownLatch mayGoOn;

    Censor(int waits) {
      mayGoOn = new CountDownLatch(waits);
    }

    @Override
    public Set<String> types() {
      return Set.of("things");
    }

    @Override
    public Optional<SearchDocument> decorate(String type, SearchDocument document) {
      await(mayGoOn);
      return document.title().equals("secret")
          ? Optional.empty()
          : Optional.of(document.toBuilder().tag("decorated").build());
    }
  }

  @Test
  void aDecoratorAddsAndKeepsOutAndTheOldIndexAnswersMeanwhile() throws Exception {
    things.put(thing("shown")).put(thing("secret"));
    Censor censor = new Censor(1);
    try (TestSearch search = open()) {
      search.awaitCount(2, "term=");
      search.indexes().addDecorator(censor);
      search.awaitState("rebuilding");
      assertEquals(2, search.ask("term=").get("numberOfResults").asInt());
      censor.mayGoOn.countDown();
      search.awaitCount(1, "term=");
      assertEquals(List.of("shown"), search.titles("term=decorated"));
      things.put(thing("later"));
      search.awaitCount(2, "term=decorated");
      search.indexes().removeDecorator(censor);
      search.awaitCount(3, "term=");
    }
  }

  @Test
  void afterARestartWithAnotherDecoratorTheOldIndexAnswersUntilTheNewOneIsMade() throws Exception {
    things.put(thing("shown")).put(thing("secret"));
    try (TestSearch search = open()) {
      search.awaitCount(2, "term=");
    }
    Censor censor = new Censor(1);
    try (TestSearch search = open()) {
      search.indexes().addDecorator(censor);
      search.awaitCount(2, "term=");
      search.awaitState("rebuilding");
      censor.mayGoOn.countDown();
      search.awaitCount(1, "term=");
    }
    try (TestSearch search = open()) {
      search.indexes().addDecorator(new Censor(0));
      search.awaitCount(1, "term=");
      assertEquals(2, things.readings());
    }
  }

  @Test
  void theIndexOfATypeThatNobodyBringsAnyMoreIsDeleted() throws Exception {
    ListCollator others = new ListCollator("others").put(thing("other"));
    things.put(thing("thing"));
    MapConfig config = MapConfig.of("search.index.keepUnused", Duration.ofMillis(20));
    Path old = folder.resolve("search/others");
    try (TestSearch search = new TestSearch(folder, config, things, others)) {
      search.awaitCount(2, "term=");
      search.indexes().removeCollator(others);
      awaitDeletion(old);
      search.indexes().addCollator(others, Map.of());
      search.awaitCount(2, "term=");
      assertEquals(2, others.readings());
    }
    assertTrue(Files.exists(old));
    Files.createDirectories(folder.resolve("search/no type"));
    try (TestSearch search = new TestSearch(folder, config, things)) {
      search.awaitCount(1, "term=");
      awaitDeletion(old);
      assertEquals(1, search.ask("term=").get("numberOfResults").asInt());
    }
    assertTrue(Files.exists(folder.resolve("search/no type")), "it is not ours");
  }

  private static void awaitDeletion(Path path) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (Files.exists(path)) {
      assertTrue(System.nanoTime() < end, path + " is still there");
      Thread.sleep(5);
    }
  }

  @Test
  void aTypeWithoutAnIndexIsNamed() throws Exception {
    things.fail(new IllegalStateException("no source"));
    ListCollator others = new ListCollator("others").put(thing("other"));
    MapConfig config = MapConfig.of("search.index.startTimeout", Duration.ofMillis(50));
    try (TestSearch search = new TestSearch(folder, config, things, others)) {
      search.awaitCount(1, "term=other");
      assertEquals("[\"things\"]", search.ask("term=other").get("missingTypes").toString());
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
