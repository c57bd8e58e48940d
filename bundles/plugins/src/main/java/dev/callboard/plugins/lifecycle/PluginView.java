package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.http.Route;
import dev.callboard.platform.http.RouteRegistry;
import dev.callboard.platform.plugin.PluginLabel;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.ShippedJar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Makes JSON values of plugins, as {@code GET /api/plugins} answers them. Text from manifests is
 * passed on as text: those who show it must escape it.
 */
final class PluginView {
  private static final int MAX_SERVICES = 200;

  private final Supplier<Optional<RouteRegistry>> routes;
  private final ComponentDiagnosis components;
  private final LeakDetector leaks;

  PluginView(
      Supplier<Optional<RouteRegistry>> routes, ComponentDiagnosis components, LeakDetector leaks) {
    this.routes = routes;
    this.components = components;
    this.leaks = leaks;
  }

  /** Returns what is said of a plugin of the installation that is not installed. */
  static Map<String, Object> ofAvailable(ShippedJar jar) {
    PluginManifest manifest = jar.manifest();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", manifest.pluginId());
    view.put("name", manifest.name());
    view.put("description", manifest.description());
    view.put("version", manifest.version());
    return view;
  }

  /**
   * Returns what is said of an installed plugin.
   *
   * @param shipped whether the server came with a plugin of this id
   */
  Map<String, Object> of(PluginStatus status, String owner, boolean shipped) {
    InstalledPlugin plugin = status.installed();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", plugin.id());
    view.put("core", false);
    view.put("shipped", shipped);
    view.put("state", status.state().name());
    view.put("reason", status.reason());
    view.put("since", status.since().toString());
    view.put("version", plugin.version());
    view.put("symbolicName", plugin.symbolicName());
    view.put("sha256", plugin.sha256());
    view.put("publisher", plugin.publisher());
    view.put("owner", owner);
    view.put("signature", status.verdict().status().text());
    status.verdict().keyId().ifPresent(key -> view.put("keyId", key));
    view.put("source", plugin.origin());
    status.failedUpdate().ifPresent(failure -> view.put("failedUpdate", of(failure)));
    view.put("leaks", leaks.leaks(plugin.id()).stream().map(PluginView::of).toList());
    status.bundle().ifPresent(bundle -> describe(bundle, plugin.id(), view));
    return view;
  }

  Map<String, Object> ofCore(Bundle bundle, String id) {
    Map<String, Object> view = new LinkedHashMap<>();
    boolean active = bundle.getState() == Bundle.ACTIVE;
    view.put("id", id);
    view.put("core", true);
    view.put("shipped", false);
    view.put("state", active ? "ACTIVE" : "STOPPED");
    view.put("reason", "");
    view.put("version", bundle.getVersion().toString());
    view.put("symbolicName", bundle.getSymbolicName());
    view.put("publisher", "callboard");
    view.put("owner", "callboard");
    view.put("signature", "core");
    view.put("source", "server");
    view.put("leaks", List.of());
    describe(bundle, id, view);
    return view;
  }

  Map<String, Object> of(Registry.Rejected file) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("file", file.name());
    view.put("state", file.state().name());
    view.put("reason", file.reason());
    view.put("rule", file.rule());
    view.put("sha256", file.sha256());
    view.put("quarantined", file.quarantined());
    view.put("since", file.at().toString());
    return view;
  }

  private static Map<String, Object> of(PluginStatus.FailedUpdate failure) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("state", "FAILED");
    view.put("version", failure.version());
    view.put("sha256", failure.sha256());
    view.put("reason", failure.reason());
    view.put("since", failure.at().toString());
    return view;
  }

  private static Map<String, Object> of(Departure departure) {
    return Map.of(
        "version", departure.version(),
        "since", departure.at().toString(),
        "culprits", departure.culprits());
  }

  private void describe(Bundle bundle, String id, Map<String, Object> view) {
    PluginLabel label = PluginLabel.of(bundle);
    view.put("name", label.name());
    view.put("description", label.description());
    view.put("bundleId", bundle.getBundleId());
    view.put("routes", routes(bundle));
    view.put("breaker", routes.get().map(registry -> registry.breaker(id)).orElse("closed"));
    view.put("services", services(bundle));
    view.put("requirements", requirements(bundle));
    view.put("waiting", components.waiting(bundle));
  }

  private List<Map<String, String>> routes(Bundle bundle) {
    List<Route> found = routes.get().map(registry -> registry.routes(bundle)).orElse(List.of());
    return found.stream()
        .map(
            route ->
                Map.of(
                    "method", route.method(),
                    "path", route.path(),
                    "permission", route.permission()))
        .toList();
  }

  private static List<Map<String, Object>> services(Bundle bundle) {
    List<Map<String, Object>> found = new ArrayList<>();
    ServiceReference<?>[] references =
        bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
    for (int i = 0; references != null && i < Math.min(references.length, MAX_SERVICES); i++) {
      ServiceReference<?> reference = references[i];
      Bundle[] users = reference.getUsingBundles();
      List<String> names = new ArrayList<>();
      for (int u = 0; users != null && u < users.length; u++) {
        names.add(users[u].getSymbolicName());
      }
      found.add(
          Map.of(
              "id", String.valueOf(reference.getProperty(Constants.SERVICE_ID)),
              "types", List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)),
              "usedBy", names));
    }
    return found;
  }

  /** Returns the packages that a bundle imports, those of Java left out, and who provides each. */
  private static List<Map<String, Object>> requirements(Bundle bundle) {
    List<Map<String, Object>> found = new ArrayList<>();
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (revision == null) {
      return found;
    }
    for (BundleRequirement requirement :
        revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
      String name = ResolveDiagnosis.packageOf(requirement);
      if (name.startsWith("java.")) {
        continue;
      }
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("package", name);
      view.put("versions", ResolveDiagnosis.rangeOf(requirement));
      boolean optional = "optional".equals(requirement.getDirectives().get("resolution"));
      view.put("optional", optional);
      view.put("provider", provider(wiring, requirement));
      found.add(view);
    }
    return found;
  }

  private static String provider(BundleWiring wiring, BundleRequirement requirement) {
    List<BundleWire> wires =
        wiring == null ? null : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
    if (wires == null) {
      return "";
    }
    return wires.stream()
        .filter(wire -> wire.getRequirement().equals(requirement))
        .map(wire -> wire.getProvider().getSymbolicName() + " " + wire.getProvider().getVersion())
        .findFirst()
        .orElse("");
  }
}
