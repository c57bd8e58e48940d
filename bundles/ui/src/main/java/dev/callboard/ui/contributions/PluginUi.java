package dev.callboard.ui.contributions;

import dev.callboard.platform.plugin.PluginLabel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;

/**
 * What one version of a plugin contributes.
 *
 * @param id the id of the plugin
 * @param name for people
 * @param version of the bundle
 * @param bundleId of the bundle; a later one is a newer version
 * @param core whether it came with the server
 * @param files what it may serve; null when they could not be read
 * @param manifest its {@code ui.json}
 */
record PluginUi(
    String id,
    String name,
    String version,
    long bundleId,
    boolean core,
    UiFiles files,
    Manifest manifest) {
  private static final String PREFIX = "/plugins/";

  /** Reads what a bundle brings. */
  static PluginUi read(String id, Bundle bundle, boolean core, long limit, ManifestReader reader) {
    String name = PluginLabel.of(bundle).name();
    UiFiles files = null;
    Manifest manifest;
    try {
      files = UiFiles.of(bundle, limit);
      manifest = reader.read(id, files);
    } catch (IOException e) {
      manifest = Manifest.broken("ui: " + e.getMessage());
    }
    return new PluginUi(
        id,
        name.isEmpty() ? id : name,
        bundle.getVersion().toString(),
        bundle.getBundleId(),
        core,
        files,
        manifest);
  }

  /** Returns where its files are; changes with any of them. */
  String base() {
    return PREFIX + id + "/" + (files == null ? version : files.digest());
  }

  /** Returns it as the page expects it, with these items only. */
  Map<String, Object> describe(Map<String, List<Map<String, Object>>> lists) {
    Map<String, Object> ui = new LinkedHashMap<>();
    ui.put("id", id);
    ui.put("name", name);
    ui.put("version", version);
    ui.put("base", base());
    Map<String, Object> modules = new LinkedHashMap<>();
    manifest
        .modules()
        .forEach(
            (module, file) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("url", base() + "/" + file.path());
              entry.put("integrity", file.integrity());
              modules.put(module, entry);
            });
    ui.put("modules", modules);
    ui.putAll(lists);
    if (!manifest.translations().isEmpty()) {
      ui.put("translations", manifest.translations());
    }
    return ui;
  }
}
