package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.plugins.testing.TestJar;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakTest {
  private static final ManagerPrincipal ACTOR = new ManagerPrincipal();
  private static final Map<String, Object> QUICK = Map.of("leaks", Map.of("after", "PT1S"));
  @TempDir Path root;

  private String culprits(Server server) throws InterruptedException {
    return server.audit().await("plugin-leak-detected").meta().get("culprits").toString();
  }

  @Test
  void F33_manyCyclesLeaveAtMostTwoClassLoaders() throws Exception {
    try (Server server = Server.start(root, QUICK)) {
      for (int i = 1; i <= 50; i++) {
        server.upload(TestJar.plugin("hello", "1.0." + i).activator("", "").bytes());
      }
      server.access().remove("hello", ACTOR);
      Await.until(
          "the class loaders to be collected",
          Server.SOON,
          () -> {
            System.gc();
            return server.manager().departed();
          },
          left -> left <= 2);
      assertEquals(List.of(), server.audit().of("plugin-leak-detected"));
    }
  }

  @Test
  void F34_aThreadThatIgnoresInterruptsIsNamed() throws Exception {
    try (Server server = Server.start(root, QUICK)) {
      String start =
          "Thread t = new Thread(() -> { long end = System.nanoTime() + 8_000_000_000L; while"
              + " (System.nanoTime() < end) Thread.onSpinWait(); }, \"acme-spinner\");"
              + " t.setDaemon(true); t.start();";
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "").bytes());
      server.access().remove("naughty", ACTOR);
      String culprits = culprits(server);
      assertTrue(culprits.contains("acme-spinner"), culprits);
      assertTrue(culprits.contains("acme.Activator"), culprits);
    }
  }

  @Test
  void F34_aThreadThatWaitsIsInterruptedAndATimerIsNamed() throws Exception {
    try (Server server = Server.start(root, QUICK)) {
      String start =
          "Thread t = new Thread(() -> { try { Thread.sleep(600000); } catch (InterruptedException"
              + " e) { } }, \"acme-sleeper\"); t.setDaemon(true); t.start();"
              + " new java.util.Timer(\"acme-timer\", true).schedule(new TimerTask() { public void"
              + " run() {} }, 600000);";
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "").bytes());
      server.access().remove("naughty", ACTOR);
      assertTrue(
          Thread.getAllStackTraces().keySet().stream()
              .noneMatch(t -> t.getName().equals("acme-sleeper")));
      String culprits = culprits(server);
      assertTrue(culprits.contains("timer thread 'acme-timer'"), culprits);
      end("acme-timer");
    }
  }

  /** A timer swallows interrupts; the test must not leave its thread. */
  private static void end(String name) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals(name))
        .forEach(t -> t.setContextClassLoader(null));
  }

  @Test
  void F34_aJdbcDriverIsDeregistered() throws Exception {
    String driver =
        "package acme; import java.sql.*; public class Driver implements java.sql.Driver {"
            + " public Connection connect(String u, java.util.Properties p) { return null; }"
            + " public boolean acceptsURL(String u) { return false; }"
            + " public DriverPropertyInfo[] getPropertyInfo(String u, java.util.Properties p) {"
            + " return null; } public int getMajorVersion() { return 1; } public int"
            + " getMinorVersion() { return 0; } public boolean jdbcCompliant() { return false; }"
            + " public java.util.logging.Logger getParentLogger() { return null; }"
            + " public static void install() throws SQLException {"
            + " DriverManager.registerDriver(new Driver()); } }";
    try (Server server = Server.start(root, QUICK)) {
      server.upload(
          TestJar.plugin("naughty", "1.0.0")
              .source("acme.Driver", driver)
              .activator("Class.forName(\"acme.Driver\").getMethod(\"install\").invoke(null);", "")
              .bytes());
      server.access().remove("naughty", ACTOR);
      Await.until(
          "the class loader to be collected",
          Server.SOON,
          () -> {
            System.gc();
            return server.manager().departed();
          },
          left -> left == 0);
    }
  }

  @Test
  void F34_anMBeanIsUnregistered() throws Exception {
    String start =
        "java.lang.management.ManagementFactory.getPlatformMBeanServer().registerMBean(new"
            + " javax.management.StandardMBean((Runnable) () -> {}, Runnable.class), new"
            + " javax.management.ObjectName(\"acme:type=Thing\"));";
    try (Server server = Server.start(root, QUICK)) {
      server.upload(
          TestJar.plugin("naughty", "1.0.0")
              .header("Import-Package", "org.osgi.framework,javax.management")
              .activator(start, "")
              .bytes());
      var name = new javax.management.ObjectName("acme:type=Thing");
      assertTrue(ManagementFactory.getPlatformMBeanServer().isRegistered(name));
      server.access().remove("naughty", ACTOR);
      Await.until(
          "the bean to go",
          Server.SOON,
          () -> ManagementFactory.getPlatformMBeanServer().isRegistered(name),
          there -> !there);
    }
  }

  @Test
  void F34_aLeakIsShownWithThePluginThatIsInstalledAgain() throws Exception {
    try (Server server = Server.start(root, QUICK)) {
      server.upload(
          TestJar.plugin("naughty", "1.0.0")
              .activator("System.getProperties().put(\"acme.leak\", new Activator());", "")
              .bytes());
      server.upload(TestJar.plugin("naughty", "2.0.0").activator("", "").bytes());
      server.audit().await("plugin-leak-detected");
      List<?> leaks = (List<?>) server.plugin("naughty").get("leaks");
      assertEquals("1.0.0", ((Map<?, ?>) leaks.get(0)).get("version"));
      assertTrue(server.manager().problems().toString().contains("still in memory"));
    } finally {
      System.getProperties().remove("acme.leak");
    }
  }
}
