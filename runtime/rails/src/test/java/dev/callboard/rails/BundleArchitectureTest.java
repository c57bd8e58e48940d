package dev.callboard.rails;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, read from the manifests of the built bundles. */
class BundleArchitectureTest {

  private static final String OWN = "dev.callboard.";

  private final List<BuiltJar> bundles = BuiltJar.bundles();

  @Test
  void every_bundle_was_built_so_that_every_rule_sees_it() {
    Findings findings = new Findings();
    for (Path module : Repository.modules("bundles")) {
      boolean hasSources = Files.isDirectory(module.resolve("src/main/java"));
      boolean isBuilt = BuiltJar.newestJar(module).isPresent();
      findings.addIf(hasSources && !isBuilt, Repository.name(module));
    }
    findings.assertNone("Run `mvn -DskipTests -pl runtime/distribution -am install` first:");
  }

  @Test
  void a_bundle_that_is_no_api_exports_nothing() {
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      Set<String> exports = bundle.header("Export-Package").keySet();
      findings.addIf(
          !bundle.isApi() && !exports.isEmpty(), bundle.module() + " exports " + exports);
    }
    findings.assertNone("Providers meet as services; move what others need into an -api bundle:");
  }

  @Test
  void an_api_bundle_exports_only_versioned_packages_of_its_own() {
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      Parameters exports = bundle.header("Export-Package");
      findings.addIf(bundle.isApi() && exports.isEmpty(), bundle.module() + " exports nothing");
      exports.forEach((name, attributes) -> checkExport(bundle, name, attributes, findings));
    }
    findings.assertNone("An exported package carries @Version and belongs to the project:");
  }

  private static void checkExport(
      BuiltJar bundle, String name, Attrs attributes, Findings findings) {
    String what = bundle.module() + " exports " + name;
    findings.addIf(!name.startsWith(OWN), what + ", which is not ours");
    String version = attributes.getVersion();
    findings.addIf(version == null || version.startsWith("0.0.0"), what + " without a version");
  }

  @Test
  void every_package_of_an_api_bundle_is_exported() {
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      if (!bundle.isApi()) {
        continue;
      }
      Set<String> packages =
          bundle.classes().stream()
              .map(c -> c.name.substring(0, c.name.lastIndexOf('/')).replace('/', '.'))
              .collect(Collectors.toCollection(HashSet::new));
      packages.removeAll(bundle.header("Export-Package").keySet());
      findings.addIf(!packages.isEmpty(), bundle.module() + " hides " + packages);
    }
    findings.assertNone("An API bundle holds API only; implementation belongs to a provider:");
  }

  @Test
  void no_two_bundles_hold_the_same_package() {
    Findings findings = new Findings();
    Set<String> seen = new HashSet<>();
    for (BuiltJar bundle : bundles) {
      bundle.ownClasses().stream()
          .map(c -> c.name.substring(0, c.name.lastIndexOf('/')).replace('/', '.'))
          .distinct()
          .forEach(p -> findings.addIf(!seen.add(p), p + " is also in " + bundle.module()));
    }
    findings.assertNone("A package in two bundles is two packages at run time:");
  }

  @Test
  void a_bundle_imports_of_ours_only_what_an_api_exports() {
    Set<String> exported =
        bundles.stream()
            .filter(BuiltJar::isApi)
            .flatMap(b -> b.header("Export-Package").keySet().stream())
            .collect(Collectors.toSet());
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      for (String name : bundle.header("Import-Package").keySet()) {
        findings.addIf(
            name.startsWith(OWN) && !exported.contains(name), bundle.module() + " imports " + name);
      }
    }
    findings.assertNone("Providers never import each other's packages:");
  }

  @Test
  void an_api_bundle_imports_only_what_the_list_explains() {
    List<List<String>> rows = Table.read("api-imports.tsv", 3);
    Set<List<String>> used = new HashSet<>();
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      if (bundle.isApi()) {
        checkApiImports(bundle, rows, used, findings);
      }
    }
    for (List<String> row : rows) {
      findings.addIf(!used.contains(row), "api-imports.tsv: unused line " + row);
    }
    findings.assertNone(
        "An API drags what it imports into every plugin; api-imports.tsv says why:");
  }

  private static void checkApiImports(
      BuiltJar bundle, List<List<String>> rows, Set<List<String>> used, Findings findings) {
    Set<String> own = bundle.header("Export-Package").keySet();
    for (String name : bundle.header("Import-Package").keySet()) {
      if (name.startsWith("java.") || own.contains(name)) {
        continue;
      }
      List<List<String>> matching =
          rows.stream()
              .filter(row -> row.get(0).equals(bundle.module()) && row.get(1).equals(name))
              .toList();
      used.addAll(matching);
      findings.addIf(matching.isEmpty(), bundle.module() + " imports " + name);
    }
  }

  @Test
  void no_bundle_imports_dynamically_or_requires_another_bundle() {
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      for (String header : List.of("DynamicImport-Package", "Require-Bundle", "Fragment-Host")) {
        Set<String> values = bundle.header(header).keySet();
        findings.addIf(!values.isEmpty(), bundle.module() + ": " + header + " " + values);
      }
    }
    findings.assertNone("What a bundle needs is known when it resolves, and is a package:");
  }

  @Test
  void every_bundle_says_what_it_is() {
    Findings findings = new Findings();
    for (BuiltJar bundle : bundles) {
      String expected = OWN + bundle.module().replace('-', '.');
      findings.addIf(
          !bundle.symbolicName().equals(expected),
          bundle.module() + " is named " + bundle.symbolicName() + ", not " + expected);
      for (String header :
          List.of("Bundle-Version", "Bundle-Name", "Bundle-Description", "Bundle-License")) {
        String value = bundle.manifest().getMainAttributes().getValue(header);
        findings.addIf(value == null || value.isBlank(), bundle.module() + " lacks " + header);
      }
    }
    findings.assertNone("The symbolic name follows from the folder, and the manifest is complete:");
  }
}
