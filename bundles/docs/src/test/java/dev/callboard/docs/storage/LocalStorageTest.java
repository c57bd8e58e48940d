package dev.callboard.docs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.api.DocsStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends DocsStorageContract {
  private static final String SITE = "default/component/a";

  @TempDir Path temp;
  private LocalStorage storage;

  @BeforeEach
  void makeStorage() {
    storage = new LocalStorage(() -> temp.resolve("sites"));
  }

  @Override
  protected DocsStorage storage() {
    return storage;
  }

  private void publish(String path) throws IOException {
    try (DocsPublication publication = storage.publish(SITE)) {
      publication.put(path, new byte[] {'x'});
      publication.commit();
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    publish("a/index.html");
    assertTrue(Files.exists(temp.resolve("sites/default/component/a/a/index.html")));
    try (DocsPublication publication = storage.publish(SITE)) {
      publication.put("never", new byte[1]);
    }
    assertEquals(0, Files.list(temp.resolve("sites/.staging")).count());
    storage.remove(SITE);
    assertFalse(Files.exists(temp.resolve("sites/default/component/a")));
  }

  @Test
  void P02_noLinkLeadsOutOfTheSite() throws IOException {
    publish("index.html");
    Path other = Files.createDirectories(temp.resolve("sites/default/component/b"));
    Files.writeString(other.resolve("secret"), "SECRET");
    Path site = temp.resolve("sites/default/component/a");
    Files.createSymbolicLink(site.resolve("link"), other.resolve("secret"));
    Files.createSymbolicLink(site.resolve("folder"), other);
    assertEquals(Optional.empty(), storage.read(SITE, "link"));
    assertEquals(Optional.empty(), storage.read(SITE, "folder/secret"));
  }
}
