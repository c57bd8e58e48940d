package dev.callboard.rails;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * Nothing in a jar of ours tells when, where or by whom it was built. That is what lets two builds
 * of one commit be equal; {@code scripts/check-reproducible} builds twice and compares.
 */
class ReproducibleJarTest {

  private static final List<String> TELLING =
      List.of("Built-By", "Build-Time", "Build-Date", "Bnd-LastModified", "Build-Host", "Tool");

  private final List<BuiltJar> product = BuiltJar.product();

  @Test
  void every_entry_carries_the_fixed_time() throws IOException {
    LocalDateTime fixed =
        OffsetDateTime.parse(System.getProperty("callboard.outputTimestamp")).toLocalDateTime();
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      try (JarFile file = new JarFile(jar.path().toFile())) {
        file.stream()
            .filter(entry -> !fixed.equals(entry.getTimeLocal()))
            .forEach(entry -> findings.add(describe(jar, entry)));
      }
    }
    findings.assertNone("Entries carry project.build.outputTimestamp (" + fixed + "):");
  }

  private static String describe(BuiltJar jar, ZipEntry entry) {
    return jar.module() + ": " + entry.getName() + " has " + entry.getTimeLocal();
  }

  @Test
  void no_entry_is_there_twice() throws IOException {
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      try (JarFile file = new JarFile(jar.path().toFile())) {
        List<String> names = file.stream().map(ZipEntry::getName).toList();
        findings.addIf(names.stream().distinct().count() != names.size(), jar.module());
      }
    }
    findings.assertNone("An entry that is in a jar twice hides one of the two:");
  }

  @Test
  void the_manifest_names_no_time_user_machine_or_folder() {
    String home = System.getProperty("user.home");
    Path root = Repository.root();
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      Attributes main = jar.manifest().getMainAttributes();
      for (String header : TELLING) {
        findings.addIf(main.getValue(header) != null, jar.module() + ": " + header);
      }
      main.forEach(
          (header, value) ->
              findings.addIf(
                  value.toString().contains(root.toString())
                      || value.toString().contains(home + "/"),
                  jar.module() + ": " + header + " holds a path of this machine"));
    }
    findings.assertNone("The manifest says what the bundle is, not how it came to be:");
  }
}
