package dev.callboard.cli.doctor;

import dev.callboard.plugins.inspect.HeaderClause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The packages that bundles and the JDK offer, to tell what an import will find. */
final class Packages {
  private final Map<String, List<Offer>> offers = new HashMap<>();

  private record Offer(Version version, String by) {}

  /** Returns the packages of the JDK that runs this. */
  static Packages ofJdk() {
    Packages packages = new Packages();
    ModuleLayer.boot().modules().stream()
        .map(Module::getDescriptor)
        .flatMap(module -> module.exports().stream())
        .filter(export -> !export.isQualified())
        .forEach(export -> packages.add(export.source(), Version.emptyVersion, "the JDK"));
    return packages;
  }

  void addExports(BundleFile bundle) {
    for (HeaderClause clause : bundle.clauses("Export-Package")) {
      Version version = Version.parseVersion(clause.attributes().getOrDefault("version", "0"));
      clause.paths().forEach(name -> add(name, version, bundle.name()));
    }
  }

  /** Returns what the bundle imports and nobody offers, in words. */
  List<String> missing(BundleFile bundle) {
    List<String> missing = new ArrayList<>();
    for (HeaderClause clause : bundle.clauses("Import-Package")) {
      if (clause.directives().getOrDefault("resolution", "mandatory").equals("optional")) {
        continue;
      }
      VersionRange range =
          VersionRange.valueOf(clause.attributes().getOrDefault("version", "0.0.0"));
      for (String name : clause.paths()) {
        if (!name.startsWith("java.") && !isOffered(name, range)) {
          missing.add(explain(name, range));
        }
      }
    }
    return missing;
  }

  private void add(String name, Version version, String by) {
    offers.computeIfAbsent(name, key -> new ArrayList<>()).add(new Offer(version, by));
  }

  private boolean isOffered(String name, VersionRange range) {
    return offers.getOrDefault(name, List.of()).stream()
        .anyMatch(offer -> range.includes(offer.version()));
  }

  private String explain(String name, VersionRange range) {
    List<Offer> others = offers.getOrDefault(name, List.of());
    String wanted = "package " + name + " in version " + range;
    if (others.isEmpty()) {
      return wanted + ": no bundle offers it";
    }
    return others.stream()
        .map(offer -> offer.version() + " by " + offer.by())
        .collect(Collectors.joining(", ", wanted + ": there is only ", ""));
  }
}
