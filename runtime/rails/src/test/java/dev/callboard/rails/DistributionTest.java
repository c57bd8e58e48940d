package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

/** What is passed on with the distribution: each jar with a licence we know, and a bill of it. */
class DistributionTest {

  private static final String COMMAND =
      "mvn -pl runtime/rails test -Dtest=DistributionTest -Dlicences.update=true";

  private record Embedded(String module, String packages, String library, String licence) {
    boolean holds(BuiltJar jar, String className) {
      return jar.module().equals(module) && className.startsWith(packages.replace('.', '/') + "/");
    }
  }

  private record Known(Pattern jar, String licence, String evidence) {}

  private final List<Path> jars = thirdPartyJars();
  private final List<Known> known =
      Table.read("licences.tsv", 3).stream()
          .map(row -> new Known(Pattern.compile(row.get(0)), row.get(1), row.get(2)))
          .toList();

  private final List<Embedded> embedded =
      Table.read("embedded.tsv", 5).stream()
          .map(row -> new Embedded(row.get(0), row.get(1), row.get(2), row.get(3)))
          .toList();

  @Test
  void what_a_bundle_takes_in_from_a_library_is_listed() {
    Findings findings = new Findings();
    Set<Embedded> used = new HashSet<>();
    for (BuiltJar jar : BuiltJar.product()) {
      for (ClassNode type : jar.classes()) {
        List<Embedded> rows = embedded.stream().filter(e -> e.holds(jar, type.name)).toList();
        used.addAll(rows);
        boolean isForeign = !type.name.startsWith(BuiltJar.OWN_PACKAGE);
        findings.addIf(isForeign && rows.isEmpty(), jar.module() + " holds " + type.name);
      }
    }
    for (Embedded row : embedded) {
      findings.addIf(!used.contains(row), "embedded.tsv: nobody holds " + row.packages);
      findings.addIf(!Licences.isAllowed(row.licence), row.library + ": " + row.licence);
    }
    findings.assertNone("A bundle holds code of ours; embedded.tsv lists what else, with licence:");
  }

  @Test
  void every_jar_has_exactly_one_known_and_allowed_licence() {
    Findings findings = new Findings();
    for (Path jar : jars) {
      List<Known> rows = rows(jar);
      if (rows.size() != 1) {
        findings.add(jar.getFileName() + " is in " + rows.size() + " lines of licences.tsv");
        continue;
      }
      String licence = rows.get(0).licence;
      findings.addIf(!Licences.isAllowed(licence), jar.getFileName() + ": " + licence);
    }
    findings.assertNone(
        "A jar is passed on when its licence is known and one of " + Licences.ALLOWED);
  }

  @Test
  void the_licence_we_note_is_the_one_the_jar_states() {
    Findings findings = new Findings();
    for (Path jar : jars) {
      Set<String> stated = Licences.statedBy(jar);
      for (Known row : rows(jar)) {
        boolean silent = row.evidence.startsWith("silent:");
        boolean agrees = Stream.of(row.licence.split(" OR | AND ")).anyMatch(stated::contains);
        findings.addIf(
            silent != stated.isEmpty() || !silent && !agrees,
            jar.getFileName() + " states " + stated + ", the list says " + row);
      }
    }
    findings.assertNone("licences.tsv notes what jars state; 'silent: ...' for those that do not:");
  }

  @Test
  void the_list_of_licences_has_no_line_too_many() {
    Findings findings = new Findings();
    for (Known row : known) {
      boolean used = jars.stream().anyMatch(jar -> matches(row, jar));
      findings.addIf(!used, "licences.tsv: " + row.jar);
    }
    findings.assertNone("No jar of the distribution matches:");
  }

  @Test
  void a_licence_that_is_not_allowed_is_refused() {
    assertFalse(Licences.isAllowed("GPL-3.0-only"));
    assertFalse(Licences.isAllowed("Apache-2.0 AND GPL-3.0-only"));
    assertTrue(Licences.isAllowed("LGPL-2.1-only OR EPL-1.0"));
    assertEquals(
        Set.of("GPL-2.0-only WITH Classpath-exception-2.0", "EPL-2.0"),
        Licences.identifiers("EPL 2.0, GPL2 w/ CPE"));
  }

  @Test
  void the_third_party_notice_names_every_jar_with_its_licence() throws IOException {
    TreeMap<String, String> lines = new TreeMap<>();
    for (Path jar : jars) {
      String licence = rows(jar).stream().map(Known::licence).findFirst().orElse("unknown");
      lines.put(jar.getFileName().toString().replaceFirst("\\.jar$", ""), licence);
    }
    for (Embedded row : embedded) {
      String library = row.library.substring(row.library.indexOf(':') + 1);
      lines.put(library + ", inside of " + row.module, row.licence);
    }
    StringBuilder text = new StringBuilder("Callboard carries these libraries, unchanged:\n\n");
    lines.forEach((jar, licence) -> text.append(jar).append("  (").append(licence).append(")\n"));
    text.append("\nEach jar holds its licence text or names it in its manifest or pom.\n");
    text.append(
            "\n"
                + "The web pages in ui are made with packages of npm; the build refuses licences"
                + " that\n")
        .append("are not allowed, and a server gives the list with all texts at /licences.txt.\n");
    Path file = Repository.root().resolve("THIRD-PARTY.txt");
    if (Boolean.getBoolean("licences.update")) {
      Files.writeString(file, text);
    }
    String checkedIn = Files.exists(file) ? Repository.read(file) : "";
    assertEquals(text.toString(), checkedIn, "THIRD-PARTY.txt is not up to date; run " + COMMAND);
  }

  @Test
  void the_bill_of_materials_lists_every_jar() throws IOException {
    Path file = Repository.distribution().resolve("bom.json");
    assertTrue(
        Files.exists(file),
        "the distribution has no bom.json: Maven makes it only online, so build without -o");
    JsonNode bom = new ObjectMapper().readTree(file.toFile());
    assertEquals("CycloneDX", bom.path("bomFormat").asText());
    Set<String> listed = new HashSet<>();
    Set<String> libraries = new HashSet<>();
    for (JsonNode component : bom.path("components")) {
      listed.add(component.path("name").asText() + "-" + component.path("version").asText());
      libraries.add(component.path("group").asText() + ":" + component.path("name").asText());
      assertTrue(component.path("purl").asText().startsWith("pkg:maven/"), component.toString());
    }
    Findings findings = new Findings();
    for (Path jar : allJars()) {
      String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
      findings.addIf(
          listed.stream().noneMatch(l -> name.equals(l) || name.startsWith(l + "-")), name);
    }
    embedded.forEach(row -> findings.addIf(!libraries.contains(row.library), row.library));
    findings.assertNone("bom.json lacks what the distribution holds:");
  }

  private List<Known> rows(Path jar) {
    return known.stream().filter(row -> matches(row, jar)).toList();
  }

  private static boolean matches(Known row, Path jar) {
    String name = jar.getFileName().toString().replaceFirst("-\\d[^/]*\\.jar$", "");
    return row.jar.matcher(name).matches();
  }

  private static List<Path> thirdPartyJars() {
    Set<String> ours = new HashSet<>();
    BuiltJar.product().forEach(jar -> ours.add(jar.path().getFileName().toString()));
    return allJars().stream().filter(j -> !ours.contains(j.getFileName().toString())).toList();
  }

  private static List<Path> allJars() {
    try (Stream<Path> files = Files.walk(Repository.distribution())) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(
          "there is no distribution; run: mvn -DskipTests -pl runtime/distribution -am install", e);
    }
  }
}
