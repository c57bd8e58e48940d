package dev.callboard.permission;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The permissions that exist, as plugins tell them. */
@Component(service = PermissionCatalog.class)
public final class PermissionCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(PermissionCatalog.class);

  private final Map<ServiceReference<PermissionProvider>, Provided> providers =
      new ConcurrentHashMap<>();

  /** Adds the permissions of a plugin. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addProvider(
      PermissionProvider provider, ServiceReference<PermissionProvider> reference) {
    Origin origin = Origin.of(reference.getBundle());
    try {
      add(reference, origin, provider);
    } catch (RuntimeException e) {
      LOG.error("The permissions of {} cannot be read", origin.name(), e);
    }
  }

  private void add(
      ServiceReference<PermissionProvider> reference, Origin origin, PermissionProvider provider) {
    Map<String, Permission> permissions = new LinkedHashMap<>();
    provider.permissions().forEach(permission -> permissions.put(permission.name(), permission));
    providers.put(reference, new Provided(origin, permissions));
  }

  /** Removes the permissions of a plugin. */
  public void removeProvider(ServiceReference<PermissionProvider> reference) {
    providers.remove(reference);
  }

  /** Returns a permission as its plugin defines it; what the server came with wins. */
  Optional<Known> find(String name) {
    Optional<Known> found = Optional.empty();
    for (Provided provided : providers.values()) {
      Permission permission = provided.permissions.get(name);
      if (permission != null && (found.isEmpty() || provided.origin.core())) {
        found = Optional.of(new Known(permission, provided.origin.name()));
      }
    }
    return found;
  }

  /** Returns the permissions of a plugin, in its order. */
  List<Permission> of(String pluginId) {
    return providers.entrySet().stream()
        .filter(entry -> entry.getValue().origin.name().equals(pluginId))
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .flatMap(entry -> entry.getValue().permissions.values().stream())
        .toList();
  }

  /** Returns all permissions, those of the same name once, by their names. */
  List<Known> all() {
    return providers.values().stream()
        .flatMap(provided -> provided.permissions.keySet().stream())
        .distinct()
        .sorted()
        .flatMap(name -> find(name).stream())
        .toList();
  }

  /**
   * A permission and whose it is.
   *
   * @param permission the permission
   * @param pluginId the plugin
   */
  record Known(Permission permission, String pluginId) {}

  private record Provided(Origin origin, Map<String, Permission> permissions) {}
}
