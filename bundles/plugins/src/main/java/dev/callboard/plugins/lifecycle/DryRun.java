package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.inspect.HeaderClause;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.inspect.RiskyCall;
import dev.callboard.plugins.store.InstalledPlugin;
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
    view.put("asks", asks(candidate));
    view.put("unresolved", unresolved(manifest));
    Optional<PluginStatus> present = parts.registry().find(manifest.pluginId());
    present.ifPresent(status -> view.put("installed", diff(status, manifest)));
    view.put("problem", problem(candidate));
    view.put("allowed", view.get("problem").equals(""));
    return view;
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
