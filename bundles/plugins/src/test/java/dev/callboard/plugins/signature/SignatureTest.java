package dev.callboard.plugins.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.testing.TestJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
  private static final KeyPair PAIR = KeyPairFiles.generate();
  private static final String DIGEST = "ab".repeat(32);
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  @TempDir Path folder;

  private static SignatureVerifier verifier(Instant now, String... revoked) {
    TrustedKey key = new TrustedKey("acme", PAIR.getPublic(), "ACME", Optional.of(END));
    return new SignatureVerifier(
        new KeyRing(List.of(key), List.of(revoked)), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static byte[] signature() {
    return new PluginSigner("acme", PAIR.getPrivate()).sign("hello", "1.2.0", DIGEST).toBytes();
  }

  private static Verdict verdict(byte[] file) {
    return verifier(END.minusSeconds(1)).verify(DIGEST, Optional.of(file));
  }

  private static byte[] replaced(String what, String by) {
    return new String(signature(), StandardCharsets.UTF_8)
        .replace(what, by)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasSignedIsVerifiedWithItsPublisher() {
    Verdict verdict = verdict(signature());
    assertEquals(SignatureStatus.SIGNED, verdict.status());
    assertEquals("ACME", verdict.publisher());
    assertEquals(Optional.of("hello"), verdict.pluginId());
    assertEquals(Optional.of("1.2.0"), verdict.version());
  }

  @Test
  void aFileIsReadAsItWasWritten() {
    assertArrayEquals(signature(), PluginSignature.parse(signature()).toBytes());
    assertArrayEquals(signature(), PluginSignature.parse(replaced("\n", "\r\n")).toBytes());
  }

  @Test
  void B01_aChangeOfAnyLineIsNoticed() {
    assertEquals(SignatureStatus.INVALID, verdict(replaced("hello", "hallo")).status());
    assertEquals(SignatureStatus.INVALID, verdict(replaced("1.2.0", "1.2.1")).status());
    assertEquals(SignatureStatus.INVALID, verdict(replaced("key-id: acme", "key-id: x")).status());
    assertEquals(SignatureStatus.INVALID, verdict(replaced(DIGEST, "cd".repeat(32))).status());
    assertEquals(SignatureStatus.INVALID, verdict(flipped()).status());
  }

  private static byte[] flipped() {
    PluginSignature good = PluginSignature.parse(signature());
    byte[] bytes = good.signatureBytes();
    bytes[5] ^= 1;
    return new PluginSignature(good.keyId(), good.pluginId(), good.version(), good.sha256(), bytes)
        .toBytes();
  }

  @Test
  void B01_anotherDigestIsCalledModified() {
    Verdict verdict =
        verifier(END.minusSeconds(1)).verify("cd".repeat(32), Optional.of(signature()));
    assertEquals(SignatureStatus.MODIFIED, verdict.status());
    assertTrue(verdict.isBad());
  }

  @Test
  void B01_anExpiredKeyLetsNothingNewInButKeepsWhatIsInstalled() {
    Optional<byte[]> file = Optional.of(signature());
    assertEquals(SignatureStatus.INVALID, verifier(END).verify(DIGEST, file).status());
    assertEquals(SignatureStatus.SIGNED, verifier(END).verifyInstalled(DIGEST, file).status());
  }

  @Test
  void B01_aRevokedKeyCountsForNothing() {
    SignatureVerifier verifier = verifier(END.minusSeconds(1), "acme");
    Optional<byte[]> file = Optional.of(signature());
    assertEquals(SignatureStatus.INVALID, verifier.verify(DIGEST, file).status());
    assertEquals(SignatureStatus.INVALID, verifier.verifyInstalled(DIGEST, file).status());
  }

  @Test
  void malformedFilesAreExplained() {
    assertTrue(verdict(new byte[0]).reason().contains("1 lines; it must have 6"));
    assertTrue(verdict(replaced("sha256: ", "sha512: ")).reason().contains("line 5"));
    assertTrue(verdict(replaced("signature: 1", "signature: 7")).reason().contains("version must"));
    assertTrue(verdict(new byte[] {(byte) 0xff}).reason().contains("UTF-8"));
    assertTrue(verdict(replaced("hello", "Hello World")).reason().contains("plugin-id"));
  }

  @Test
  void aFileAboveTheLimitIsNotRead() {
    byte[] good = signature();
    byte[] large = java.util.Arrays.copyOf(good, PluginSignature.MAX_SIZE + 1);
    assertTrue(verdict(large).reason().contains("at most 4096"));
    byte[] full = java.util.Arrays.copyOf(good, PluginSignature.MAX_SIZE);
    assertTrue(!verdict(full).reason().contains("at most 4096"));
  }

  @Test
  void generatedKeysAreWrittenForTheirOwnerAndReadAgain() throws IOException {
    KeyPair pair = KeyPairFiles.generate(folder, "acme");
    assertEquals(pair.getPrivate(), KeyPairFiles.readPrivate(folder.resolve("acme.key")));
    assertEquals(pair.getPublic(), KeyPairFiles.readPublic(folder.resolve("acme.pub")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("acme.key"))));
    assertThrows(IOException.class, () -> KeyPairFiles.generate(folder, "acme"));
  }

  @Test
  void aPublicKeyIsReadFromPemBase64OrItsRawBytes() {
    String text = KeyPairFiles.encode(PAIR.getPublic());
    assertEquals(PAIR.getPublic(), KeyPairFiles.decodePublic(text));
    byte[] der = PAIR.getPublic().getEncoded();
    byte[] raw = java.util.Arrays.copyOfRange(der, der.length - 32, der.length);
    String base64 = java.util.Base64.getEncoder().encodeToString(raw);
    assertEquals(PAIR.getPublic(), KeyPairFiles.decodePublic(base64));
    assertThrows(IllegalArgumentException.class, () -> KeyPairFiles.decodePublic("no key"));
  }

  @Test
  void anUnreadablePrivateKeyIsNotQuoted() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KeyPairFiles.decodePrivate("c2VjcmV0"));
    assertTrue(!e.getMessage().contains("c2VjcmV0"));
    assertEquals(null, e.getCause());
  }

  @Test
  void aJarIsSignedWithTheIdentityOfItsManifest() throws IOException {
    Path jar = folder.resolve("hello.jar");
    Files.write(jar, TestJar.plugin("hello", "1.2").bytes());
    Path file = new PluginSigner("acme", PAIR.getPrivate()).signFile(jar);
    PluginSignature signature = PluginSignature.parse(Files.readAllBytes(file));
    assertEquals("hello", signature.pluginId());
    assertEquals("1.2.0", signature.version());
    assertEquals(Digests.sha256(jar), signature.sha256());
  }

  @Test
  void twoKeysCannotShareAnId() {
    TrustedKey key = new TrustedKey("acme", PAIR.getPublic(), "ACME", Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new KeyRing(List.of(key, key), List.of()));
  }
}
