package dev.callboard.docs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.api.DocsPublication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest {
  private static final String SITE = "default/component/a";

  @TempDir Path temp;
  private LocalStorage storage;

  @BeforeEach
  void makeStorage() {
    storage = new LocalStorage(() -> temp.resolve("sites"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> read(String path) throws IOException {
    return storage.read(SITE, path).map(file -> new String(file.bytes(), StandardCharsets.UTF_8));
  }

  private void publish(String... pathsAndTexts) throws IOException {
    try (DocsPublication publication = storage.publish(SITE)) {
      for (int i = 0; i < pathsAndTexts.length; i += 2) {
        publication.put(pathsAndTexts[i], bytes(pathsAndTexts[i + 1]));
      }
      publication.commit();
    }
  }

  @Test
  void aSiteIsReadAsItWasPublished() throws IOException {
    publish("index.html", "one", "a/index.html", "two");
    assertEquals(Optional.of("one"), read("index.html"));
    assertEquals(Optional.of("two"), read("a/index.html"));
    assertEquals(Optional.empty(), read("a"));
    assertEquals(Optional.empty(), read("b"));
    assertTrue(Files.exists(temp.resolve("sites/default/component/a/a/index.html")));
  }

  @Test
  void theVersionBeforeIsServedUntilTheNewOneIsWhole() throws IOException {
    publish("index.html", "one", "gone.html", "x");
    try (DocsPublication publication = storage.publish(SITE)) {
      publication.put("index.html", bytes("two"));
      assertEquals(Optional.of("one"), read("index.html"));
    }
    assertEquals(Optional.of("one"), read("index.html"));
    try (DocsPublication publication = storage.publish(SITE)) {
      publication.keep("index.html");
      publication.put("new.html", bytes("n"));
      publication.commit();
    }
    assertEquals(Optional.of("one"), read("index.html"));
    assertEquals(Optional.of("n"), read("new.html"));
    assertEquals(Optional.empty(), read("gone.html"));
    assertEquals(0, Files.list(temp.resolve("sites/.staging")).count());
  }

  @Test
  void aFileCanTakeThePlaceOfAFolder() throws IOException {
    publish("a/b.html", "x");
    publish("a", "file");
    assertEquals(Optional.of("file"), read("a"));
    publish("a/b.html", "x");
    assertEquals(Optional.of("x"), read("a/b.html"));
    storage.remove(SITE);
    assertFalse(Files.exists(temp.resolve("sites/default/component/a")));
  }

  @Test
  void P02_noPathLeadsOutOfTheSite() throws IOException {
    publish("index.html", "x");
    Files.createDirectories(temp.resolve("sites/default/component/b"));
    Files.writeString(temp.resolve("sites/default/component/b/secret"), "SECRET");
    Files.createSymbolicLink(
        temp.resolve("sites/default/component/a/link"),
        temp.resolve("sites/default/component/b/secret"));
    Files.createSymbolicLink(
        temp.resolve("sites/default/component/a/folder"),
        temp.resolve("sites/default/component/b"));
    for (String path :
        new String[] {
          "../b/secret", "x/../../b/secret", "/etc/passwd", "link", "folder/secret", "a\0b", ".."
        }) {
      assertEquals(Optional.empty(), read(path), path);
    }
    assertEquals(Optional.empty(), storage.read("../../etc", "passwd"));
  }
}
