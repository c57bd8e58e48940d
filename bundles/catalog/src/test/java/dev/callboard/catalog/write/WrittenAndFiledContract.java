package dev.callboard.catalog.write;

import static dev.callboard.catalog.write.WriteBench.file;
import static dev.callboard.catalog.write.WriteBench.options;
import static dev.callboard.catalog.write.WriteBench.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities that files and writes both claim, on each database. */
abstract class WrittenAndFiledContract {
  private WriteBench bench;

  abstract WriteBench open(boolean deleteOrphans) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(true);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void entityOfAFileIsNotReplacedAndTheTextNamesTheFile() {
    bench.register("a.yaml", file("a", "x"));
    WriteRefused refused = assertThrows(WriteRefused.class, () -> bench.put("a", "y"));
    assertEquals(ErrorCode.CONFLICT, refused.code());
    assertTrue(refused.getMessage().contains(WriteBench.BASE + "a.yaml"), refused.getMessage());
    assertEquals("x", bench.at("a", "spec", "owner"));
  }

  @Test
  void fileThatClaimsAWrittenEntityWaitsForItsDeletion() {
    bench.put("a", "written");
    bench.register("a.yaml", file("a", "file"));
    assertEquals("written", bench.at("a", "spec", "owner"));
    assertEquals("api:component:default/a", bench.store.conflicts().get(0).winnerKey());
    bench.writer.delete(ref("a"), options());
    assertEquals("file", bench.at("a", "spec", "owner"));
    assertEquals(List.of(), bench.store.conflicts());
  }

  @Test
  void deletionOfAnEntityOfAFileHasTheFileReadAgain() {
    bench.register("a.yaml", file("a", "x"));
    Object uid = bench.at("a", "metadata", "uid");
    bench.writer.delete(ref("a"), options());
    assertTrue(bench.served("a"));
    assertNotEquals(uid, bench.at("a", "metadata", "uid"));
  }

  @Test
  void anEntityThatNobodyListsAnyMoreCanBeTakenOver() throws Exception {
    bench.close();
    bench = open(false);
    Location location = bench.register("a.yaml", file("a", "x"));
    bench.edit(location, file("b", "x"));
    assertEquals("true", bench.at("a", "metadata", "annotations", "backstage.io/orphan"));
    Object uid = bench.at("a", "metadata", "uid");
    bench.put("a", "y");
    assertEquals("y", bench.at("a", "spec", "owner"));
    assertEquals(uid, bench.at("a", "metadata", "uid"));
    assertEquals(null, bench.at("a", "metadata", "annotations", "backstage.io/orphan"));
  }

  @Test
  void overlayOfAnEntityThatIsGoneCanBeRemoved() {
    Location location = bench.register("a.yaml", file("a", "x"));
    bench.writer.patch(ref("a"), Map.of("metadata", Map.of("title", "Mine")), options());
    bench.ingestion.removed(location);
    assertFalse(bench.served("a"));
    WriteOptions some =
        new WriteOptions(WriteBench.cause(), Precondition.NONE, false, new OnlySome());
    WriteRefused refused =
        assertThrows(WriteRefused.class, () -> bench.writer.removeOverlay(ref("a"), some));
    assertEquals(ErrorCode.NOT_FOUND, refused.code());
    bench.writer.removeOverlay(ref("a"), options());
    assertTrue(bench.writer.overlay(ref("a")).isEmpty());
    bench.ingestion.added(location);
    assertEquals("From the file", bench.at("a", "metadata", "title"));
  }

  /** The rights of somebody who may change some entities. */
  private static final class OnlySome implements WriteGuard {
    @Override
    public void check(String ref, Optional<IndexedEntity> before) {}

    @Override
    public boolean isUnconditional() {
      return false;
    }
  }
}
