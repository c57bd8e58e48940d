package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.inspect.HeaderClause;
import dev.callboard.plugins.inspect.JarBrings;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.inspect.RiskyCall;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.InstalledPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Says what a jar would ask for, what would be different, and whether it would be let in. */
final class DryRun {
  private final Parts parts;
  private final BundleContext context;

  DryRun(Parts parts, BundleContext context) {
    this.parts = parts;
    this.context = context;
  }

  Map<String, Object> of(Candidate candidate) {
    PluginManifest manifest = candidate.manifest();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", manifest.pluginId());
    view.put("version", manifest.version());
    view.put("symbolicName", manifest.symbolicName());
    view.put("name", manifest.name());
    view.put("description", manifest.description());
    view.put("sha256", candidate.jar().sha256());
    view.put("publisher", candidate.verdict().publisher());
    view.put("signature", candidate.verdict().status().text());
    view.put("signatureText", words(candidate.verdict()));
    view.put("asks", asks(candidate));
    view.put("unresolved", unresolved(manifest));
    view.put("requirements", requirements(manifest));
    Map<String, Object> brings = brings(candidate.jar().file(), manifest.pluginId());
    view.put("brings", brings);
    Optional<PluginStatus> present = parts.registry().find(manifest.pluginId());
    view.put("change", change(present, candidate));
    present.ifPresent(
        status -> {
          Map<String, Object> diff = diff(status, manifest);
          PluginDiff.add(diff, installedBrings(status), brings);
          view.put("installed", diff);
        });
    view.put("problem", problem(candidate));
    view.put("allowed", view.get("problem").equals(""));
    return view;
  }

  /** Says in a sentence what the signature is worth. */
  static String words(Verdict verdict) {
    return switch (verdict.status()) {
      case CORE -> "It is part of the server.";
      case SHIPPED -> "It came with the server.";
      case SIGNED -> "Signed by " + verdict.publisher() + " with a key that this server trusts.";
      case UNSIGNED -> "Nobody has signed it, so nobody vouches for it.";
      case MODIFIED -> "The signature is for another file: " + verdict.reason() + ".";
      case INVALID -> "The signature must not be relied on: " + verdict.reason() + ".";
    };
  }

  private static String change(Optional<PluginStatus> present, Candidate candidate) {
    if (present.isEmpty()) {
      return "install";
    }
    InstalledPlugin installed = present.get().installed();
    if (installed.sha256().equals(candidate.jar().sha256())) {
      return "same";
    }
    int order =
        Version.parseVersion(candidate.manifest().version())
            .compareTo(Version.parseVersion(installed.version()));
    return order < 0 ? "downgrade" : order == 0 ? "replace" : "update";
  }

  private static Map<String, Object> brings(Path jar, String pluginId) {
    try {
      return JarBrings.of(jar, pluginId);
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "the jar could not be read again", e);
    }
  }

  /** What an installed plugin brings; empty when its jar is not in the store. */
  Map<String, Object> installedBrings(PluginStatus status) {
    try {
      return parts
          .store()
          .find(status.installed().sha256())
          .map(jar -> brings(jar.file(), status.installed().id()))
          .orElse(Map.of());
    } catch (IOException e) {
      return Map.of();
    }
  }

  private String problem(Candidate candidate) {
    try {
      new ServerRulesCheck(parts).check(candidate);
      return "";
    } catch (RefusedException e) {
      return e.getMessage();
    }
  }

  private static Map<String, Object> asks(Candidate candidate) {
    PluginManifest manifest = candidate.manifest();
    Map<String, Object> asks = new LinkedHashMap<>();
    asks.put("imports", manifest.paths("Import-Package"));
    asks.put("exports", manifest.paths("Export-Package"));
    asks.put("requires", manifest.paths("Require-Capability"));
    Map<String, String> calls = new TreeMap<>();
    for (Map.Entry<RiskyCall, String> call : candidate.content().calls().entrySet()) {
      calls.put(call.getKey().text(), call.getValue());
    }
    asks.put("calls", calls);
    return asks;
  }

  private Map<String, Object> diff(PluginStatus status, PluginManifest manifest) {
    InstalledPlugin plugin = status.installed();
    Map<String, Object> diff = new LinkedHashMap<>();
    diff.put("version", plugin.version());
    diff.put("publisher", plugin.publisher());
    diff.put("sha256", plugin.sha256());
    Set<String> before =
        status
            .bundle()
            .map(bundle -> bundle.adapt(BundleRevision.class))
            .map(DryRun::imports)
            .orElse(Set.of());
    Set<String> added = new TreeSet<>(manifest.paths("Import-Package"));
    added.removeAll(before);
    Set<String> removed = new TreeSet<>(before);
    removed.removeAll(manifest.paths("Import-Package"));
    diff.put("importsAdded", added);
    diff.put("importsRemoved", removed);
    return diff;
  }

  private static Set<String> imports(BundleRevision revision) {
    Set<String> names = new TreeSet<>();
    revision
        .getDeclaredRequirements("osgi.wiring.package")
        .forEach(requirement -> names.add(ResolveDiagnosis.packageOf(requirement)));
    return names;
  }

  /** Returns a sentence for each package that nobody exports in a version that fits. */
  private List<String> unresolved(PluginManifest manifest) {
    List<String> sentences = new ArrayList<>();
    ResolveDiagnosis diagnosis = new ResolveDiagnosis(context);
    Set<String> own = Set.copyOf(manifest.paths("Export-Package"));
    for (HeaderClause clause : manifest.clauses("Import-Package")) {
      if ("optional".equals(clause.directives().get("resolution"))) {
        continue;
      }
      VersionRange range = range(clause.attributes().getOrDefault("version", "0"));
      for (String name : clause.paths()) {
        if (!own.contains(name) && !name.startsWith("java.") && !isOffered(name, range)) {
          sentences.add(
              "It imports the package "
                  + name
                  + ", "
                  + ResolveDiagnosis.words(range)
                  + ". "
                  + diagnosis.offers(name));
        }
      }
    }
    return sentences;
  }

  /** Returns each import, and whether somebody exports it. */
  private List<Map<String, Object>> requirements(PluginManifest manifest) {
    List<Map<String, Object>> found = new ArrayList<>();
    Set<String> own = Set.copyOf(manifest.paths("Export-Package"));
    for (HeaderClause clause : manifest.clauses("Import-Package")) {
      VersionRange range = range(clause.attributes().getOrDefault("version", "0"));
      for (String name : clause.paths()) {
        if (!name.startsWith("java.")) {
          found.add(
              Map.of(
                  "package",
                  name,
                  "versions",
                  ResolveDiagnosis.words(range),
                  "optional",
                  "optional".equals(clause.directives().get("resolution")),
                  "met",
                  own.contains(name) || isOffered(name, range)));
        }
      }
    }
    return found;
  }

  private static VersionRange range(String text) {
    try {
      return VersionRange.valueOf(text);
    } catch (IllegalArgumentException e) {
      return new VersionRange("0");
    }
  }

  private boolean isOffered(String packageName, VersionRange range) {
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision == null) {
        continue;
      }
      for (BundleCapability capability : revision.getDeclaredCapabilities("osgi.wiring.package")) {
        boolean fits =
            packageName.equals(capability.getAttributes().get("osgi.wiring.package"))
                && capability.getAttributes().get("version") instanceof Version version
                && range.includes(version);
        if (fits) {
          return true;
        }
      }
    }
    return false;
  }
}
