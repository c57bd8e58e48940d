package dev.callboard.cli.doctor;

import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the bundles of the installation and at the jars in the drop folder. */
final class BundleCheck {
  private static final String AREA = "bundles";

  private final Patient patient;
  private final DroppedJarCheck dropped;
  private final Packages packages = Packages.ofJdk();
  private final List<Finding> findings = new ArrayList<>();

  BundleCheck(Patient patient, Optional<Config> config) {
    this.patient = patient;
    this.dropped = new DroppedJarCheck(config);
  }

  List<Finding> run() throws IOException {
    Path home = patient.terminal().home();
    List<BundleFile> core = new ArrayList<>();
    for (Path level : entries(home.resolve("bundles"), "*")) {
      core.addAll(readable(entries(level, "*.jar")));
    }
    if (core.isEmpty()) {
      findings.add(
          Finding.error(
              AREA,
              home.resolve("bundles") + " has no bundles",
              "Unpack the distribution again, or start bin/callboard of an unpacked one."));
      return findings;
    }
    List<BundleFile> shipped = readable(entries(home.resolve("shipped-plugins"), "*.jar"));
    List<BundleFile> plugins = readable(entries(patient.plugins(), "*.jar"));
    // The framework itself is on the class path.
    readable(entries(home.resolve("lib"), "*.jar")).forEach(this::offer);
    core.forEach(this::offer);
    shipped.forEach(this::offer);
    plugins.forEach(this::offer);
    duplicates(core);
    duplicates(shipped);
    duplicates(plugins);
    core.forEach(bundle -> resolve(bundle, true));
    shipped.forEach(bundle -> resolve(bundle, true));
    plugins.forEach(bundle -> resolve(bundle, false));
    for (BundleFile plugin : plugins) {
      findings.add(dropped.check(plugin.path()));
    }
    findings.add(
        Finding.ok(
            AREA,
            core.size()
                + " bundles and "
                + shipped.size()
                + " plugins of the installation, "
                + plugins.size()
                + " jars in the drop folder"));
    return findings;
  }

  private List<BundleFile> readable(List<Path> jars) {
    List<BundleFile> bundles = new ArrayList<>();
    for (Path jar : jars) {
      try {
        bundles.add(BundleFile.read(jar));
      } catch (IOException e) {
        findings.add(
            Finding.error(
                AREA, jar + " cannot be read: " + e.getMessage(), "Copy it there again."));
      }
    }
    return bundles;
  }

  private void offer(BundleFile bundle) {
    try {
      packages.addExports(bundle);
    } catch (IllegalArgumentException e) {
      findings.add(bad(bundle, e));
    }
  }

  private void duplicates(List<BundleFile> bundles) {
    Map<String, BundleFile> byName = new HashMap<>();
    for (BundleFile bundle : bundles) {
      Optional<BundleFile> other = bundle.symbolicName().map(name -> byName.put(name, bundle));
      other.ifPresent(
          first ->
              findings.add(
                  Finding.error(
                      AREA,
                      first.name()
                          + " and "
                          + bundle.name()
                          + " are the same bundle "
                          + bundle.symbolicName().get(),
                      "Remove one of them.")));
    }
  }

  private void resolve(BundleFile bundle, boolean core) {
    if (bundle.symbolicName().isEmpty()) {
      findings.add(
          Finding.error(
              AREA, bundle.path() + " is no bundle: it has no Bundle-SymbolicName", "Remove it."));
      return;
    }
    try {
      List<String> missing = packages.missing(bundle);
      if (!missing.isEmpty()) {
        findings.add(
            Finding.error(
                AREA,
                bundle.name() + " needs what is not there:\n" + String.join("\n", missing),
                core
                    ? "Unpack the distribution again."
                    : "Install what offers it, or build the plugin against this version."));
      }
    } catch (IllegalArgumentException e) {
      findings.add(bad(bundle, e));
    }
  }

  private static Finding bad(BundleFile bundle, IllegalArgumentException e) {
    return Finding.error(AREA, bundle.name() + " has a bad manifest: " + e.getMessage(), "");
  }

  private static List<Path> entries(Path folder, String pattern) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
        stream.forEach(entries::add);
      }
    }
    Collections.sort(entries);
    return entries;
  }
}
