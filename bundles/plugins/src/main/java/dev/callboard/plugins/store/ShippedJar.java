package dev.callboard.plugins.store;

import dev.callboard.plugins.inspect.PluginManifest;

/**
 * A plugin that lies in the installation.
 *
 * @param manifest what its manifest says
 * @param jar its file there, with the digest that it had when the server started
 */
public record ShippedJar(PluginManifest manifest, StoredJar jar) {
  /** Returns its plugin id. */
  public String id() {
    return manifest.pluginId();
  }

  /** Returns the digest of its bytes. */
  public String sha256() {
    return jar.sha256();
  }
}
