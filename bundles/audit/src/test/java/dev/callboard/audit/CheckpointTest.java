package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final String HASH = "sha256:" + "ab".repeat(32);
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00.5Z");

  @TempDir Path data;

  private static Map<String, Object> checkpoints(Map<String, Object> values) {
    return Map.of("audit", Map.of("checkpoints", values));
  }

  private CheckpointSettings settings(Map<String, Object> values) {
    return CheckpointSettings.of(new MapConfig(checkpoints(values)), data);
  }

  @Test
  void aNoteHasWhatWasSignedAndNothingOfItCanBeChanged() {
    SigningKey key = SigningKey.create();
    Checkpoint signed = Checkpoint.sign(1842, HASH, NOW, key);
    Checkpoint read = Checkpoint.parse(signed.note());
    assertEquals(signed, read);
    assertTrue(read.signedBy(key.verifier()));
    assertFalse(read.signedBy(SigningKey.create().verifier()));
    String other = signed.note().replace("1842", "1843");
    assertFalse(Checkpoint.parse(other).signedBy(key.verifier()));
    String later = signed.note().replace("time 2026", "time 2027");
    assertFalse(Checkpoint.parse(later).signedBy(key.verifier()));
    for (String wrong : new String[] {"", "x", signed.note() + "\n", "x" + signed.note()}) {
      assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(wrong));
    }
  }

  @Test
  void keysAreReadAsTheyAreWritten() {
    SigningKey key = SigningKey.create();
    SigningKey same = SigningKey.parse(key.pem());
    assertEquals(key.verifier(), same.verifier());
    assertEquals(key.verifier(), VerifierKey.parse(key.verifier().text()));
    assertThrows(IllegalArgumentException.class, () -> SigningKey.parse("no key"));
    String[] parts = key.verifier().text().split("\\+", 3);
    for (String wrong :
        new String[] {"", "a+b+c", parts[0] + "+00000000+" + parts[2], parts[0] + "+x"}) {
      assertThrows(IllegalArgumentException.class, () -> VerifierKey.parse(wrong), wrong);
    }
  }

  @Test
  void aKeyOfOpenSslIsRead() {
    // Made of the seed of RFC 8032, section 7.1, test 1.
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpe"
            + "zJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
    byte[] encoded = SigningKey.parse(pem).verifier().key().getEncoded();
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        java.util.HexFormat.of().formatHex(encoded, 12, 44));
  }

  @Test
  void onlyTheServerMayReadItsKey() throws Exception {
    CheckpointSettings settings = settings(Map.of());
    SigningKey key = new CheckpointKeys(settings).signing();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.keyFile())));
    assertEquals(key.verifier(), new CheckpointKeys(settings).signing().verifier());
    assertEquals(key.verifier().text() + "\n", Files.readString(settings.knownKeys()));
  }

  @Test
  void aConfiguredKeyIsNeitherMadeNorReplaced() throws Exception {
    CheckpointSettings settings = settings(Map.of("keyFile", "mounted/key.pem"));
    assertThrows(PortalException.class, () -> new CheckpointKeys(settings).signing());
    SigningKey key = SigningKey.create();
    PrivateFiles.write(data.resolve("mounted/key.pem"), key.pem());
    CheckpointKeys keys = new CheckpointKeys(settings);
    assertEquals(key.verifier(), keys.signing().verifier());
    assertThrows(PortalException.class, keys::rotate);
  }

  @Test
  void aLineThatACrashCutOffIsPassedOver() throws Exception {
    CheckpointJournal journal = new CheckpointJournal(data.resolve("audit/journal"));
    SigningKey key = SigningKey.create();
    Checkpoint first = Checkpoint.sign(1, HASH, NOW, key);
    Checkpoint second = Checkpoint.sign(2, HASH, NOW, key);
    journal.append(first);
    Files.writeString(journal.file(), "{\"note\":\"callb", StandardOpenOption.APPEND);
    assertEquals(first, journal.last().orElseThrow());
    journal.append(second);
    assertEquals(second, journal.last().orElseThrow());
    int[] seen = new int[1];
    journal.<RuntimeException>forEach(checkpoint -> ++seen[0] > 0);
    assertEquals(2, seen[0]);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(1, settings(Map.of("records", 1)).records());
    assertEquals(1_000_000, settings(Map.of("records", 1_000_000)).records());
    assertThrows(PortalException.class, () -> settings(Map.of("records", 0)));
    assertThrows(PortalException.class, () -> settings(Map.of("records", 1_000_001)));
    assertThrows(PortalException.class, () -> settings(Map.of("interval", "PT0S")));
  }
}
