package dev.callboard.ui.contributions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.PermissionService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Items that a caller may not have. */
class VisibleItemsTest {
  private static final Permission OWN =
      new Permission("one.secret", "update", java.util.Optional.empty());
  private final List<PermissionRequest> asked = new ArrayList<>();

  private final PermissionService service =
      new PermissionService() {
        @Override
        public List<Decision> authorize(
            PortalPrincipal principal, List<PermissionRequest> requests) {
          asked.addAll(requests);
          return requests.stream()
              .map(
                  request ->
                      request.permission().name().equals(OWN.name())
                          ? Decision.deny("not yours")
                          : Decision.allow("yours"))
              .toList();
        }
      };

  private final PermissionRegistry registry =
      new PermissionRegistry() {
        @Override
        public List<Permission> permissions(String pluginId) {
          return pluginId.equals("one") ? List.of(OWN) : List.of();
        }

        @Override
        public List<PermissionRule> rules(String pluginId) {
          return List.of();
        }

        @Override
        public boolean meets(String pluginId, String type, String ref, Object condition) {
          return false;
        }
      };

  @Test
  void itemsWhosePermissionIsDeniedAreLeftOut() {
    List<Map<String, Object>> items =
        List.of(
            Map.of("id", "one.free"),
            Map.of("id", "one.hidden", "permission", "one.secret"),
            Map.of("id", "one.too", "permission", "one.secret"),
            Map.of("id", "one.shown", "permission", "other.thing"));
    Manifest manifest = new Manifest(Map.of(), Map.of("nav", items), Map.of(), List.of());
    PluginUi plugin = new PluginUi("one", "One", "1.0.0", 1, false, null, manifest);
    Snapshot snapshot = Snapshot.of(List.of(plugin));

    List<Map<String, Object>> plugins = new VisibleItems(service, registry).of(snapshot, null);

    assertEquals(List.of(items.get(0), items.get(3)), plugins.get(0).get("nav"));
    assertEquals(2, asked.size(), "each permission is asked for once");
    assertEquals(OWN, asked.get(0).permission(), "as the plugin declares it");
  }
}
