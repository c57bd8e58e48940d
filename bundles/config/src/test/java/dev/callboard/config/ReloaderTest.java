package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.config.Reloader.Outcome;
import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {
  @TempDir Path folder;
  private Path file;
  private LoaderFixture fixture;
  private Reloader reloader;

  @BeforeEach
  void load() {
    fixture = new LoaderFixture(folder).layer("app-config.yaml", "a: 1");
    file = folder.resolve("app-config.yaml");
    reloader = new Reloader(fixture.loader(Map.of()));
  }

  private Object a() {
    return reloader.current().config().value("a").orElseThrow();
  }

  /** Replaces the file as editors do, so that the stamp differs whatever the clock says. */
  private void write(String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("new.tmp"), text);
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertFailsAndRecovers() throws IOException {
    Config before = reloader.current().config();
    assertEquals(Outcome.WAITING, reloader.poll());
    assertEquals(Outcome.FAILED, reloader.poll());
    assertSame(before, reloader.current().config());
    assertEquals(1, reloader.problems().size());
    assertEquals(Outcome.UNCHANGED, reloader.poll());
    write("a: 2");
    assertEquals(Outcome.WAITING, reloader.poll());
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals(List.of(), reloader.problems());
    assertEquals(2L, a());
  }

  @Test
  void aGoodChangeBecomesActiveAtTheSecondPoll() throws IOException {
    assertEquals(Outcome.UNCHANGED, reloader.poll());
    write("a: 2");
    assertEquals(Outcome.WAITING, reloader.poll());
    assertEquals(1L, a());
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals(2L, a());
    assertEquals(Outcome.UNCHANGED, reloader.poll());
  }

  @Test
  void F40_whoTookAConfigurationKeepsItOverAReload() throws IOException {
    Config taken = reloader.current().config();
    write("a: 2");
    reloader.poll();
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals(1L, taken.value("a").orElseThrow());
    assertEquals(2L, a());
  }

  @Test
  void F39_aSyntaxErrorKeepsTheOldConfiguration() throws IOException {
    write("a: [2\n");
    assertFailsAndRecovers();
  }

  @Test
  void F39_aDeletedFileKeepsTheOldConfiguration() throws IOException {
    Files.delete(file);
    assertFailsAndRecovers();
  }

  @Test
  void F39_aMissingSecretFileKeepsTheOldConfiguration() throws IOException {
    write("a: {$file: gone.txt}");
    assertFailsAndRecovers();
  }

  @Test
  void F39_lostPermissionKeepsTheOldConfiguration() throws IOException {
    AtomicBoolean denied = new AtomicBoolean();
    ConfigSources sources = ConfigSources.files(List.of(file), Map.of());
    reloader = new Reloader(new ConfigLoader(sources, () -> new Guarded(denied)));
    denied.set(true);
    write("a: 3");
    reloader.poll();
    assertEquals(Outcome.FAILED, reloader.poll());
    assertEquals(1L, a());
    assertTrue(reloader.problems().get(0).message().endsWith("may not be read by this process"));
    denied.set(false);
    write("a: 2");
    reloader.poll();
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals(2L, a());
  }

  /** Permissions that also hold for root, as whom these tests may run. */
  private static final class Guarded extends FileAccess {
    private final AtomicBoolean denied;

    private Guarded(AtomicBoolean denied) {
      this.denied = denied;
    }

    @Override
    byte[] bytes(Path path) throws IOException {
      if (denied.get()) {
        throw new AccessDeniedException(path.toString());
      }
      return super.bytes(path);
    }
  }

  @Test
  void F39_aFileThatIsStillWrittenIsLeftAlone() throws IOException {
    write("a: 2");
    assertEquals(Outcome.WAITING, reloader.poll());
    write("a: 2\nb: 3");
    assertEquals(Outcome.WAITING, reloader.poll());
    write("a: 2\nb: 3\nc: 4");
    assertEquals(Outcome.WAITING, reloader.poll());
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertTrue(reloader.current().config().has("c"));
  }

  @Test
  void F39_aGoodLayerIsNotTakenUpTogetherWithABadOne() throws IOException {
    Path second = fixture.file("second.yaml", "b: 1");
    reloader = new Reloader(new ConfigLoader(ConfigSources.files(List.of(file, second), Map.of())));
    write("a: 2");
    Files.writeString(second, "b: [1,");
    reloader.poll();
    assertEquals(Outcome.FAILED, reloader.poll());
    assertEquals(1L, a());
  }

  @Test
  void F39_aTurnedSymbolicLinkOfTheFolderIsNoticed() throws IOException {
    for (String version : List.of("v1", "v2")) {
      fixture.file(version + "/app-config.yaml", "a: " + version);
    }
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
    Path link =
        Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("..data/app-config.yaml"));
    reloader = new Reloader(new ConfigLoader(ConfigSources.files(List.of(link), Map.of())));
    assertEquals("v1", a());
    Path turned = Files.createSymbolicLink(folder.resolve("turned"), Path.of("v2"));
    Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Outcome.WAITING, reloader.poll());
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals("v2", a());
  }

  @Test
  void theSameErrorIsToldOnce() throws IOException {
    write("a: [2\n");
    reloader.poll();
    assertEquals(Outcome.FAILED, reloader.poll());
    write("a: [2\n");
    reloader.poll();
    assertEquals(Outcome.FAILED_AGAIN, reloader.poll());
  }

  @Test
  void includedFilesAreWatchedToo() throws IOException {
    Path secret = fixture.file("secret.txt", "one");
    write("a: {$file: secret.txt}");
    reloader = new Reloader(fixture.loader(Map.of()));
    assertEquals("one", a());
    Files.writeString(secret, "another");
    reloader.poll();
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals("another", a());
  }

  @Test
  void aLayerThatAppearsLaterIsTakenUp() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    fixture.file("config/app-config.yaml", "a: 1");
    reloader =
        new Reloader(
            new ConfigLoader(
                ConfigSources.of(Map.of("callboard.home", folder.toString())::get, Map.of())));
    fixture.file("config/app-config.local.yaml", "a: 5");
    reloader.poll();
    assertEquals(Outcome.RELOADED, reloader.poll());
    assertEquals(5L, a());
  }

  @Test
  void touchingAFileChangesNothing() throws IOException {
    write("a: 1 # same\n");
    reloader.poll();
    assertEquals(Outcome.SAME, reloader.poll());
  }
}
