package dev.callboard.platform.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What people call a plugin: what {@link CallboardPlugin} says, else what the bundle is called.
 *
 * @param name a name, may be empty
 * @param description a sentence, may be empty
 */
public record PluginLabel(String name, String description) {
  /** Refuses null. */
  public PluginLabel {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
  }

  /** Returns the label of a bundle, which may be in any state but uninstalled. Does not block. */
  public static PluginLabel of(Bundle bundle) {
    return new PluginLabel(
        text(bundle, "name", Constants.BUNDLE_NAME),
        text(bundle, "description", Constants.BUNDLE_DESCRIPTION));
  }

  private static String text(Bundle bundle, String attribute, String header) {
    return declared(bundle, attribute)
        .or(() -> Optional.ofNullable(bundle.getHeaders("").get(header)))
        .orElse("");
  }

  private static Optional<String> declared(Bundle bundle, String attribute) {
    return Optional.ofNullable(bundle.adapt(BundleRevision.class))
        .map(revision -> revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE))
        .orElse(List.of())
        .stream()
        .map(capability -> capability.getAttributes().get(attribute))
        .filter(value -> value instanceof String text && !text.isBlank())
        .map(String.class::cast)
        .findFirst();
  }
}
