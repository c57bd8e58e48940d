package dev.callboard.permission;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Bundles and service references that know what the code under test asks for. */
final class FakeBundles {
  private FakeBundles() {}

  /** Returns a bundle that is a plugin. */
  static Bundle plugin(String id, String location) {
    BundleCapability capability =
        proxy(BundleCapability.class, Map.of("getAttributes", Map.of("id", id)));
    BundleRevision revision =
        proxy(BundleRevision.class, Map.of("getDeclaredCapabilities", List.of(capability)));
    return proxy(
        Bundle.class,
        Map.of("getSymbolicName", "org.test." + id, "getLocation", location, "adapt", revision));
  }

  /** Returns a reference to a service of a bundle. */
  @SuppressWarnings("unchecked")
  static <S> ServiceReference<S> reference(Bundle bundle, int ranking) {
    return (ServiceReference<S>)
        Proxy.newProxyInstance(
            FakeBundles.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getBundle" -> bundle;
                  case "getProperty" -> ranking;
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "compareTo" ->
                      Integer.compare(
                          ranking,
                          (int)
                              ((ServiceReference<?>) arguments[0]).getProperty("service.ranking"));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeBundles.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object answer = answers.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              return answer;
            }));
  }
}
