package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The list of defences fits the sources. Whether a test notices that its defence is off is checked
 * by {@code scripts/check-defences}, which takes minutes.
 */
class DefencesTest {
  private static final Pattern CASE = Pattern.compile("void ([AZ]\\d\\d)_\\w+\\(");

  @Test
  void every_defence_can_be_switched_off_and_has_its_test() throws IOException {
    Findings findings = new Findings();
    for (Defences.Defence defence : Defences.read(Repository.root()).all()) {
      for (Defences.Change change : defence.changes()) {
        Path source = change.source(Repository.root());
        int found = Files.exists(source) ? change.occurrences(Repository.read(source)) : 0;
        findings.addIf(
            found != 1,
            defence + ": '" + change.from() + "' is " + found + " times in " + change.type());
      }
      Path test =
          Repository.root()
              .resolve(defence.module())
              .resolve("src/test/java")
              .resolve(defence.testClass().replace('.', '/') + ".java");
      findings.addIf(
          !Files.exists(test)
              || !Repository.read(test).contains("void " + defence.testMethod() + "("),
          defence + ": there is no test " + defence.test());
    }
    findings.assertNone(Defences.FILE + " names code that is there exactly once, and tests:");
  }

  @Test
  void every_case_of_groups_A_and_Z_is_in_the_list() throws IOException {
    Set<String> listed =
        Defences.read(Repository.root()).all().stream()
            .map(Defences.Defence::id)
            .collect(Collectors.toSet());
    Map<String, String> tested = tested();
    assertTrue(tested.size() > 10, "no tests found: the scan does not work any more");
    Findings findings = new Findings();
    tested.forEach((id, test) -> findings.addIf(!listed.contains(id), id + " (" + test + ")"));
    findings.assertNone(Defences.FILE + " has a way to switch off what each case is about:");
  }

  private static Map<String, String> tested() {
    Map<String, String> cases = new TreeMap<>();
    Repository.files().orElseThrow().stream()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains("/src/test/"))
        .forEach(
            file -> {
              Matcher found = CASE.matcher(Repository.read(file));
              while (found.find()) {
                cases.putIfAbsent(found.group(1), Repository.name(file));
              }
            });
    return cases;
  }
}
