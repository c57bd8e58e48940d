package dev.callboard.plugins.lifecycle;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import dev.callboard.plugins.inspect.HeaderClause;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.InstalledSet;
import dev.callboard.plugins.store.ShippedJar;
import dev.callboard.plugins.store.ShippedJars;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** What a plugin must not be on this server: in the place of a core part, or of another plugin. */
final class ServerRules {
  /** Ids that belong to the server, whether the part exists in this version or not. */
  private static final Set<String> RESERVED =
      Set.of(
          "plugins",
          "health",
          "auth",
          "permission",
          "audit",
          "events",
          "signals",
          "ui",
          "proxy",
          "mcp-actions",
          "catalog",
          "scaffolder",
          "techdocs",
          "docs",
          "search",
          "notifications",
          "insights",
          "supply-chain",
          "integrations",
          "config",
          "database",
          "scheduler",
          "identity",
          "http",
          "app",
          "user-settings",
          "kubernetes",
          "security");

  private static final List<String> FRAMEWORK_POWERS =
      List.of(
          "org.osgi.framework.hooks", "org.osgi.framework.launch", "org.apache.felix.framework");

  private final CoreFacts core;
  private final ShippedJars shipped;

  ServerRules(CoreFacts core, ShippedJars shipped) {
    this.core = core;
    this.shipped = shipped;
  }

  /**
   * Checks what holds whatever else is installed.
   *
   * @param manifest of the jar
   * @param heir whether the jar may be in the place of a plugin that the server came with
   */
  void checkAlone(PluginManifest manifest, boolean heir) throws RefusedException {
    String id = manifest.pluginId();
    if (RESERVED.contains(id) && !heir || core.hasPlugin(id)) {
      throw RefusedException.hostile(
          "reserved-id", "the plugin id " + quote(id) + " belongs to the server; choose another");
    }
    if (core.hasBundle(manifest.symbolicName())) {
      throw RefusedException.hostile(
          "core-name",
          "Bundle-SymbolicName is " + quote(manifest.symbolicName()) + ", that of a core bundle");
    }
    Optional<ShippedJar> named = shipped.named(manifest.symbolicName());
    if (named.isPresent() && !named.get().id().equals(id)) {
      throw RefusedException.hostile(
          "core-name",
          "Bundle-SymbolicName is "
              + quote(manifest.symbolicName())
              + ", that of the plugin "
              + named.get().id()
              + ", which the server came with");
    }
    if (manifest.header("Fragment-Host").isPresent()) {
      throw RefusedException.hostile(
          "fragment",
          "the bundle is a fragment of "
              + quote(manifest.paths("Fragment-Host").get(0))
              + "; a plugin must be a bundle of its own");
    }
    checkImports(manifest);
    checkExports(manifest);
  }

  private void checkImports(PluginManifest manifest) throws RefusedException {
    for (String name : manifest.paths("DynamicImport-Package")) {
      if (name.contains("*")) {
        throw RefusedException.hostile(
            "dynamic-import",
            "DynamicImport-Package has "
                + quote(name)
                + "; a plugin must name the packages it uses");
      }
    }
    for (String name : manifest.paths("Require-Bundle")) {
      if (core.hasBundle(name)
          || name.startsWith("dev.callboard")
          || name.equals("system.bundle")) {
        throw RefusedException.hostile(
            "require-core",
            "Require-Bundle has " + quote(name) + "; import the packages of its API instead");
      }
    }
    for (HeaderClause clause : manifest.clauses("Import-Package")) {
      for (String name : clause.paths()) {
        if (FRAMEWORK_POWERS.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."))) {
          throw RefusedException.hostile(
              "framework-hook",
              "Import-Package has " + quote(name) + ", with which one can change other bundles");
        }
      }
    }
  }

  private void checkExports(PluginManifest manifest) throws RefusedException {
    for (String name : manifest.paths("Export-Package")) {
      Optional<Bundle> owner = core.exporterOf(name);
      if (owner.isPresent() || name.startsWith("java.")) {
        throw RefusedException.hostile(
            "export-conflict",
            "Export-Package has "
                + quote(name)
                + ", a package of "
                + owner.map(Bundle::getSymbolicName).orElse("the Java runtime")
                + "; import it instead");
      }
    }
  }

  /**
   * Checks a jar against what is installed.
   *
   * @param publisher who vouches for the jar
   * @param sha256 its digest
   */
  void checkAgainst(
      InstalledSet installed,
      PluginManifest manifest,
      String publisher,
      String sha256,
      PluginSettings settings,
      boolean allowDowngrade)
      throws RefusedException {
    String id = manifest.pluginId();
    Optional<InstalledPlugin> present = installed.find(id);
    boolean sameBytes = present.map(p -> p.sha256().equals(sha256)).orElse(false);
    checkOwner(installed, id, publisher, sameBytes);
    for (InstalledPlugin other : installed.plugins()) {
      if (!other.id().equals(id) && other.symbolicName().equals(manifest.symbolicName())) {
        throw RefusedException.conflict(
            "name-taken",
            "Bundle-SymbolicName "
                + quote(manifest.symbolicName())
                + " is that of the plugin "
                + other.id());
      }
    }
    if (present.isPresent() && !sameBytes) {
      checkVersion(present.get(), manifest, settings, allowDowngrade);
    }
  }

  private static void checkOwner(
      InstalledSet installed, String id, String publisher, boolean sameBytes)
      throws RefusedException {
    Optional<String> owner = installed.ownerOf(id);
    // A signature for the very bytes that are installed unsigned takes nothing from anybody.
    boolean signedLater = sameBytes && owner.equals(Optional.of("unsigned"));
    if (owner.isPresent() && !owner.get().equals(publisher) && !signedLater) {
      throw RefusedException.conflict(
          "other-publisher",
          "the plugin id "
              + id
              + " belongs to the publisher "
              + quote(owner.get())
              + " and this jar is from "
              + quote(publisher)
              + "; an administrator can transfer the id");
    }
  }

  private static void checkVersion(
      InstalledPlugin present,
      PluginManifest manifest,
      PluginSettings settings,
      boolean allowDowngrade)
      throws RefusedException {
    int order = new Version(manifest.version()).compareTo(new Version(present.version()));
    if (order < 0 && !settings.allowDowngrade() && !allowDowngrade) {
      throw RefusedException.conflict(
          "downgrade",
          "version "
              + manifest.version()
              + " is older than "
              + present.version()
              + ", which is installed; set plugins.allowDowngrade to allow it");
    }
    if (order == 0 && !settings.allowSameVersion()) {
      throw RefusedException.conflict(
          "same-version",
          "version "
              + manifest.version()
              + " is installed already, from other bytes; raise the version, or set"
              + " plugins.allowSameVersion while developing");
    }
  }
}
