package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class PluginLifecycleTest {
  private static final ManagerPrincipal ACTOR = new ManagerPrincipal();
  @TempDir Path root;

  private static TestJar hello(String version) {
    return TestJar.plugin("hello", version).activator("", "");
  }

  @Test
  void aDroppedJarIsInstalledAndGoesWithItsFile() throws Exception {
    Server.FakeRoutes routes = new Server.FakeRoutes();
    try (Server server =
        Server.start(Server.Setup.of(root, Map.of()), routes, new Server.FakeAudit())) {
      Path file = server.drop().resolve("hello.jar");
      Files.write(file, hello("1.0.0").bytes());
      server.await("hello", "ACTIVE");
      Files.delete(file);
      server.await("hello", "absent");
      // First that the plugin is gone, so that requests get 404 at once and do not wait.
      assertEquals("removed hello", routes.calls().get(0));
      assertEquals(1, server.audit().of("plugin-uninstall").size());
      assertEquals(List.of(), bundles(server));
    }
  }

  @Test
  void anUploadSurvivesARestart() throws Exception {
    try (Server server = Server.start(root)) {
      assertEquals("ACTIVE", server.upload(hello("1.0.0").bytes()).get("state"));
    }
    try (Server server = Server.start(root)) {
      server.await("hello", "ACTIVE");
    }
  }

  @Test
  void F37_aDamagedBundleCacheIsRebuiltFromTheStore() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
    }
    try (var files = Files.walk(root.resolve("cache"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    try (Server server = Server.start(root)) {
      server.await("hello", "ACTIVE");
    }
  }

  @Test
  void anUpdateStartsTheNewVersionBeforeTheOldOneStops() throws Exception {
    Server.FakeRoutes routes = new Server.FakeRoutes();
    String start = "System.getProperties().put(\"acme.\" + context.getBundle().getVersion(), 1);";
    String stop =
        "if (System.getProperties().get(\"acme.2.0.0\") == null) throw new Exception(\"early\");";
    try (Server server =
        Server.start(Server.Setup.of(root, Map.of()), routes, new Server.FakeAudit())) {
      server.upload(TestJar.plugin("hello", "1.0.0").activator(start, stop).bytes());
      Map<String, Object> next =
          server.upload(TestJar.plugin("hello", "2.0.0").activator(start, stop).bytes());
      assertEquals("2.0.0", next.get("version"));
      assertEquals("ACTIVE", next.get("state"));
      assertEquals(List.of("drain 1.0.0"), routes.calls());
      assertEquals(1, bundles(server).size());
      assertEquals(1, jarsInStore(server));
    }
  }

  @Test
  void F28_anUpdateThatFailsToStartLeavesTheOldVersionAndIsShown() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
      byte[] broken =
          TestJar.plugin("hello", "2.0.0")
              .activator("throw new IllegalStateException(\"no database\");", "")
              .bytes();
      PortalException e = assertThrows(PortalException.class, () -> server.upload(broken));
      assertEquals(ErrorCode.UNPROCESSABLE, e.code());
      Map<String, Object> plugin = server.plugin("hello");
      assertEquals("ACTIVE", plugin.get("state"));
      assertEquals("1.0.0", plugin.get("version"));
      Map<?, ?> failed = (Map<?, ?>) plugin.get("failedUpdate");
      assertEquals("2.0.0", failed.get("version"));
      assertTrue(failed.get("reason").toString().contains("no database"), failed.toString());
      assertEquals(1, bundles(server).size());
      assertEquals(1, jarsInStore(server));
      server.audit().await("plugin-rollback");
    }
  }

  @Test
  void F28_anUpdateWhoseHealthCheckIsNotContentIsRolledBack() throws Exception {
    Server.FakeRoutes routes = new Server.FakeRoutes();
    String sick =
        "context.registerService(org.apache.felix.hc.api.HealthCheck.class, () -> new"
            + " org.apache.felix.hc.api.Result(org.apache.felix.hc.api.Result.Status.CRITICAL,"
            + " \"sick\"), new Hashtable<>(Map.of(\"hc.name\", \"pulse\")));";
    try (Server server =
        Server.start(Server.Setup.of(root, Map.of()), routes, new Server.FakeAudit())) {
      server.upload(hello("1.0.0").bytes());
      byte[] next =
          TestJar.plugin("hello", "2.0.0")
              .header("Import-Package", "org.osgi.framework,org.apache.felix.hc.api")
              .activator(sick, "")
              .bytes();
      long start = System.nanoTime();
      PortalException e = assertThrows(PortalException.class, () -> server.upload(next));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
      assertTrue(e.getMessage().contains("pulse says CRITICAL"), e.getMessage());
      assertEquals(List.of("restore 1.0.0", "drain 2.0.0"), routes.calls());
      assertEquals("1.0.0", server.plugin("hello").get("version"));
    }
  }

  @Test
  void F28_aPluginThatFailsAtStartIsFailedWithItsReasonAndOthersStart() throws Exception {
    try (Server server = Server.start(root)) {
      byte[] broken =
          TestJar.plugin("broken", "1.0.0")
              .activator("throw new Exception(\"bad\\nconfig\");", "")
              .bytes();
      Map<String, Object> plugin = server.upload(broken);
      assertEquals("FAILED", plugin.get("state"));
      assertTrue(plugin.get("reason").toString().contains("bad config"), plugin.toString());
      assertEquals("ACTIVE", server.upload(hello("1.0.0").bytes()).get("state"));
      server.audit().await("plugin-fail");
    }
  }

  @Test
  void aMissingPackageIsExplainedAndThePluginStartsWhenItComes() throws Exception {
    try (Server server = Server.start(root)) {
      TestJar user =
          TestJar.plugin("user", "1.0.0")
              .header("Import-Package", "acme.api;version=\"[2,3)\",org.osgi.framework")
              .activator("", "");
      TestJar old =
          TestJar.plugin("old", "1.0.0")
              .header("Export-Package", "acme.api;version=1.4")
              .source("acme.api.A", "package acme.api; public interface A {}");
      server.upload(old.bytes());
      Map<String, Object> plugin = server.upload(user.bytes());
      assertEquals("FAILED", plugin.get("state"));
      assertEquals(
          "It imports the package acme.api, from version 2.0.0 below version 3.0.0. But"
              + " com.acme.old 1.0.0 offers version 1.4.0.",
          plugin.get("reason"));
      TestJar api =
          TestJar.plugin("api", "1.0.0")
              .header("Export-Package", "acme.api;version=2.1")
              .source("acme.api.A", "package acme.api; public interface A {}");
      server.upload(api.bytes());
      server.await("user", "ACTIVE");
    }
  }

  @Test
  void F35_cyclicDependenciesStartWhicheverComesFirst() throws Exception {
    try (Server server = Server.start(root)) {
      for (String[] pair : new String[][] {{"left", "right"}, {"right", "left"}}) {
        server.upload(
            TestJar.plugin(pair[0], "1.0.0")
                .header("Export-Package", "acme." + pair[0] + ";version=1")
                .header("Import-Package", "acme." + pair[1] + ";version=1")
                .entry("acme/" + pair[0] + "/x.txt", new byte[1])
                .bytes());
      }
      server.await("left", "ACTIVE");
      server.await("right", "ACTIVE");
    }
  }

  @Test
  void F35_aHundredPluginsAtOnceAllStart() throws Exception {
    try (Server server = Server.start(root)) {
      for (int i = 0; i < 100; i++) {
        TestJar.plugin("p" + i, "1.0.0")
            .activator("", "")
            .moveTo(server.drop().resolve("p" + i + ".jar"));
      }
      for (int i = 0; i < 100; i++) {
        server.await("p" + i, "ACTIVE");
      }
      assertEquals(100, server.audit().of("plugin-install").size());
    }
  }

  @Test
  void aStartThatHangsIsGivenUpWithItsPlace() throws Exception {
    try (Server server = Server.start(root)) {
      byte[] hanging =
          TestJar.plugin("hang", "1.0.0").activator("Thread.sleep(60000);", "").bytes();
      Map<String, Object> plugin = server.upload(hanging);
      assertEquals("FAILED", plugin.get("state"));
      assertTrue(
          plugin.get("reason").toString().contains("acme.Activator.start"), plugin.toString());
      assertEquals("ACTIVE", server.upload(hello("1.0.0").bytes()).get("state"));
    }
  }

  @Test
  void F30_aStopThatHangsEndsAtItsDeadlineAndIsReported() throws Exception {
    try (Server server = Server.start(root)) {
      byte[] hanging =
          TestJar.plugin("hang", "1.0.0").activator("", "Thread.sleep(60000);").bytes();
      server.upload(hanging);
      long start = System.nanoTime();
      Map<String, Object> stopped = server.access().stop("hang", ACTOR);
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
      assertEquals("FAILED", stopped.get("state"));
      assertTrue(stopped.get("reason").toString().contains("stop took longer"), stopped.toString());
    }
  }

  @Test
  void aStoppedPluginStaysStoppedAfterARestartUntilItIsStarted() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
      assertEquals("STOPPED", server.access().stop("hello", ACTOR).get("state"));
    }
    try (Server server = Server.start(root)) {
      server.await("hello", "STOPPED");
      assertEquals("ACTIVE", server.access().start("hello", ACTOR).get("state"));
    }
  }

  @Test
  void B04_anOlderVersionIsRefusedUnlessAllowed() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("2.0.0").bytes());
      byte[] old = hello("1.0.0").bytes();
      PortalException e = assertThrows(PortalException.class, () -> server.upload(old));
      assertEquals(ErrorCode.CONFLICT, e.code());
      assertEquals("2.0.0", server.plugin("hello").get("version"));
      server.audit().await("plugin-verify-fail");
    }
    try (Server server = Server.start(root, Map.of("allowDowngrade", true))) {
      server.await("hello", "ACTIVE");
      assertEquals("1.0.0", server.upload(hello("1.0.0").bytes()).get("version"));
    }
  }

  @Test
  void B04_theSameVersionWithOtherBytesIsRefusedUnlessAllowed() throws Exception {
    byte[] other = hello("1.0.0").entry("x.txt", new byte[1]).bytes();
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
      PortalException e = assertThrows(PortalException.class, () -> server.upload(other));
      assertEquals(ErrorCode.CONFLICT, e.code());
    }
    try (Server server = Server.start(root, Map.of("allowSameVersion", true))) {
      server.await("hello", "ACTIVE");
      Object before = server.plugin("hello").get("sha256");
      Map<String, Object> after = server.upload(other);
      assertEquals("ACTIVE", after.get("state"));
      assertFalse(after.get("sha256").equals(before));
      assertEquals(1, bundles(server).size());
    }
  }

  @Test
  void B04_theSameBytesAgainChangeNothing() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
      Object bundle = server.plugin("hello").get("bundleId");
      assertEquals(bundle, server.upload(hello("1.0.0").bytes()).get("bundleId"));
      assertEquals(1, server.audit().of("plugin-install").size());
      assertEquals(1, jarsInStore(server));
    }
  }

  @Test
  void anUpdateWhileTheAuditLogIsAwayIsRefusedAndTheOldVersionGoesOn() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(hello("1.0.0").bytes());
      server.audit().available(false);
      assertThrows(PortalException.class, () -> server.upload(hello("2.0.0").bytes()));
      PortalException e =
          assertThrows(
              PortalException.class, () -> server.upload(TestJar.plugin("other", "1.0.0").bytes()));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
      assertEquals("1.0.0", server.plugin("hello").get("version"));
      assertEquals("absent", server.state("other"));
      assertEquals(1, jarsInStore(server));
    }
  }

  @Test
  void aDroppedJarWaitsForTheAuditLogAndIsInstalledWhenItComes() throws Exception {
    Server.FakeAudit audit = new Server.FakeAudit();
    Server.Setup setup = new Server.Setup(root, Map.of(), false);
    try (Server server = Server.start(setup, new Server.FakeRoutes(), audit)) {
      hello("1.0.0").moveTo(server.drop().resolve("hello.jar"));
      Await.until(
          "the file to wait",
          Server.SOON,
          () -> server.access().list().get("rejected").toString(),
          text -> text.contains("It waits"));
      audit.available(true);
      server.await("hello", "ACTIVE");
    }
  }

  @Test
  void aFileThatIsReplacedByAnotherNameIsAnUpdateAndNotARemoval() throws Exception {
    try (Server server = Server.start(root)) {
      Path first = hello("1.0.0").moveTo(server.drop().resolve("hello-1.jar"));
      server.await("hello", "ACTIVE");
      hello("2.0.0").moveTo(server.drop().resolve("hello-2.jar"));
      Files.delete(first);
      Await.until(
          "the update",
          Server.SOON,
          () -> String.valueOf(server.plugin("hello").get("version")),
          "2.0.0"::equals);
      assertEquals(0, server.audit().of("plugin-uninstall").size());
      assertEquals("drop-folder:hello-2.jar", server.plugin("hello").get("source"));
    }
  }

  @Test
  void aFileThatIsRenamedStaysInstalledAndItsNewNameCounts() throws Exception {
    try (Server server = Server.start(root)) {
      Path first = hello("1.0.0").moveTo(server.drop().resolve("a.jar"));
      Object bundle = server.await("hello", "ACTIVE").get("bundleId");
      Path second = Files.move(first, server.drop().resolve("b.jar"));
      Await.until(
          "the new name",
          Server.SOON,
          () -> String.valueOf(server.plugin("hello").get("source")),
          "drop-folder:b.jar"::equals);
      assertEquals(bundle, server.plugin("hello").get("bundleId"));
      Files.delete(second);
      server.await("hello", "absent");
    }
  }

  @Test
  void aFileDeletedWhileTheServerWasDownRemovesItsPlugin() throws Exception {
    Path file;
    try (Server server = Server.start(root)) {
      file = hello("1.0.0").moveTo(server.drop().resolve("hello.jar"));
      server.await("hello", "ACTIVE");
    }
    Files.delete(file);
    try (Server server = Server.start(root)) {
      server.await("hello", "absent");
    }
  }

  @Test
  void removingOverRestDeletesTheDroppedFileToo() throws Exception {
    try (Server server = Server.start(root)) {
      Path file = hello("1.0.0").moveTo(server.drop().resolve("hello.jar"));
      server.await("hello", "ACTIVE");
      server.access().remove("hello", ACTOR);
      assertFalse(Files.exists(file));
      server.await("hello", "absent");
      assertEquals(0, jarsInStore(server));
    }
  }

  @Test
  void F36_aFileThatIsReplacedWithTheSameSizeAndTimeIsNoticed() throws Exception {
    try (Server server = Server.start(root)) {
      Path file = server.drop().resolve("hello.jar");
      TestJar one = hello("1.0.0").entry("pad", noise(40));
      TestJar two = hello("2.0.0").entry("pad", noise(1));
      for (int i = 2; !sameSize(one, two); i++) {
        assertTrue(i < 100, "no padding makes a jar of the same size");
        two = hello("2.0.0").entry("pad", noise(i));
      }
      one.moveTo(file);
      var time = Files.getLastModifiedTime(file);
      server.await("hello", "ACTIVE");
      Path temporary = server.drop().resolve("x.tmp");
      Files.write(temporary, two.bytes());
      Files.setLastModifiedTime(temporary, time);
      assertEquals(Files.size(file), Files.size(temporary));
      Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      Await.until(
          "the update",
          Server.SOON,
          () -> String.valueOf(server.plugin("hello").get("version")),
          "2.0.0"::equals);
    }
  }

  private static boolean sameSize(TestJar a, TestJar b) {
    return a.bytes().length == b.bytes().length;
  }

  @Test
  void F36_aSlowlyGrowingFileIsInstalledOnceItIsComplete() throws Exception {
    try (Server server = Server.start(root)) {
      byte[] jar = hello("1.0.0").entry("big", noise(60_000)).bytes();
      Path file = server.drop().resolve("hello.jar");
      Files.createFile(file);
      for (int at = 0; at < jar.length; at += 8192) {
        int length = Math.min(8192, jar.length - at);
        try (var out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
          out.write(jar, at, length);
        }
        assertEquals("absent", at + length < jar.length ? server.state("hello") : "absent");
        Thread.sleep(200);
      }
      server.await("hello", "ACTIVE");
      assertTrue(server.rejected("hello.jar").isEmpty());
    }
  }

  @Test
  void aBundleThatAnotherUsesCanBeUpdatedAndTheOtherIsWiredAnew() throws Exception {
    try (Server server = Server.start(root)) {
      TestJar user =
          TestJar.plugin("user", "1.0.0")
              .header("Import-Package", "acme.api;version=\"[1,2)\",org.osgi.framework")
              .activator("", "");
      server.upload(api("1.0.0").bytes());
      server.upload(user.bytes());
      server.upload(hello("1.0.0").bytes());
      Object untouched = server.plugin("hello").get("since");
      server.upload(api("1.1.0").bytes());
      server.await("user", "ACTIVE");
      Bundle bundle = bundle(server, "com.acme.user");
      Await.until("user to run", Server.SOON, bundle::getState, state -> state == Bundle.ACTIVE);
      assertEquals(untouched, server.plugin("hello").get("since"));
    }
  }

  private static TestJar api(String version) {
    return TestJar.plugin("api", version)
        .header("Export-Package", "acme.api;version=" + version)
        .source("acme.api.A", "package acme.api; public interface A {}");
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }

  private static List<Bundle> bundles(Server server) {
    return java.util.Arrays.stream(server.context().getBundles())
        .filter(BundleOperations::isPlugin)
        .toList();
  }

  private static Bundle bundle(Server server, String name) {
    return bundles(server).stream()
        .filter(b -> b.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long jarsInStore(Server server) throws java.io.IOException {
    try (var files = Files.list(server.data().resolve("plugins"))) {
      return files.filter(f -> f.toString().endsWith(".jar")).count();
    }
  }
}
