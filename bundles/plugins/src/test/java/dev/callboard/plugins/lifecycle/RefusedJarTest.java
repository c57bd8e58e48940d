package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedJarTest {
  @TempDir Path root;

  private static TestJar evil() {
    return TestJar.plugin("evil", "1.0.0");
  }

  private static void assertRefused(Server server, TestJar jar, String words) {
    PortalException e = assertThrows(PortalException.class, () -> server.upload(jar.bytes()));
    assertEquals(ErrorCode.UNPROCESSABLE, e.code());
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void B06_fragmentsAndRequirementsOnTheCoreAreRefused() throws Exception {
    Path core = root.resolve("core.jar");
    Files.write(
        core,
        TestJar.plugin("watcher", "1.0.0")
            .header("Bundle-SymbolicName", "dev.callboard.x")
            .bytes());
    try (Server server = Server.start(root)) {
      server.installCore(core);
      assertRefused(server, evil().header("Fragment-Host", "dev.callboard.x"), "fragment");
      assertRefused(
          server, evil().header("Fragment-Host", "system.bundle;extension:=framework"), "fragment");
      assertRefused(server, evil().header("DynamicImport-Package", "*"), "DynamicImport-Package");
      assertRefused(
          server, evil().header("DynamicImport-Package", "dev.callboard.*"), "DynamicImport");
      assertRefused(server, evil().header("Require-Bundle", "dev.callboard.x"), "Require-Bundle");
      assertRefused(server, evil().header("Bundle-SymbolicName", "dev.callboard.x"), "core bundle");
      assertRefused(
          server,
          evil().header("Import-Package", "org.osgi.framework.hooks.weaving"),
          "change other bundles");
    }
  }

  @Test
  void B06_packagesOfTheCoreCannotBeExported() throws Exception {
    try (Server server = Server.start(root)) {
      assertRefused(
          server,
          evil().header("Export-Package", "dev.callboard.platform.audit;version=9"),
          "Export-Package");
      server.audit().await("plugin-export-conflict");
    }
  }

  @Test
  void reservedIdsAreRefused() throws Exception {
    try (Server server = Server.start(root)) {
      for (String id : List.of("plugins", "catalog", "mcp-actions", "security")) {
        assertRefused(server, TestJar.plugin(id, "1.0.0"), "belongs to the server");
      }
    }
  }

  @Test
  void B10_exitHaltAndExecAreRefusedAndTheServerStaysUp() throws Exception {
    try (Server server = Server.start(root)) {
      assertRefused(server, evil().activator("System.exit(0);", ""), "'exit'");
      assertRefused(server, evil().activator("Runtime.getRuntime().halt(1);", ""), "'halt'");
      assertRefused(server, evil().activator("Runtime.getRuntime().exec(\"id\");", ""), "'exec'");
      assertRefused(server, evil().activator("new ProcessBuilder(\"id\").start();", ""), "'exec'");
      TestJar inner = evil().activator("System.exit(0);", "");
      assertRefused(
          server,
          evil().entry("lib/inner.jar", inner.bytes()),
          "'lib/inner.jar!acme.Activator' makes a call of the kind 'exit'");
    }
  }

  @Test
  void B10_theScanCanBeSetToOtherCalls() throws Exception {
    Map<String, Object> scan = Map.of("scan", Map.of("refuse", List.of("shutdown-hook")));
    try (Server server = Server.start(root, scan)) {
      TestJar exec =
          evil().activator("if (context == null) Runtime.getRuntime().exec(\"id\");", "");
      assertEquals("ACTIVE", server.upload(exec.bytes()).get("state"));
      assertRefused(
          server,
          TestJar.plugin("hook", "1.0.0")
              .activator("Runtime.getRuntime().addShutdownHook(new Thread());", ""),
          "'shutdown-hook'");
    }
  }

  @Test
  void F36_corruptFilesAreReportedOnceAndHarmNothing() throws Exception {
    try (Server server = Server.start(root)) {
      byte[] good = evil().bytes();
      good[60] ^= 0x55;
      Files.write(server.drop().resolve("bad.jar"), good);
      assertTrue(server.awaitRejected("bad.jar").get("quarantined").equals(true));
      server.upload(TestJar.plugin("hello", "1.0.0").bytes());
      server.await("hello", "ACTIVE");
      server.audit().await("plugin-verify-fail");
      assertEquals(1, server.audit().of("plugin-verify-fail").size());
    }
  }

  @Test
  void aFileOfTheFolderThatIsTooLargeIsAuditedOnceWithItsName() throws Exception {
    Map<String, Object> limits = Map.of("limits", Map.of("jarSize", "100"));
    try (Server server = Server.start(root, limits)) {
      Files.write(server.drop().resolve("large.jar"), evil().bytes());
      assertEquals("too-large", server.awaitRejected("large.jar").get("rule"));
      server.audit().await("plugin-verify-fail");
      assertEquals(1, server.audit().of("plugin-verify-fail").size());
      assertEquals("large.jar", server.audit().of("plugin-verify-fail").get(0).targetRef());
      assertEquals("failed", server.audit().of("plugin-verify-fail").get(0).status());
    }
  }

  @Test
  void aJarAboveTheLimitIsRefusedWhileItArrives() throws Exception {
    byte[] jar = TestJar.plugin("hello", "1.0.0").activator("", "").bytes();
    for (int extra : new int[] {-1, 0, 1}) {
      Map<String, Object> limits =
          Map.of("limits", Map.of("jarSize", String.valueOf(jar.length - extra)));
      try (Server server = Server.start(root.resolve("x" + extra), limits)) {
        if (extra <= 0) {
          assertEquals("ACTIVE", server.upload(jar).get("state"));
          continue;
        }
        PortalException e = assertThrows(PortalException.class, () -> server.upload(jar));
        assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, e.code());
      }
    }
  }

  @Test
  void B13_aPluginWithTooManyThreadsIsStopped() throws Exception {
    Map<String, Object> quota = Map.of("quota", Map.of("threads", "5"));
    try (Server server = Server.start(root, quota)) {
      String start =
          "for (int i = 0; i < 20; i++) { Thread t = new Thread(() -> { try {"
              + " Thread.sleep(60000); } catch (InterruptedException e) { } }); t.setDaemon(true);"
              + " t.start(); }";
      server.upload(TestJar.plugin("many", "1.0.0").activator(start, "").bytes());
      Map<String, Object> plugin = server.await("many", "FAILED");
      assertTrue(
          plugin.get("reason").toString().contains("plugins.quota.threads is 5"),
          plugin.toString());
    }
  }

  @Test
  void B13_aPluginWithTooManyServicesIsStopped() throws Exception {
    Map<String, Object> quota = Map.of("quota", Map.of("services", "10"));
    try (Server server = Server.start(root, quota)) {
      String start =
          "for (int i = 0; i < 11; i++) context.registerService(Object.class, \"x\", null);";
      server.upload(TestJar.plugin("many", "1.0.0").activator(start, "").bytes());
      server.await("many", "FAILED");
    }
  }

  @Test
  void aDryRunTellsWhatAJarAsksForAndChangesNothing() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(TestJar.plugin("hello", "1.0.0").activator("", "").bytes());
      byte[] next =
          TestJar.plugin("hello", "2.0.0")
              .header("Import-Package", "org.osgi.framework,acme.missing;version=\"[1,2)\"")
              .activator("", "")
              .bytes();
      Map<String, Object> answer =
          server
              .access()
              .verify(new ByteArrayInputStream(next), Optional.empty(), new ManagerPrincipal());
      assertEquals(true, answer.get("allowed"));
      assertEquals(
          "[It imports the package acme.missing, from version 1.0.0 below version 2.0.0. No"
              + " bundle exports it.]",
          answer.get("unresolved").toString());
      assertEquals(
          "[acme.missing]", ((Map<?, ?>) answer.get("installed")).get("importsAdded").toString());
      assertEquals("1.0.0", server.plugin("hello").get("version"));
      assertEquals("update", answer.get("change"));
      assertEquals("Nobody has signed it, so nobody vouches for it.", answer.get("signatureText"));
      assertEquals(
          Map.of(
              "package",
              "acme.missing",
              "versions",
              "from version 1.0.0 below version 2.0.0",
              "optional",
              false,
              "met",
              false),
          ((List<?>) answer.get("requirements")).get(1));
      assertEquals(false, ((Map<?, ?>) answer.get("brings")).get("database"));
    }
  }

  @Test
  void onePluginIsToldWithItsHistoryAndWhatItBrings() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(TestJar.plugin("hello", "1.0.0").activator("", "").bytes());
      server.await("hello", "ACTIVE");
      Map<String, Object> plugin = server.access().get("hello");
      List<?> history = (List<?>) plugin.get("history");
      assertEquals("ACTIVE", ((Map<?, ?>) history.get(history.size() - 1)).get("state"));
      assertEquals("1.0.0", ((Map<?, ?>) history.get(0)).get("version"));
      // The thread that started it may need a moment to end after the state is known.
      Await.until(
          "no thread",
          Duration.ofSeconds(10),
          () -> server.access().get("hello").get("threads"),
          List.of()::equals);
      assertEquals(false, ((Map<?, ?>) plugin.get("brings")).get("openapi"));
      assertEquals(null, server.access().list().get("history"));
    }
  }

  @Test
  void U09_whatTheManagerWritesIsForItsOwnerOnly() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(TestJar.plugin("hello", "1.0.0").bytes());
      assertThrows(
          PortalException.class, () -> server.upload(evil().header("Fragment-Host", "x").bytes()));
      for (String folder : List.of("plugins", "quarantine")) {
        try (var files = Files.walk(server.data().resolve(folder))) {
          for (Path file : files.toList()) {
            String mode =
                java.nio.file.attribute.PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(file));
            assertEquals(
                Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file.toString());
          }
        }
      }
    }
  }
}
