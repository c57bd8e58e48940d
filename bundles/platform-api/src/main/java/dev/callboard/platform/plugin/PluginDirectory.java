package dev.callboard.platform.plugin;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** Tells which plugin a bundle is. Thread-safe; does not block. */
@ProviderType
public interface PluginDirectory {
  /** Returns the id of the plugin that the bundle is, core or not; empty for libraries. */
  Optional<String> idOf(Bundle bundle);

  /**
   * Returns whether the bundle came with the server, as opposed to one that an operator installed.
   */
  boolean isCore(Bundle bundle);
}
