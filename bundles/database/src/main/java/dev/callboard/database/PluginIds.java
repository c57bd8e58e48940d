package dev.callboard.database;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.plugin.CallboardPlugin;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Tells whose database a bundle gets. Bundles that came with the server are those installed by
 * reference; one of them without an id of its own is named after its symbolic name. A bundle that
 * an operator installed cannot have the id of one of those.
 */
final class PluginIds {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final String OWN_PREFIX = "dev.callboard.";

  private PluginIds() {}

  /**
   * Returns the id.
   *
   * @param installed all bundles of the framework
   * @throws PortalException with code {@code NOT_ALLOWED} when the bundle cannot have a database
   */
  static String of(Bundle bundle, Bundle[] installed) {
    String id =
        declared(bundle)
            .or(() -> core(bundle) ? named(bundle) : Optional.empty())
            .filter(text -> ID.matcher(text).matches())
            .orElseThrow(() -> refused(bundle, "is not a plugin: it has no valid id"));
    if (core(bundle)) {
      return id;
    }
    for (Bundle other : installed) {
      if (core(other) && declared(other).or(() -> named(other)).filter(id::equals).isPresent()) {
        throw refused(bundle, "has the id " + id + ", which belongs to the server");
      }
    }
    return id;
  }

  private static PortalException refused(Bundle bundle, String why) {
    return PortalException.notAllowed(
        "The bundle " + bundle.getSymbolicName() + " gets no database, because it " + why);
  }

  private static boolean core(Bundle bundle) {
    return bundle.getLocation().startsWith("reference:");
  }

  private static Optional<String> declared(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return Optional.empty();
    }
    return revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE).stream()
        .map(capability -> capability.getAttributes().get("id"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  private static Optional<String> named(Bundle bundle) {
    return Optional.ofNullable(bundle.getSymbolicName())
        .filter(name -> name.startsWith(OWN_PREFIX))
        .map(name -> name.substring(OWN_PREFIX.length()).replace('.', '-'));
  }
}
