package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.plugins.testing.Await;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
      int warm = 25;
      cycles(server, 0, warm);
      Usage before = Usage.now(root);
      int cycles = Boolean.getBoolean("callboard.long") ? 10_000 : 50;
      cycles(server, warm, cycles);
      server.access().remove("hello", ACTOR);
      Await.until(
          "the class loaders to be collected",
          Server.SOON,
          () -> {
            System.gc();
            return server.manager().departed();
          },
          left -> left <= 2);
      Usage after = Usage.now(root);
      System.out.printf("F33: %d updates, %s before, %s after%n", cycles, before, after);
      assertEquals(List.of(), server.audit().of("plugin-leak-detected"));
      assertTrue(after.isNoMoreThan(before), before + " became " + after);
    }
  }

  private static void cycles(Server server, int from, int count) throws Exception {
    for (int i = from + 1; i <= from + count; i++) {
      server.upload(TestJar.plugin("hello", "1.0." + i).activator("", "").bytes());
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
      awaitCollected(server);
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

  private static void awaitCollected(Server server) throws InterruptedException {
    Await.until(
        "the class loader to be collected",
        Server.SOON,
        () -> {
          System.gc();
          return server.manager().departed();
        },
        left -> left == 0);
  }

  /** Runs what a plugin put into the system properties, on a thread that is not the plugin's. */
  private static void callPlugin(String key, ExecutorService thread) throws Exception {
    Callable<?> work = (Callable<?>) System.getProperties().remove(key);
    thread.submit(work).get(20, TimeUnit.SECONDS);
  }

  private static String callable(String body) {
    return "System.getProperties().put(\"acme.call\", (java.util.concurrent.Callable<Object>) () ->"
        + " { "
        + body
        + " return null; });";
  }

  @Test
  void F34_aThreadLocalOfAForeignThreadIsNamed() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "lent"));
    try (Server server = Server.start(root, QUICK)) {
      String start = callable("LOCAL.set(new ArrayList<Object>(List.of(new Activator())));");
      String members = "static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();";
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "", members).bytes());
      callPlugin("acme.call", pool);
      server.access().remove("naughty", ACTOR);
      String culprits = culprits(server);
      assertTrue(
          culprits.contains("The thread 'lent' keeps a acme.Activator in a ThreadLocal"), culprits);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void F34_theContextOfAForeignThreadIsTakenBackAndTheThreadIsNotInterrupted() throws Exception {
    AtomicReference<Thread> lent = new AtomicReference<>();
    ExecutorService pool =
        Executors.newSingleThreadExecutor(
            work -> {
              lent.set(new Thread(work, "lent"));
              return lent.get();
            });
    try (Server server = Server.start(root, QUICK)) {
      String start =
          callable(
              "Thread.currentThread().setContextClassLoader(Activator.class.getClassLoader());");
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "").bytes());
      callPlugin("acme.call", pool);
      ClassLoader before = lent.get().getContextClassLoader();
      assertTrue(before instanceof org.osgi.framework.BundleReference, "" + before);
      before = null;
      CountDownLatch interrupted = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      pool.execute(() -> await(go, interrupted));
      server.access().remove("naughty", ACTOR);
      assertSame(ClassLoader.getSystemClassLoader(), lent.get().getContextClassLoader());
      awaitCollected(server);
      assertEquals(1, interrupted.getCount(), "work of somebody else was interrupted");
      go.countDown();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch go, CountDownLatch interrupted) {
    try {
      go.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  @Test
  void F34_aShutdownHookIsRemoved() throws Exception {
    String start = "Runtime.getRuntime().addShutdownHook(new Hook());";
    try (Server server = Server.start(root, QUICK)) {
      server.upload(
          TestJar.plugin("naughty", "1.0.0")
              .activator(start, "", "public static class Hook extends Thread {}")
              .bytes());
      assertEquals(1, hooksOf("acme.Activator$Hook"));
      server.access().remove("naughty", ACTOR);
      assertEquals(0, hooksOf("acme.Activator$Hook"));
      awaitCollected(server);
    }
  }

  private static long hooksOf(String type) throws ReflectiveOperationException {
    var field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    field.setAccessible(true);
    return ((Map<?, ?>) field.get(null))
        .keySet().stream().filter(hook -> hook.getClass().getName().equals(type)).count();
  }

  @Test
  void F34_aLogHandlerAndAFilterAreRemoved() throws Exception {
    String start =
        "java.util.logging.Logger log = java.util.logging.Logger.getLogger(\"\");"
            + " log.addHandler(new Handler()); log.setFilter(record -> true);";
    String members =
        "public static class Handler extends java.util.logging.Handler { public void publish("
            + "java.util.logging.LogRecord r) {} public void flush() {} public void close() {} }";
    var log = java.util.logging.Logger.getLogger("");
    int handlers = log.getHandlers().length;
    try (Server server = Server.start(root, QUICK)) {
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "", members).bytes());
      assertEquals(handlers + 1, log.getHandlers().length);
      assertNotNull(log.getFilter());
      server.access().remove("naughty", ACTOR);
      assertEquals(handlers, log.getHandlers().length);
      assertNull(log.getFilter());
      awaitCollected(server);
    }
  }

  @Test
  void F34_aSystemPropertyIsNamed() throws Exception {
    try (Server server = Server.start(root, QUICK)) {
      String start = "System.getProperties().put(\"acme.kept\", new Object[] {Activator.class});";
      server.upload(TestJar.plugin("naughty", "1.0.0").activator(start, "").bytes());
      server.access().remove("naughty", ACTOR);
      String culprits = culprits(server);
      assertTrue(
          culprits.contains("The system property acme.kept is the class acme.Activator"), culprits);
    } finally {
      System.getProperties().remove("acme.kept");
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
