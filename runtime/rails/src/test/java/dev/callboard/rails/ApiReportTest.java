package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checked-in {@code api.txt} of each API bundle is what the bundle offers. */
class ApiReportTest {

  static final String COMMAND = "mvn -pl runtime/rails test -Dtest=ApiReportTest -Dapi.update=true";

  private final List<BuiltJar> apis = BuiltJar.bundles().stream().filter(BuiltJar::isApi).toList();

  @Test
  void the_checked_in_report_equals_the_built_api() throws IOException {
    Findings findings = new Findings();
    for (BuiltJar api : apis) {
      Path file = Repository.root().resolve("bundles").resolve(api.module()).resolve("api.txt");
      String now = ApiReport.of(api, apis);
      if (Boolean.getBoolean("api.update")) {
        Files.writeString(file, now);
      }
      String before = Files.exists(file) ? Repository.read(file) : "";
      differences(before, now).forEach(line -> findings.add(api.module() + ": " + line));
    }
    findings.assertNone(
        "The API changed. If that is meant, run `" + COMMAND + "` and commit api.txt:");
  }

  @Test
  void a_removed_method_shows_in_the_difference() {
    List<String> found = differences("a\nb\n", "a\nc\n");
    assertTrue(found.equals(List.of("- b", "+ c")), found.toString());
  }

  private static List<String> differences(String before, String now) {
    Set<String> old = new LinkedHashSet<>(Arrays.asList(before.split("\n")));
    Set<String> fresh = new LinkedHashSet<>(Arrays.asList(now.split("\n")));
    List<String> found = new ArrayList<>();
    old.stream().filter(line -> !fresh.contains(line)).forEach(line -> found.add("- " + line));
    fresh.stream().filter(line -> !old.contains(line)).forEach(line -> found.add("+ " + line));
    if (found.isEmpty() && !before.equals(now)) {
      found.add("the same lines in another order or number");
    }
    return found;
  }
}
