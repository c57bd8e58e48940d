package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.plugins.store.FailPoint;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends the process at each stage of an operation; the next start must find one whole version. */
class CrashTest {
  private static final int KILLED = 137;
  @TempDir Path root;

  private void crash(String operation, String place) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-D" + FailPoint.PROPERTY + "=" + place + "=halt",
                "-cp",
                classPath,
                CrashMain.class.getName(),
                root.toString(),
                operation)
            .redirectErrorStream(true)
            .redirectOutput(new File(root.toFile(), "crash.log"))
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process does not end");
    assertEquals(KILLED, process.exitValue(), () -> log());
  }

  private String log() {
    try {
      return Files.readString(root.resolve("crash.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void assertWhole(Server server, String expected) throws Exception {
    if (expected.equals("absent")) {
      server.await("hello", "absent");
    } else {
      server.await("hello", "ACTIVE");
      assertEquals(expected, server.plugin("hello").get("version"));
    }
    int whole = expected.equals("absent") ? 0 : 1;
    long bundles =
        Arrays.stream(server.context().getBundles()).filter(BundleOperations::isPlugin).count();
    assertEquals(whole, bundles, "bundles");
    assertEquals(whole, files(server.data().resolve("plugins"), ".jar").size(), "jars");
    assertEquals(List.of(), files(server.data().resolve("plugins/incoming"), ""), "incoming");
    assertEquals(List.of(), files(server.data().resolve("plugins"), ".tmp"), "temporary files");
  }

  private static List<String> files(Path folder, String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receive.copied", "verify.signature", "verify.inspected", "store.before",
        "store.signature", "store.done", "install.audited", "journal.before"
      })
  void F05_aCrashBeforeTheCommitOfAnInstallationLeavesNothing(String place) throws Exception {
    crash("install", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "absent");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal.after", "install.framework", "start.resolved", "start.started"})
  void F05_aCrashAfterTheCommitOfAnInstallationLeavesThePlugin(String place) throws Exception {
    crash("install", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "1.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store.done",
        "update.installed",
        "update.resolved",
        "start.started",
        "update.well",
        "journal.before"
      })
  void F05_aCrashBeforeTheCommitOfAnUpdateLeavesTheOldVersion(String place) throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(CrashMain.jar("1.0.0"));
    }
    crash("update", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "1.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal.after",
        "update.committed",
        "retire.drained",
        "retire.stopped",
        "retire.uninstalled",
        "store.removed",
        "update.done"
      })
  void F05_aCrashAfterTheCommitOfAnUpdateLeavesTheNewVersion(String place) throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(CrashMain.jar("1.0.0"));
    }
    crash("update", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "2.0.0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "withdraw, remove.audited, true",
    "withdraw, journal.before, true",
    "withdraw, journal.after, false",
    "withdraw, remove.done, false",
    "putBack, install.audited, false",
    "putBack, journal.before, false",
    "putBack, journal.after, true",
    "putBack, start.started, true"
  })
  void F05_aPluginOfTheInstallationIsThereOrAwayAfterACrash(
      String operation, String place, boolean there) throws Exception {
    Path folder = Files.createDirectories(root.resolve("shipped"));
    Files.write(folder.resolve("shipped.jar"), TestJar.plugin("shipped", "1.0.0").bytes());
    try (Server server = Server.start(root)) {
      server.await("shipped", "ACTIVE");
      if (operation.equals("putBack")) {
        server.access().remove("shipped", new ManagerPrincipal());
      }
    }
    crash(operation, place);
    try (Server server = Server.start(root)) {
      server.await("shipped", there ? "ACTIVE" : "absent");
      assertEquals(List.of(), files(server.data().resolve("plugins"), ".jar"), "copies");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove.audited", "journal.before"})
  void F05_aCrashBeforeTheCommitOfARemovalLeavesThePlugin(String place) throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(CrashMain.jar("1.0.0"));
    }
    crash("remove", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "1.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal.after", "retire.stopped", "store.removed", "remove.done"})
  void F05_aCrashAfterTheCommitOfARemovalLeavesNothing(String place) throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(CrashMain.jar("1.0.0"));
    }
    crash("remove", place);
    try (Server server = Server.start(root)) {
      assertWhole(server, "absent");
    }
  }
}
