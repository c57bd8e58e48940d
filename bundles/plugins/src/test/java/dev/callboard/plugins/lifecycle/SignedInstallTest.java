package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.signature.Digests;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.PluginSigner;
import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedInstallTest {
  private static final KeyPair ACME = KeyPairFiles.generate();
  private static final KeyPair OTHER = KeyPairFiles.generate();
  @TempDir Path root;

  private static Map<String, Object> key(String id, KeyPair pair, String publisher) {
    Map<String, Object> key = new HashMap<>();
    key.put("id", id);
    key.put("publicKey", KeyPairFiles.encode(pair.getPublic()));
    key.put("publisher", publisher);
    return key;
  }

  private static Map<String, Object> settings(String policy, Object... revoked) {
    return Map.of(
        "signatures",
        Map.of(
            "policy",
            policy,
            "wait",
            "PT1S",
            "trustedKeys",
            List.of(key("acme", ACME, "ACME"), key("old", OTHER, "Other")),
            "revokedKeys",
            List.of(revoked)));
  }

  private static byte[] jar(String version) {
    return TestJar.plugin("hello", version).activator("", "").bytes();
  }

  private static Optional<byte[]> sign(KeyPair pair, String keyId, String version, byte[] jar) {
    String digest = sha256(jar);
    return Optional.of(
        new PluginSigner(keyId, pair.getPrivate()).sign("hello", version, digest).toBytes());
  }

  private static String sha256(byte[] bytes) {
    var digest = Digests.newSha256();
    digest.update(bytes);
    return Digests.hex(digest);
  }

  private void assertRefused(Server server, byte[] jar, Optional<byte[]> signature)
      throws Exception {
    PortalException e = assertThrows(PortalException.class, () -> server.upload(jar, signature));
    assertEquals(ErrorCode.UNPROCESSABLE, e.code());
    assertEquals("absent", server.state("hello"));
    String digest = sha256(jar);
    AuditEvent event =
        Await.until(
                "the audit event",
                Server.SOON,
                () ->
                    server.audit().of("plugin-verify-fail").stream()
                        .filter(a -> a.after().equals(Optional.of("sha256:" + digest)))
                        .findFirst(),
                Optional::isPresent)
            .get();
    assertEquals("failed", event.status());
    assertTrue(event.meta().containsKey("signer"));
    assertTrue(Files.exists(server.data().resolve("quarantine/" + digest + ".jar")));
  }

  @Test
  void aSignedJarIsInstalledUnderDenyAndShowsItsPublisher() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      Map<String, Object> plugin = server.upload(jar, sign(ACME, "acme", "1.0.0", jar));
      assertEquals("ACTIVE", plugin.get("state"));
      assertEquals("ACME", plugin.get("publisher"));
      assertEquals("signed", plugin.get("signature"));
    }
  }

  @Test
  void B01_anUnsignedJarIsRefusedUnderDeny() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      assertRefused(server, jar("1.0.0"), Optional.empty());
    }
  }

  @Test
  void B01_aWrongKeyIsRefused() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      assertRefused(server, jar, sign(OTHER, "acme", "1.0.0", jar));
      byte[] second = jar("1.0.1");
      assertRefused(server, second, sign(OTHER, "nobody", "1.0.1", second));
    }
  }

  @Test
  void B01_aRevokedKeyIsRefused() throws Exception {
    try (Server server = Server.start(root, settings("deny", "acme"))) {
      byte[] jar = jar("1.0.0");
      assertRefused(server, jar, sign(ACME, "acme", "1.0.0", jar));
    }
  }

  @Test
  void B01_anExpiredKeyIsRefused() throws Exception {
    Map<String, Object> expired = key("acme", ACME, "ACME");
    expired.put("expires", "2020-01-01");
    Map<String, Object> settings =
        Map.of("signatures", Map.of("policy", "deny", "trustedKeys", List.of(expired)));
    try (Server server = Server.start(root, settings)) {
      byte[] jar = jar("1.0.0");
      assertRefused(server, jar, sign(ACME, "acme", "1.0.0", jar));
    }
  }

  @Test
  void B01_theSignatureOfAnotherVersionIsRefused() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      assertRefused(server, jar, sign(ACME, "acme", "2.0.0", jar));
      byte[] next = jar("2.0.0");
      assertRefused(server, next, sign(ACME, "acme", "1.0.0", jar));
    }
  }

  @Test
  void B01_aChangedJarIsRefusedWhateverWasChanged() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      Optional<byte[]> signature = sign(ACME, "acme", "1.0.0", jar);
      TestJar added =
          TestJar.plugin("hello", "1.0.0").activator("", "").entry("acme/More.txt", new byte[1]);
      assertRefused(server, added.bytes(), signature);
      TestJar manifest =
          TestJar.plugin("hello", "1.0.0").activator("", "").header("X-Added", "yes");
      assertRefused(server, manifest.bytes(), signature);
      TestJar variant =
          TestJar.plugin("hello", "1.0.0")
              .activator("", "")
              .entry("META-INF/versions/9/acme/Activator.class", new byte[1]);
      assertRefused(server, variant.bytes(), signature);
      byte[] appended = Arrays.copyOf(jar, jar.length + 1);
      assertRefused(server, appended, signature);
      byte[] prepended = new byte[jar.length + 4];
      System.arraycopy(jar, 0, prepended, 4, jar.length);
      assertRefused(server, prepended, signature);
    }
  }

  @Test
  void B01_aJarWithASignatureOfJarsignerOnlyCountsAsUnsigned() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar =
          TestJar.plugin("hello", "1.0.0")
              .activator("", "")
              .entry("META-INF/ACME.SF", new byte[10])
              .bytes();
      assertRefused(server, jar, Optional.empty());
    }
  }

  @Test
  void B01_aPresentButBadSignatureIsRefusedUnderEveryPolicy() throws Exception {
    for (String policy : List.of("allow", "warn", "deny")) {
      try (Server server = Server.start(root.resolve(policy), settings(policy))) {
        assertRefused(server, jar("1.0.0"), Optional.of(new byte[] {1, 2, 3}));
      }
    }
  }

  @Test
  void unsignedIsInstalledUnderWarnAndAllow() throws Exception {
    for (String policy : List.of("allow", "warn")) {
      try (Server server = Server.start(root.resolve(policy), settings(policy))) {
        assertEquals("unsigned", server.upload(jar("1.0.0")).get("signature"));
      }
    }
  }

  @Test
  void aSignatureFileThatComesAfterTheJarCounts() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      Files.write(server.drop().resolve("hello.jar"), jar);
      Await.until("the jar to wait", Server.SOON, () -> server.state("hello"), "absent"::equals);
      Files.write(server.drop().resolve("hello.jar.sig"), sign(ACME, "acme", "1.0.0", jar).get());
      assertEquals("signed", server.await("hello", "ACTIVE").get("signature"));
    }
  }

  @Test
  void aDroppedJarWithoutSignatureIsMovedToTheQuarantineUnderDeny() throws Exception {
    try (Server server = Server.start(root, settings("deny"))) {
      byte[] jar = jar("1.0.0");
      Path file = server.drop().resolve("hello.jar");
      Files.write(file, jar);
      Map<String, Object> rejected = server.awaitRejected("hello.jar");
      assertEquals("unsigned", rejected.get("rule"));
      assertFalse(Files.exists(file));
      assertTrue(Files.exists(server.data().resolve("quarantine/" + sha256(jar) + ".jar")));
      server.audit().await("plugin-verify-fail");
      assertEquals(1, server.audit().of("plugin-verify-fail").size());
    }
  }

  @Test
  void aSignatureThatComesLateTurnsAnUnsignedPluginIntoASignedOne() throws Exception {
    Map<String, Object> quick = new HashMap<>(settings("allow"));
    try (Server server = Server.start(root, quick)) {
      byte[] jar = jar("1.0.0");
      Files.write(server.drop().resolve("hello.jar"), jar);
      Object bundle = server.await("hello", "ACTIVE").get("bundleId");
      Files.write(server.drop().resolve("hello.jar.sig"), sign(ACME, "acme", "1.0.0", jar).get());
      Await.until(
          "the signature to count",
          Server.SOON,
          () -> server.plugin("hello").get("owner"),
          "ACME"::equals);
      assertEquals("signed", server.plugin("hello").get("signature"));
      assertEquals(bundle, server.plugin("hello").get("bundleId"));
    }
  }

  @Test
  void aBadSignatureThatComesLateEndsThePlugin() throws Exception {
    try (Server server = Server.start(root, settings("allow"))) {
      Files.write(server.drop().resolve("hello.jar"), jar("1.0.0"));
      server.await("hello", "ACTIVE");
      Files.write(server.drop().resolve("hello.jar.sig"), new byte[] {1});
      server.await("hello", "absent");
      assertEquals("signature", server.awaitRejected("hello.jar").get("rule"));
    }
  }

  @Test
  void anIdBelongsToItsFirstPublisherUntilItIsTransferred() throws Exception {
    try (Server server = Server.start(root, settings("allow"))) {
      byte[] jar = jar("1.0.0");
      server.upload(jar, sign(ACME, "acme", "1.0.0", jar));
      byte[] next = jar("2.0.0");
      PortalException e = assertThrows(PortalException.class, () -> server.upload(next));
      assertEquals(ErrorCode.CONFLICT, e.code());
      server.access().remove("hello", new ManagerPrincipal());
      Optional<byte[]> foreign = sign(OTHER, "old", "2.0.0", next);
      assertThrows(PortalException.class, () -> server.upload(next, foreign));
      server.access().transfer("hello", "Other", new ManagerPrincipal());
      assertEquals("Other", server.upload(next, foreign).get("publisher"));
      server.audit().await("plugin-permission-change");
    }
  }

  @Test
  void B01_aPluginWhoseKeyWasRevokedDoesNotComeBackAfterARestart() throws Exception {
    byte[] jar = jar("1.0.0");
    try (Server server = Server.start(root, settings("deny"))) {
      server.upload(jar, sign(ACME, "acme", "1.0.0", jar));
    }
    try (Server server = Server.start(root, settings("deny", "acme"))) {
      Map<String, Object> plugin = server.await("hello", "FAILED");
      assertEquals("invalid", plugin.get("signature"));
      assertTrue(plugin.get("reason").toString().contains("revoked"), plugin.toString());
      Map<String, Object> started = server.access().start("hello", new ManagerPrincipal());
      assertEquals("FAILED", started.get("state"));
    }
    try (Server server = Server.start(root, settings("deny"))) {
      server.await("hello", "ACTIVE");
    }
  }

  @Test
  void B01_aKeyThatIsRevokedStopsItsPluginAndOneThatIsTrustedAgainBringsItBack() throws Exception {
    byte[] jar = jar("1.0.0");
    try (Server server = Server.start(root, settings("deny"))) {
      server.upload(jar, sign(ACME, "acme", "1.0.0", jar));
      server.configure(settings("deny", "acme"));
      server.await("hello", "FAILED");
      assertEquals("FAILED", server.access().start("hello", new ManagerPrincipal()).get("state"));
      server.configure(settings("deny"));
      server.await("hello", "ACTIVE");
    }
  }

  @Test
  void aChangedSectionOfAPluginIsRecordedAndThatOfNobodyIsNot() throws Exception {
    try (Server server = Server.start(root, settings("allow"))) {
      server.upload(jar("1.0.0"));
      Map<String, Object> plugins = settings("allow");
      server.configureAll(Map.of("plugins", plugins, "other", Map.of("a", 1)));
      server.configureAll(Map.of("plugins", plugins, "hello", Map.of("greeting", "hi")));
      assertEquals("hello", server.audit().await("plugin-config-change").targetRef());
      server.configureAll(Map.of("plugins", plugins, "hello", Map.of("greeting", "hi")));
      server.configureAll(Map.of("plugins", plugins, "hello", Map.of("greeting", "ho")));
      Await.until(
          "both changes",
          Server.SOON,
          () -> server.audit().of("plugin-config-change").size(),
          size -> size == 2);
    }
  }

  @Test
  void aRefusedJarLeavesNothingInTheStore() throws Exception {
    try (Server server = Server.start(root, settings("allow"))) {
      byte[] jar = jar("2.0.0");
      server.upload(jar);
      assertThrows(PortalException.class, () -> server.upload(jar("1.0.0")));
      try (var files = Files.list(server.data().resolve("plugins/incoming"))) {
        assertEquals(0, files.count());
      }
    }
  }

  @Test
  void aJarThatWasChangedInTheStoreDoesNotRun() throws Exception {
    byte[] jar = jar("1.0.0");
    try (Server server = Server.start(root, settings("deny"))) {
      server.upload(jar, sign(ACME, "acme", "1.0.0", jar));
    }
    Files.write(root.resolve("data/plugins/" + sha256(jar) + ".jar"), jar("1.0.1"));
    try (Server server = Server.start(root, settings("deny"))) {
      Map<String, Object> plugin = server.await("hello", "FAILED");
      assertEquals("modified", plugin.get("signature"));
      server.audit().await("plugin-verify-fail");
    }
  }
}
