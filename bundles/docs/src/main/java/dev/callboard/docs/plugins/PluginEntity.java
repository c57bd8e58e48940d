package dev.callboard.docs.plugins;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.docs.build.DocsLocations;
import dev.callboard.platform.plugin.CallboardPlugin;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Makes the component that the documentation of a plugin belongs to. */
final class PluginEntity {
  private PluginEntity() {}

  static DeferredEntity of(String id, Bundle bundle, Path folder, String owner) {
    String location = "file:" + folder.resolve("mkdocs.yml");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", id);
    attribute(bundle, "name", "title", metadata);
    attribute(bundle, "description", "description", metadata);
    metadata.put(
        "annotations",
        Map.of(
            DocsLocations.ANNOTATION,
            "dir:.",
            "backstage.io/managed-by-location",
            location,
            "backstage.io/managed-by-origin-location",
            location));
    Entity entity =
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                metadata,
                "spec",
                Map.of("type", "documentation", "lifecycle", "production", "owner", owner)));
    // the catalog says that an entity comes from where its claim says
    return DeferredEntity.of(entity, location);
  }

  private static void attribute(
      Bundle bundle, String name, String field, Map<String, Object> metadata) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    List<BundleCapability> plugins =
        revision == null ? List.of() : revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE);
    for (BundleCapability plugin : plugins) {
      if (plugin.getAttributes().get(name) instanceof String text && !text.isEmpty()) {
        metadata.put(field, text);
      }
    }
  }
}
