package dev.callboard.plugins;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.plugin.PluginDirectory;
import dev.callboard.plugins.lifecycle.PluginIdentity;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Component;

/** Reads the identity of plugins from what their bundles declare. */
@Component
public final class DefaultPluginDirectory implements PluginDirectory {
  @Override
  public Optional<String> idOf(Bundle bundle) {
    return PluginIdentity.idOf(requireNonNull(bundle, "bundle is null"));
  }

  @Override
  public boolean isCore(Bundle bundle) {
    return PluginIdentity.isCore(requireNonNull(bundle, "bundle is null"));
  }
}
