package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.inspect.ConstantPool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Knows which services only the server may offer: its own interfaces that are marked as implemented
 * by their provider, the services of the framework, whiteboard parts that would stand in the way of
 * requests, and REST applications at another plugin's path. Thread-safe; called by the framework
 * whenever a service is looked up, so it is quick.
 */
final class ProtectedServices {
  private static final String PROVIDER_TYPE = "Lorg/osgi/annotation/versioning/ProviderType;";
  private static final String PROVIDED_BY = "Callboard-Provided-By";
  private static final String PERMISSION_POLICY =
      "dev.callboard.platform.permission.PermissionPolicy";
  private static final String APPLICATION = "jakarta.ws.rs.core.Application";
  private static final String APPLICATION_BASE = "osgi.jakartars.application.base";

  private static final Set<String> PLATFORM =
      Set.of(
          "org.osgi.service.cm.ConfigurationAdmin",
          "org.osgi.service.event.EventAdmin",
          "org.osgi.service.log.LogService",
          "org.osgi.service.log.LoggerFactory",
          "org.osgi.service.log.LogReaderService",
          "org.osgi.service.log.admin.LoggerAdmin",
          "org.osgi.service.component.runtime.ServiceComponentRuntime",
          "org.osgi.service.metatype.MetaTypeService",
          "org.osgi.service.servlet.runtime.HttpServiceRuntime",
          "org.osgi.service.startlevel.StartLevel",
          "org.osgi.service.packageadmin.PackageAdmin",
          "org.osgi.service.jdbc.DataSourceFactory",
          "org.apache.felix.hc.api.execution.HealthCheckExecutor",
          "javax.sql.DataSource");

  private static final List<String> WHITEBOARD_TYPES =
      List.of("jakarta.servlet.", "javax.servlet.", "org.osgi.service.servlet.context.");

  private final BundleContext context;
  private final Supplier<String> policyPlugin;
  private final Map<String, Boolean> providerTypes = new ConcurrentHashMap<>();
  private volatile Known known = new Known(0, Optional.empty());

  /** Reading all bundles takes a while, and a start asks often. */
  private record Known(int bundles, Optional<CoreFacts> facts) {}

  ProtectedServices(BundleContext context, Supplier<String> policyPlugin) {
    this.context = context;
    this.policyPlugin = policyPlugin;
  }

  /** Returns why a service of a plugin is not shown to others, or empty when it is. */
  Optional<String> objection(ServiceReference<?> reference, String pluginId) {
    for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (PLATFORM.contains(type) || isCoreProvider(type) && !isLeftTo(pluginId, type)) {
        return Optional.of("only the server may offer the service " + type);
      }
      if (WHITEBOARD_TYPES.stream().anyMatch(type::startsWith)) {
        return Optional.of(
            "requests come to plugins through REST applications only, not through " + type);
      }
      if (type.equals(PERMISSION_POLICY) && !policyPlugin.get().equals(pluginId)) {
        return Optional.of("permission.policy does not name this plugin");
      }
      if (type.equals(APPLICATION) && !isOwnBase(reference, pluginId)) {
        return Optional.of(
            "its REST application must be at /"
                + pluginId
                + ", not at "
                + Reasons.line(String.valueOf(reference.getProperty(APPLICATION_BASE))));
      }
    }
    boolean whiteboard =
        Arrays.stream(reference.getPropertyKeys())
            .anyMatch(key -> key.startsWith("osgi.http.whiteboard."));
    return whiteboard
        ? Optional.of("requests come to plugins through REST applications only")
        : Optional.empty();
  }

  /** Returns what is wrong with the place of a bundle's REST application, or empty. */
  Optional<String> misplacedApplication(Bundle bundle, String pluginId) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    for (int i = 0; references != null && i < references.length; i++) {
      Object types = references[i].getProperty(Constants.OBJECTCLASS);
      if (List.of((String[]) types).contains(APPLICATION) && !isOwnBase(references[i], pluginId)) {
        return objection(references[i], pluginId).map(why -> "It is refused: " + why + ".");
      }
    }
    return Optional.empty();
  }

  private static boolean isOwnBase(ServiceReference<?> reference, String pluginId) {
    Object base = reference.getProperty(APPLICATION_BASE);
    return base == null || base.equals("/" + pluginId) || base.equals(pluginId);
  }

  private boolean isCoreProvider(String type) {
    if (!type.startsWith("dev.callboard.")) {
      return false;
    }
    return providerTypes.computeIfAbsent(type, this::readProviderType);
  }

  /** An API of the server may be one that a plugin provides, and then it names the plugin. */
  private boolean isLeftTo(String pluginId, String type) {
    return exporterOf(type)
        .map(bundle -> bundle.getHeaders("").get(PROVIDED_BY))
        .filter(pluginId::equals)
        .isPresent();
  }

  private Optional<Bundle> exporterOf(String type) {
    int bundles = context.getBundles().length;
    Known now = known;
    if (now.facts().isEmpty() || now.bundles() != bundles) {
      now = new Known(bundles, Optional.of(CoreFacts.of(context)));
      known = now;
    }
    return now.facts().get().exporterOf(type.substring(0, type.lastIndexOf('.')));
  }

  private boolean readProviderType(String type) {
    URL file =
        exporterOf(type)
            .map(bundle -> bundle.getEntry(type.replace('.', '/') + ".class"))
            .orElse(null);
    if (file == null) {
      return false;
    }
    try (InputStream in = file.openStream()) {
      return ConstantPool.read(in.readAllBytes()).hasText(PROVIDER_TYPE);
    } catch (IOException e) {
      // When in doubt it is the server's.
      return true;
    }
  }
}
