package dev.callboard.plugins.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest implements DropFolderListener {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);
  @TempDir Path directory;
  private final List<String> heard = new ArrayList<>();
  private Duration wait = Duration.ZERO;
  private DropFolder folder;

  @BeforeEach
  void open() {
    folder = new DropFolder(directory, this, Duration.ofMillis(300), Clock.systemUTC());
  }

  @Override
  public Duration signatureWait() {
    return wait;
  }

  @Override
  public void copying(String name) {
    heard.add("copying " + name);
  }

  @Override
  public void broken(String name) {
    heard.add("broken " + name);
  }

  @Override
  public void arrived(Path jar, Optional<Path> signature) {
    heard.add("arrived " + jar.getFileName() + (signature.isPresent() ? " signed" : ""));
  }

  @Override
  public void renamed(String from, String to) {
    heard.add("renamed " + from + " " + to);
  }

  @Override
  public void gone(String name) {
    heard.add("gone " + name);
  }

  @Override
  public void unreadable(Optional<String> reason) {
    heard.add(reason.isPresent() ? "unreadable" : "readable");
  }

  private Path old(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, content);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  private static byte[] jar(String version) {
    return TestJar.plugin("hello", version).bytes();
  }

  private void lookUntilCalm() throws InterruptedException {
    for (int i = 0; i < 200 && folder.look(); i++) {
      Thread.sleep(10);
    }
  }

  @Test
  void aFileThatWasMovedInCountsAtTheFirstLook() throws Exception {
    old("a.jar", jar("1.0.0"));
    assertFalse(folder.look());
    assertEquals(List.of("arrived a.jar"), heard);
  }

  @Test
  void aFreshFileCountsWhenItHasSettled() throws Exception {
    Files.write(directory.resolve("a.jar"), jar("1.0.0"));
    assertTrue(folder.look());
    assertEquals(List.of(), heard);
    lookUntilCalm();
    assertEquals(List.of("arrived a.jar"), heard);
  }

  @Test
  void whatDoesNotChangeIsNotToldAgain() throws Exception {
    old("a.jar", jar("1.0.0"));
    folder.look();
    folder.look();
    assertEquals(1, heard.size());
    folder.again("a.jar");
    folder.look();
    assertEquals(2, heard.size());
  }

  @Test
  void F36_anIncompleteFileIsToldOnceAndBrokenOnce() throws Exception {
    byte[] whole = jar("1.0.0");
    old("a.jar", java.util.Arrays.copyOf(whole, whole.length - 30));
    lookUntilCalm();
    folder.look();
    folder.look();
    assertEquals(List.of("copying a.jar", "broken a.jar"), heard);
    old("a.jar", whole);
    lookUntilCalm();
    assertEquals("arrived a.jar", heard.get(2));
  }

  @Test
  void F36_anotherFileWithTheSameSizeAndTimeIsNoticed() throws Exception {
    old("a.jar", jar("1.0.0"));
    folder.look();
    Path other = old("b.tmp", jar("1.0.0"));
    Files.move(other, directory.resolve("a.jar"), StandardCopyOption.ATOMIC_MOVE);
    lookUntilCalm();
    assertEquals(List.of("arrived a.jar", "arrived a.jar"), heard);
  }

  @Test
  void aJarIsHeldBackForItsSignature() throws Exception {
    wait = Duration.ofSeconds(30);
    old("a.jar", jar("1.0.0"));
    assertTrue(folder.look());
    assertEquals(List.of(), heard);
    old("a.jar.sig", new byte[1]);
    lookUntilCalm();
    assertEquals(List.of("arrived a.jar signed"), heard);
  }

  @Test
  void aJarWithoutSignatureCountsAfterTheWait() throws Exception {
    wait = Duration.ofMillis(50);
    old("a.jar", jar("1.0.0"));
    assertTrue(folder.look());
    lookUntilCalm();
    assertEquals(List.of("arrived a.jar"), heard);
  }

  @Test
  void aSignatureThatComesLaterIsToldAndItsRemovalIsNot() throws Exception {
    old("a.jar", jar("1.0.0"));
    folder.look();
    Path signature = old("a.jar.sig", new byte[1]);
    lookUntilCalm();
    Files.delete(signature);
    lookUntilCalm();
    assertEquals(List.of("arrived a.jar", "arrived a.jar signed"), heard);
  }

  @Test
  void aRenamedFileIsTold() throws Exception {
    Path file = old("a.jar", jar("1.0.0"));
    folder.look();
    Files.move(file, directory.resolve("b.jar"));
    folder.look();
    assertEquals(List.of("arrived a.jar", "renamed a.jar b.jar"), heard);
  }

  @Test
  void aFolderThatIsAwaySaysNothingAboutItsFiles() throws Exception {
    Path file = old("a.jar", jar("1.0.0"));
    folder.look();
    Path elsewhere = directory.resolveSibling(directory.getFileName() + "-moved");
    Files.move(directory, elsewhere);
    folder.look();
    folder.look();
    Files.move(elsewhere, directory);
    folder.look();
    assertTrue(Files.exists(file));
    assertEquals(List.of("arrived a.jar", "unreadable", "readable"), heard);
  }

  @Test
  void aFileThatIsExpectedAndNotThereIsGone() {
    folder.expect("a.jar");
    folder.look();
    assertEquals(List.of("gone a.jar"), heard);
  }

  @Test
  void otherFilesDoNotCount() throws Exception {
    old("a.txt", jar("1.0.0"));
    old(".a.jar", jar("1.0.0"));
    Files.createDirectory(directory.resolve("b.jar"));
    folder.look();
    assertEquals(List.of(), heard);
  }
}
