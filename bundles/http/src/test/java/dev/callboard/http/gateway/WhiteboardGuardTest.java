package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class WhiteboardGuardTest {
  private final Bundle plugin = Fakes.bundle(50, "evil", "file:evil.jar");
  private final Bundle core = Fakes.bundle(5, "core", "reference:file:core.jar");
  private final Bundle http = Fakes.bundle(6, "org.apache.felix.http", "reference:file:http.jar");
  private final WhiteboardGuard guard = new WhiteboardGuard();

  @Test
  void B08_servletsAndFiltersOfPluginsAreHidden() {
    for (String type :
        List.of(
            "jakarta.servlet.Servlet",
            "jakarta.servlet.Filter",
            "org.osgi.service.servlet.context.ServletContextHelper",
            "org.apache.felix.http.jetty.ConnectorFactory")) {
      assertEquals(0, found(http, service(plugin, type, null)), type);
      assertEquals(1, found(plugin, service(plugin, type, null)), type);
      assertEquals(1, found(http, service(core, type, null)), type);
    }
  }

  @Test
  void B08_resourcesOfPluginsAreHidden() {
    assertEquals(0, found(http, service(plugin, "java.lang.Object", "/*")));
  }

  @Test
  void otherServicesOfPluginsAreSeen() {
    assertEquals(1, found(http, service(plugin, "jakarta.ws.rs.core.Application", null)));
  }

  private int found(Bundle who, ServiceReference<?> reference) {
    Collection<ServiceReference<?>> references = new ArrayList<>(List.of(reference));
    guard.find(context(who), null, null, false, references);
    return references.size();
  }

  private static BundleContext context(Bundle bundle) {
    return (BundleContext)
        Proxy.newProxyInstance(
            WhiteboardGuardTest.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, args) -> bundle);
  }

  private static ServiceReference<?> service(Bundle owner, String type, String pattern) {
    return (ServiceReference<?>)
        Proxy.newProxyInstance(
            WhiteboardGuardTest.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getBundle" -> owner;
                  case "getProperty" ->
                      args[0].equals("objectClass") ? new String[] {type} : pattern;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
