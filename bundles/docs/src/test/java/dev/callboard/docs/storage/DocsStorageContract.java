package dev.callboard.docs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.api.DocsStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What each storage does, whatever it keeps sites in. */
public abstract class DocsStorageContract {
  private static final String SITE = "default/component/a";

  /** Returns a storage that is empty. */
  protected abstract DocsStorage storage();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> read(String path) throws IOException {
    return storage().read(SITE, path).map(file -> new String(file.bytes(), StandardCharsets.UTF_8));
  }

  private void publish(String... pathsAndTexts) throws IOException {
    try (DocsPublication publication = storage().publish(SITE)) {
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
  }

  @Test
  void theVersionBeforeIsServedUntilTheNewOneIsWhole() throws IOException {
    publish("index.html", "one", "gone.html", "x");
    try (DocsPublication publication = storage().publish(SITE)) {
      publication.put("index.html", bytes("two"));
      assertEquals(Optional.of("one"), read("index.html"));
    }
    assertEquals(Optional.of("one"), read("index.html"));
    try (DocsPublication publication = storage().publish(SITE)) {
      publication.keep("index.html");
      publication.put("new.html", bytes("n"));
      publication.commit();
    }
    assertEquals(Optional.of("one"), read("index.html"));
    assertEquals(Optional.of("n"), read("new.html"));
    assertEquals(Optional.empty(), read("gone.html"));
  }

  @Test
  void aFileCanTakeThePlaceOfAFolder() throws IOException {
    publish("a/b.html", "x");
    publish("a", "file");
    assertEquals(Optional.of("file"), read("a"));
    publish("a/b.html", "x");
    assertEquals(Optional.of("x"), read("a/b.html"));
  }

  @Test
  void aSiteThatIsRemovedIsGoneAndItsNeighboursAreNot() throws IOException {
    publish("index.html", "one", "a/b/c.html", "two");
    try (DocsPublication publication = storage().publish(SITE + "b")) {
      publication.put("index.html", bytes("other"));
      publication.commit();
    }
    storage().remove(SITE);
    storage().remove(SITE);
    assertEquals(Optional.empty(), read("index.html"));
    assertEquals(Optional.empty(), read("a/b/c.html"));
    assertTrue(storage().read(SITE + "b", "index.html").isPresent());
    storage().remove(SITE + "b");
  }

  @Test
  void aTagChangesWithTheContent() throws IOException {
    publish("a.html", "one");
    String tag = storage().read(SITE, "a.html").orElseThrow().tag();
    assertEquals(tag, storage().read(SITE, "a.html").orElseThrow().tag());
    publish("a.html", "other");
    assertNotEquals(tag, storage().read(SITE, "a.html").orElseThrow().tag());
  }

  @Test
  void namesMayHoldWhatAddressesDoNot() throws IOException {
    publish("a b/ü+~*(1)%20.html", "x", "c&d=e#f?.png", "y");
    assertEquals(Optional.of("x"), read("a b/ü+~*(1)%20.html"));
    assertEquals(Optional.of("y"), read("c&d=e#f?.png"));
    publish("z", "z");
    assertEquals(Optional.empty(), read("a b/ü+~*(1)%20.html"));
    assertEquals(Optional.empty(), read("c&d=e#f?.png"));
  }

  @Test
  void filesMayBeAddedByManyThreads() throws Exception {
    try (DocsPublication publication = storage().publish(SITE)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String path = "same/" + i + ".html";
        work.add(
            () -> {
              publication.put(path, bytes(path));
              return null;
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        for (Future<Void> each : threads.invokeAll(work)) {
          each.get();
        }
      } finally {
        threads.shutdownNow();
      }
      publication.commit();
    }
    assertEquals(Optional.of("same/0.html"), read("same/0.html"));
    assertEquals(Optional.of("same/59.html"), read("same/59.html"));
  }

  @Test
  void P02_noPathLeadsOutOfTheSite() throws IOException {
    publish("index.html", "x");
    try (DocsPublication publication = storage().publish("default/component/b")) {
      publication.put("secret", bytes("SECRET"));
      publication.commit();
    }
    for (String path :
        List.of(
            "../b/secret", "x/../../b/secret", "/etc/passwd", "a\0b", "..", "", "./../b/secret")) {
      assertEquals(Optional.empty(), read(path), path);
    }
    assertEquals(Optional.empty(), storage().read("../../etc", "passwd"));
    storage().remove("default/component/b");
  }
}
