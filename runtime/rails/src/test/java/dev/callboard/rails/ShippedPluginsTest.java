package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertFalse;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plugins of the distribution have no more than those of others have. */
class ShippedPluginsTest {
  private static final String PLUGIN = "dev.callboard.plugin";
  private static final String PROVIDED_BY = "Callboard-Provided-By";

  private final List<Path> jars = jars("shipped-plugins");

  private static List<Path> jars(String folder) {
    try (Stream<Path> files = Files.walk(Repository.distribution().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(
          "there is no distribution; run: mvn -DskipTests -pl runtime/distribution -am install", e);
    }
  }

  private static Attributes manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    } catch (IOException e) {
      throw new IllegalStateException(jar + " cannot be read", e);
    }
  }

  private static Parameters header(Attributes manifest, String name) {
    return OSGiHeader.parseHeader(manifest.getValue(name));
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    for (Path jar : jars) {
      Attrs plugin = header(manifest(jar), "Provide-Capability").get(PLUGIN);
      if (plugin != null) {
        ids.add(plugin.get("id"));
      }
    }
    return ids;
  }

  @Test
  void each_is_one_plugin_with_a_name_and_a_description() {
    assertFalse(jars.isEmpty(), "the distribution ships no plugin");
    Findings findings = new Findings();
    for (Path jar : jars) {
      Attrs plugin = header(manifest(jar), "Provide-Capability").get(PLUGIN);
      boolean whole =
          plugin != null
              && Stream.of("id", "name", "description")
                  .allMatch(key -> !plugin.getOrDefault(key, "").isBlank());
      findings.addIf(!whole, jar.getFileName() + " says " + plugin);
    }
    findings.assertNone("Say what it is with @CallboardPlugin(id, name, description):");
  }

  @Test
  void each_stands_alone_and_shows_nothing_to_others() {
    Findings findings = new Findings();
    for (Path jar : jars) {
      Attributes manifest = manifest(jar);
      for (String name : List.of("Export-Package", "Fragment-Host", "Require-Bundle")) {
        Set<String> values = header(manifest, name).keySet();
        findings.addIf(!values.isEmpty(), jar.getFileName() + ": " + name + " " + values);
      }
      for (String name : header(manifest, "Import-Package").keySet()) {
        boolean power =
            name.startsWith("org.osgi.framework.hooks")
                || name.startsWith("org.osgi.framework.launch")
                || name.startsWith("org.apache.felix.framework");
        findings.addIf(power, jar.getFileName() + " imports " + name);
      }
    }
    findings.assertNone("It can be removed at any time, so nobody may need its classes:");
  }

  @Test
  void an_api_that_names_its_provider_names_a_plugin_that_is_there() {
    Set<String> ids = ids();
    Findings findings = new Findings();
    for (BuiltJar bundle : BuiltJar.bundles()) {
      String provider = bundle.manifest().getMainAttributes().getValue(PROVIDED_BY);
      if (provider != null) {
        findings.addIf(!bundle.isApi(), bundle.module() + " is no API");
        findings.addIf(!ids.contains(provider), bundle.module() + " names " + provider);
      }
    }
    findings.assertNone(PROVIDED_BY + " leaves an API of the server to a plugin:");
  }
}
