package dev.callboard.plugins.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;

  private static InstalledPlugin plugin(String version) {
    return new InstalledPlugin(
        "hello",
        version,
        "com.acme.hello",
        "ab".repeat(32),
        "ACME",
        Optional.of("hello.jar"),
        true,
        List.of("x", "y"),
        false);
  }

  private static StoredJar receive(PluginStore store, byte... bytes) throws IOException {
    return store.receive(new ByteArrayInputStream(bytes), Optional.of(new byte[] {9}), 3);
  }

  @Test
  void whatTheJournalHoldsIsReadAgain() throws IOException {
    Path file = folder.resolve("installed.json");
    StateJournal.open(file).update(set -> set.with(plugin("1.0.0")).owned("other", "Bob"));
    InstalledSet read = StateJournal.open(file).current();
    assertEquals(Optional.of(plugin("1.0.0")), read.find("hello"));
    assertEquals(Optional.of("ACME"), read.ownerOf("hello"));
    assertEquals(Optional.of("Bob"), read.ownerOf("other"));
  }

  @Test
  void whatWasWithdrawnIsRememberedUntilItIsThereAgain() throws IOException {
    Path file = folder.resolve("installed.json");
    InstalledPlugin shipped =
        new InstalledPlugin(
            "hello", "1.0.0", "h", "ab".repeat(32), "us", Optional.empty(), true, List.of(), true);
    StateJournal.open(file).update(set -> set.with(shipped));
    assertEquals(Optional.of(shipped), StateJournal.open(file).current().find("hello"));
    StateJournal.open(file).update(set -> set.withdraw("hello"));
    assertTrue(StateJournal.open(file).current().isWithdrawn("hello"));
    StateJournal.open(file).update(set -> set.with(shipped));
    assertFalse(StateJournal.open(file).current().isWithdrawn("hello"));
  }

  @Test
  void aJournalOfAVersionThatShippedNothingIsRead() throws IOException {
    Path file = folder.resolve("installed.json");
    Files.writeString(
        file,
        """
        {"format": 1, "owners": {"a": "Bob"}, "plugins": {"a": {"version": "1.0.0",
          "symbolicName": "a", "sha256": "x", "publisher": "Bob", "stopped": false}}}
        """);
    InstalledSet read = StateJournal.open(file).current();
    assertFalse(read.find("a").orElseThrow().shipped());
    assertFalse(read.isWithdrawn("a"));
  }

  @Test
  void anIdStaysWithItsOwnerWhenThePluginGoes() throws IOException {
    StateJournal journal = StateJournal.open(folder.resolve("installed.json"));
    journal.update(set -> set.with(plugin("1.0.0")));
    journal.update(set -> set.without("hello"));
    assertEquals(Optional.of("ACME"), journal.current().ownerOf("hello"));
  }

  @Test
  void aDamagedJournalIsAnErrorAndNotAnEmptyOne() throws IOException {
    Path file = folder.resolve("installed.json");
    for (String content :
        new String[] {"", "{", "{\"format\":2}", "{\"format\":1,\"plugins\":{\"a\":{}}}"}) {
      Files.writeString(file, content);
      assertThrows(IOException.class, () -> StateJournal.open(file), content);
    }
  }

  @Test
  void theListOfReplacedJarsIsBounded() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add("d" + i);
    }
    InstalledPlugin plugin =
        new InstalledPlugin("a", "1.0.0", "a", "b", "c", Optional.empty(), false, many, false);
    assertEquals(20, plugin.replaced().size());
    assertEquals("d49", plugin.replaced().get(19));
  }

  @Test
  void aJarIsKeptUnderItsDigestWithItsSignature() throws IOException {
    PluginStore store = PluginStore.open(folder);
    StoredJar kept = store.keep(receive(store, (byte) 1));
    StoredJar found = store.find(kept.sha256()).orElseThrow();
    assertEquals(kept.file(), found.file());
    assertEquals(9, found.signature().orElseThrow()[0]);
    assertTrue(store.isIntact(found));
    Files.write(found.file(), new byte[] {2});
    assertFalse(store.isIntact(found));
    store.remove(kept.sha256());
    assertTrue(store.find(kept.sha256()).isEmpty());
  }

  @Test
  void aJarAboveTheLimitLeavesNothing() throws IOException {
    PluginStore store = PluginStore.open(folder);
    receive(store, (byte) 1, (byte) 2);
    receive(store, (byte) 1, (byte) 2, (byte) 3);
    assertThrows(
        TooLargeException.class, () -> receive(store, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    try (var files = Files.list(folder.resolve("incoming"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void orphansAreSweptAway() throws IOException {
    PluginStore store = PluginStore.open(folder);
    String wanted = store.keep(receive(store, (byte) 1)).sha256();
    String orphan = store.keep(receive(store, (byte) 2)).sha256();
    receive(store, (byte) 3);
    Files.write(folder.resolve("installed.json"), new byte[1]);
    Files.write(folder.resolve("installed.json.1.tmp"), new byte[1]);
    store.retain(Set.of(wanted));
    assertTrue(store.find(wanted).isPresent());
    assertTrue(store.find(orphan).isEmpty());
    assertTrue(Files.exists(folder.resolve("installed.json")));
    assertFalse(Files.exists(folder.resolve("installed.json.1.tmp")));
    try (var files = Files.list(folder.resolve("incoming"))) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void theQuarantineForgetsTheOldest() throws IOException {
    PluginStore store = PluginStore.open(folder.resolve("store"));
    Quarantine quarantine = new Quarantine(folder.resolve("quarantine"), 2);
    for (byte i = 1; i <= 3; i++) {
      StoredJar jar = receive(store, i);
      Files.setLastModifiedTime(jar.file(), java.nio.file.attribute.FileTime.fromMillis(i * 1000));
      quarantine.take(jar, "x.jar", "bad");
    }
    try (var files = Files.list(folder.resolve("quarantine"))) {
      assertEquals(6, files.count());
    }
  }

  @Test
  void aFailPointThatIsArmedThrowsAndOthersDoNot() {
    System.setProperty(FailPoint.PROPERTY, "a=throw");
    try {
      FailPoint.hit("b");
      assertThrows(IllegalStateException.class, () -> FailPoint.hit("a"));
    } finally {
      System.clearProperty(FailPoint.PROPERTY);
    }
    FailPoint.hit("a");
  }
}
