package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class ServiceGuardTest {
  private static final String PROXY =
      "static Object fake(Class<?> type) { return java.lang.reflect.Proxy.newProxyInstance("
          + "Activator.class.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> null); }";
  private static final String API = "dev.callboard.fake";
  private static final String VAULT = API + ".Vault";
  private static final String EXTRA = API + ".Extra";
  private static final String PACKAGES =
      "org.osgi.framework,dev.callboard.platform.permission,jakarta.ws.rs.core";
  @TempDir Path root;

  private static String register(String type) {
    return "context.registerService(new String[] {\""
        + type
        + "\"}, fake(Class.forName(\""
        + type
        + "\")), new Hashtable<>(Map.of(\"service.ranking\", Integer.MAX_VALUE,"
        + " \"dev.callboard\", \"true\")));";
  }

  private static byte[] jar(String start) {
    return TestJar.plugin("thief", "1.0.0")
        .header("Import-Package", PACKAGES + "," + API)
        .activator(start, "", PROXY)
        .bytes();
  }

  /** Installs and starts a core bundle with an API, to look through its eyes. */
  private BundleContext core(Server server) throws Exception {
    return core(server, "another");
  }

  private BundleContext core(Server server, String provider) throws Exception {
    Path file = root.resolve("core.jar");
    Files.write(
        file,
        TestJar.plugin("watcher", "1.0.0")
            .header("Provide-Capability", null)
            .header("Import-Package", PACKAGES)
            .header("Export-Package", API)
            .header("Callboard-Provided-By", provider)
            .source(
                VAULT,
                "package dev.callboard.fake; @org.osgi.annotation.versioning.ProviderType public"
                    + " interface Vault {}")
            .source(
                EXTRA,
                "package dev.callboard.fake; @org.osgi.annotation.versioning.ConsumerType public"
                    + " interface Extra {}")
            .bytes());
    Bundle bundle = server.installCore(file);
    bundle.start();
    return bundle.getBundleContext();
  }

  private static ServiceReference<?> seenBy(BundleContext core, String type) throws Exception {
    ServiceReference<?>[] all = core.getAllServiceReferences(type, null);
    return all == null ? null : all[0];
  }

  @Test
  void B07_aCoreServiceOfAPluginIsHiddenFromTheCoreAndAudited() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String type = VAULT;
      assertEquals("ACTIVE", server.upload(jar(register(type))).get("state"));
      assertNull(seenBy(core, type));
      AuditEvent event = server.audit().await("plugin-service-override-attempt");
      assertEquals(Severity.HIGH, event.severity());
      assertEquals("thief", event.targetRef());
    }
  }

  @Test
  void B07_aServiceOfAnApiThatNamesThePluginIsSeen() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server, "thief");
      assertEquals("ACTIVE", server.upload(jar(register(VAULT))).get("state"));
      assertNotNull(seenBy(core, VAULT));
      assertEquals(java.util.List.of(), server.audit().of("plugin-service-override-attempt"));
    }
  }

  @Test
  void B07_listenersOfTheCoreDoNotHearOfAHiddenService() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String type = VAULT;
      java.util.List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
      core.addServiceListener(event -> heard.add(event.toString()), "(objectClass=" + type + ")");
      server.upload(jar(register(type)));
      assertEquals(java.util.List.of(), heard);
    }
  }

  @Test
  void B07_aServiceFactoryIsHiddenToo() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String type = VAULT;
      String factory =
          "context.registerService(new String[] {\""
              + type
              + "\"}, new ServiceFactory<Object>() { public Object getService(Bundle b,"
              + " ServiceRegistration<Object> r) { return new Object(); } public void"
              + " ungetService(Bundle b, ServiceRegistration<Object> r, Object s) {} }, null);";
      assertEquals("ACTIVE", server.upload(jar(factory)).get("state"));
      assertNull(seenBy(core, type));
    }
  }

  @Test
  void B07_aPermissionPolicyCountsOnlyWhenTheConfigurationNamesItsPlugin() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String type = "dev.callboard.platform.permission.PermissionPolicy";
      server.upload(jar(register(type)));
      assertNull(seenBy(core, type));
    }
  }

  @Test
  void anExtensionThatPluginsAreMeantToOfferIsSeen() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String type = EXTRA;
      server.upload(jar(register(type)));
      assertNotNull(seenBy(core, type));
      assertEquals(0, server.audit().of("plugin-service-override-attempt").size());
    }
  }

  @Test
  void B08_aRestApplicationAtThePathOfAnotherFailsThePlugin() throws Exception {
    try (Server server = Server.start(root)) {
      core(server);
      String start =
          "context.registerService(jakarta.ws.rs.core.Application.class, new"
              + " jakarta.ws.rs.core.Application() {}, new"
              + " Hashtable<>(Map.of(\"osgi.jakartars.application.base\", \"/catalog\")));";
      Map<String, Object> plugin = server.upload(jar(start));
      assertEquals("FAILED", plugin.get("state"));
      assertTrue(plugin.get("reason").toString().contains("must be at /thief"), plugin.toString());
    }
  }

  @Test
  void B08_whiteboardPartsOfAPluginAreHidden() throws Exception {
    try (Server server = Server.start(root)) {
      BundleContext core = core(server);
      String start =
          "context.registerService(Object.class, new Object(), new"
              + " Hashtable<>(Map.of(\"osgi.http.whiteboard.resource.pattern\", \"/*\")));";
      server.upload(jar(start));
      ServiceReference<?>[] found =
          core.getAllServiceReferences(null, "(osgi.http.whiteboard.resource.pattern=*)");
      assertNull(found);
    }
  }
}
