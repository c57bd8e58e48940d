package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.signature.Digests;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.PluginSigner;
import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of the installation. One of them, insights, has an id that others cannot have. */
class ShippedPluginsTest {
  private static final ManagerPrincipal ACTOR = new ManagerPrincipal();
  private static final KeyPair KEY = KeyPairFiles.generate();
  @TempDir Path root;
  private Path shipped;

  @BeforeEach
  void ship() throws IOException {
    shipped = Files.createDirectories(root.resolve("shipped"));
    Files.write(shipped.resolve("insights.jar"), jar("insights", "1.0.0"));
  }

  private static byte[] jar(String id, String version) {
    return TestJar.plugin(id, version).activator("", "").bytes();
  }

  private Server start() throws Exception {
    return start("deny", "callboard");
  }

  private Server start(String policy, String publisher) throws Exception {
    Map<String, Object> key =
        Map.of(
            "id",
            "ours",
            "publicKey",
            KeyPairFiles.encode(KEY.getPublic()),
            "publisher",
            publisher);
    return Server.start(
        root,
        Map.of(
            "signatures", Map.of("policy", policy, "wait", "PT0.1S", "trustedKeys", List.of(key))));
  }

  private static Map<String, Object> update(Server server, String version) {
    byte[] jar = jar("insights", version);
    var digest = Digests.newSha256();
    digest.update(jar);
    byte[] signature =
        new PluginSigner("ours", KEY.getPrivate())
            .sign("insights", version, Digests.hex(digest))
            .toBytes();
    return server.upload(jar, Optional.of(signature));
  }

  private static List<Object> available(Server server) {
    return ((List<?>) server.access().list().get("available"))
        .stream().<Object>map(item -> ((Map<?, ?>) item).get("id")).toList();
  }

  private static void assertVersion(Server server, String version, String source)
      throws InterruptedException {
    Map<String, Object> plugin = server.await("insights", "ACTIVE");
    assertEquals(version, plugin.get("version"));
    assertEquals(source, plugin.get("source"));
    assertEquals(true, plugin.get("shipped"));
  }

  @Test
  void aPluginOfTheInstallationComesUpAsAPluginAndNotAsAPartOfTheServer() throws Exception {
    try (Server server = start()) {
      assertVersion(server, "1.0.0", "server");
      Map<String, Object> plugin = server.plugin("insights");
      assertEquals(false, plugin.get("core"));
      assertEquals("shipped", plugin.get("signature"));
      assertEquals("callboard", plugin.get("publisher"));
      assertEquals("callboard", plugin.get("owner"));
      assertEquals(List.of(), available(server));
      try (var copies = Files.newDirectoryStream(server.data().resolve("plugins"), "*.jar")) {
        assertFalse(copies.iterator().hasNext(), "its jar is used where it lies");
      }
      assertEquals(List.of(), server.audit().of("plugin-install"));
      assertEquals(List.of(), server.audit().of("plugin-start"));
    }
  }

