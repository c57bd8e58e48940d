package dev.callboard.ui.contributions;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves out the items whose permission a caller lacks. */
final class VisibleItems {
  private static final String PERMISSION = "permission";

  private final PermissionService permissions;
  private final PermissionRegistry registry;

  VisibleItems(PermissionService permissions, PermissionRegistry registry) {
    this.permissions = permissions;
    this.registry = registry;
  }

  /** Returns the plugins as the page expects them; all permissions are asked for at once. */
  List<Map<String, Object>> of(Snapshot snapshot, PortalPrincipal principal) {
    Set<String> denied = denied(snapshot, principal);
    List<Map<String, Object>> plugins = new ArrayList<>();
    for (Snapshot.Entry entry : snapshot.plugins()) {
      Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
      entry
          .lists()
          .forEach(
              (sort, items) ->
                  lists.put(
                      sort,
                      items.stream().filter(item -> !denied.contains(key(entry, item))).toList()));
      plugins.add(entry.plugin().describe(lists));
    }
    return plugins;
  }

  private Set<String> denied(Snapshot snapshot, PortalPrincipal principal) {
    Map<String, PermissionRequest> asked = new LinkedHashMap<>();
    for (Snapshot.Entry entry : snapshot.plugins()) {
      entry.lists().values().stream()
          .flatMap(List::stream)
          .filter(item -> item.containsKey(PERMISSION))
          .forEach(
              item ->
                  asked.computeIfAbsent(
                      key(entry, item),
                      key ->
                          new PermissionRequest(
                              find(entry.plugin().id(), item.get(PERMISSION).toString()),
                              Optional.empty())));
    }
    Set<String> denied = new HashSet<>();
    if (asked.isEmpty()) {
      return denied;
    }
    List<Decision> decisions = permissions.authorize(principal, List.copyOf(asked.values()));
    int index = 0;
    for (String key : asked.keySet()) {
      if (decisions.get(index++).effect() == Decision.Effect.DENY) {
        denied.add(key);
      }
    }
    return denied;
  }

  /** The plugin's own permission, else that of the plugin whose id the name begins with. */
  private Permission find(String pluginId, String name) {
    return Stream.of(pluginId, name.split("\\.", 2)[0])
        .flatMap(id -> registry.permissions(id).stream())
        .filter(permission -> permission.name().equals(name))
        .findFirst()
        .orElseGet(() -> Permission.basic(name, "read"));
  }

  private static String key(Snapshot.Entry entry, Map<String, Object> item) {
    return entry.plugin().id() + ' ' + item.get(PERMISSION);
  }
}