  @Test
  void whatAnOperatorStoppedStaysStoppedAlsoInANewVersion() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      server.access().stop("insights", ACTOR);
    }
    try (Server server = start()) {
      server.await("insights", "STOPPED");
    }
    Files.write(shipped.resolve("insights.jar"), jar("insights", "1.1.0"));
    try (Server server = start()) {
      assertEquals("1.1.0", server.await("insights", "STOPPED").get("version"));
      assertEquals("ACTIVE", server.access().start("insights", ACTOR).get("state"));
    }
  }

  @Test
  void whatAnOperatorRemovedStaysAwayUntilItIsPutBack() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      server.access().remove("insights", ACTOR);
      assertEquals("absent", server.state("insights"));
      assertEquals(List.of("insights"), available(server));
    }
    Files.write(shipped.resolve("insights.jar"), jar("insights", "1.1.0"));
    try (Server server = start()) {
      assertTrue(Await.until("the start", Server.SOON, server.manager()::isRestored, up -> up));
      assertEquals("absent", server.state("insights"));
      assertEquals("ACTIVE", server.access().putBack("insights", ACTOR).get("state"));
      assertVersion(server, "1.1.0", "server");
      assertEquals(List.of(), available(server));
      server.audit().await("plugin-install");
    }
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
    }
  }

  @Test
  void onlyWhatTheServerCameWithCanBePutBackAndWhatIsThereIsLeftAlone() throws Exception {
    try (Server server = start()) {
      Object bundle = server.await("insights", "ACTIVE").get("bundleId");
      assertEquals(bundle, server.access().putBack("insights", ACTOR).get("bundleId"));
      PortalException e =
          assertThrows(PortalException.class, () -> server.access().putBack("hello", ACTOR));
      assertEquals(ErrorCode.NOT_FOUND, e.code());
    }
  }

  @Test
  void itsOwnJarComesBackThroughTheDropFolderAndGoesWithItsFile() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      server.access().remove("insights", ACTOR);
      Path file = server.drop().resolve("back.jar");
      Files.copy(shipped.resolve("insights.jar"), file);
      assertVersion(server, "1.0.0", "drop-folder:back.jar");
      Files.delete(file);
      server.await("insights", "absent");
      assertEquals(List.of("insights"), available(server));
    }
  }

  @Test
  void itsOwnJarComesBackByAnUpload() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      server.access().remove("insights", ACTOR);
      server.upload(jar("insights", "1.0.0"));
      assertVersion(server, "1.0.0", "server");
    }
  }

  @Test
  void nobodyElseCanTakeItsPlace() throws Exception {
    Files.write(shipped.resolve("tools.jar"), jar("tools", "1.0.0"));
    try (Server server = start("warn", "ACME")) {
      server.await("insights", "ACTIVE");
      server.await("tools", "ACTIVE");
      for (boolean there : new boolean[] {true, false}) {
        assertRefused(server, () -> server.upload(jar("insights", "2.0.0")), "to the server");
        assertRefused(server, () -> update(server, "2.0.0"), "belongs to the server");
        assertRefused(
            server, () -> server.upload(jar("tools", "2.0.0")), "to the publisher 'callboard'");
        byte[] sameName =
            TestJar.plugin("other", "1.0.0")
                .header("Bundle-SymbolicName", "com.acme.tools")
                .bytes();
        assertRefused(server, () -> server.upload(sameName), "of the plugin tools");
        if (there) {
          server.access().remove("insights", ACTOR);
          server.access().remove("tools", ACTOR);
        }
      }
    }
  }

  private static void assertRefused(
      Server server, org.junit.jupiter.api.function.Executable upload, String words) {
    PortalException e = assertThrows(PortalException.class, upload);
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals("absent", server.state("other"));
  }

  @Test
  void anAdministratorCanGiveItsIdToAnotherPublisher() throws Exception {
    try (Server server = start("deny", "ACME")) {
      server.await("insights", "ACTIVE");
      server.access().transfer("insights", "ACME", ACTOR);
      assertEquals("2.0.0", update(server, "2.0.0").get("version"));
    }
    Files.write(shipped.resolve("insights.jar"), jar("insights", "3.0.0"));
    try (Server server = start("deny", "ACME")) {
      assertVersion(server, "2.0.0", "upload");
      assertRefused(server, () -> server.access().putBack("insights", ACTOR), "belongs to");
      server.access().transfer("insights", "callboard", ACTOR);
      assertEquals("3.0.0", server.access().putBack("insights", ACTOR).get("version"));
    }
  }

  @Test
  void anUpdateStaysUntilTheServerComesWithWhatIsAsNew() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      assertEquals("2.0.0", update(server, "2.0.0").get("version"));
    }
    Files.write(shipped.resolve("insights.jar"), jar("insights", "1.9.0"));
    try (Server server = start()) {
      assertVersion(server, "2.0.0", "upload");
    }
    byte[] next = TestJar.plugin("insights", "2.0.0").header("X-Built", "again").bytes();
    Files.write(shipped.resolve("insights.jar"), next);
    try (Server server = start()) {
      assertVersion(server, "2.0.0", "server");
      assertEquals("2.0.0", server.audit().await("plugin-update").meta().get("version"));
    }
  }

  @Test
  void anUpdateCanBeTakenBack() throws Exception {
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      update(server, "2.0.0");
      assertEquals("1.0.0", server.access().putBack("insights", ACTOR).get("version"));
      assertVersion(server, "1.0.0", "server");
      update(server, "2.0.0");
      server.access().remove("insights", ACTOR);
      assertEquals(List.of("insights"), available(server));
    }
  }

  @Test
  void anOlderVersionThatAnOperatorWantedStays() throws Exception {
    Files.write(shipped.resolve("insights.jar"), jar("insights", "2.0.0"));
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      server.access().remove("insights", ACTOR);
      assertEquals("1.5.0", update(server, "1.5.0").get("version"));
    }
    try (Server server = start()) {
      assertVersion(server, "1.5.0", "upload");
    }
  }

  @Test
  void whatTheServerHasNoMoreGoes() throws Exception {
    Files.write(shipped.resolve("tools.jar"), jar("tools", "1.0.0"));
    try (Server server = start()) {
      server.await("tools", "ACTIVE");
    }
    Files.delete(shipped.resolve("tools.jar"));
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      assertEquals("absent", server.state("tools"));
    }
  }

  @Test
  void F28_aDamagedJarOfTheInstallationIsToldAndTheOthersComeUp() throws Exception {
    Files.write(shipped.resolve("tools.jar"), jar("tools", "1.0.0"));
    try (Server server = start()) {
      server.await("tools", "ACTIVE");
      server.access().stop("tools", ACTOR);
    }
    Files.write(shipped.resolve("tools.jar"), new byte[] {1, 2, 3});
    try (Server server = start()) {
      server.await("insights", "ACTIVE");
      assertTrue(server.manager().problems().toString().contains("tools.jar"));
    }
    Files.write(shipped.resolve("tools.jar"), jar("tools", "1.0.0"));
    try (Server server = start()) {
      server.await("tools", "STOPPED");
    }
  }
}
