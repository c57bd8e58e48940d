package dev.callboard.supply.chain.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of each ecosystem against the examples that its own documents give. */
public class VersionOrderTest {
  /** Ascending versions by ecosystem. */
  public static final Map<String, List<String>> ASCENDING =
      Map.ofEntries(
          // Semantic Versioning 2.0.0, clauses 9 to 11.
          Map.entry(
              "npm",
              List.of(
                  "0.0.1",
                  "0.9.9",
                  "1.0.0-alpha",
                  "1.0.0-alpha.1",
                  "1.0.0-alpha.beta",
                  "1.0.0-beta",
                  "1.0.0-beta.2",
                  "1.0.0-beta.11",
                  "1.0.0-rc.1",
                  "1.0.0",
                  "1.9.0",
                  "1.10.0",
                  "1.11.0",
                  "2.0.0",
                  "2.1.0",
                  "2.1.1")),
          // The Go modules reference, "Pseudo-versions" and "Versions".
          Map.entry(
              "Go",
              List.of(
                  "v0.0.0-20191109021931-daa7c04131f5",
                  "v0.0.0",
                  "v1.2.3-0.20191109021931-abc",
                  "v1.2.3",
                  "v1.2.4-0.20191109021931-abc",
                  "v1.12.134",
                  "v8.0.5-pre",
                  "v8.0.5",
                  "v9.0.0+incompatible")),
          Map.entry("crates.io", List.of("0.1.0", "0.1.1-a", "0.1.1", "1.0.0-2", "1.0.0-10")),
          // The POM reference, "Version Order Specification".
          Map.entry(
              "Maven",
              List.of(
                  "1-alpha",
                  "1-beta",
                  "1-milestone",
                  "1-rc",
                  "1-snapshot",
                  "1",
                  "1-sp",
                  "1-foo2",
                  "1-foo10",
                  "1-1",
                  "1.1",
                  "1.2",
                  "1.10",
                  "2.0.1",
                  "2.0.1-1",
                  "3.0.0.1")),
          // PEP 440, "Summary of permitted suffixes and relative ordering", and epochs.
          Map.entry(
              "PyPI",
              List.of(
                  "1.0.dev456",
                  "1.0a1",
                  "1.0a2.dev456",
                  "1.0a12.dev456",
                  "1.0a12",
                  "1.0b1.dev456",
                  "1.0b2",
                  "1.0b2.post345.dev456",
                  "1.0b2.post345",
                  "1.0rc1.dev456",
                  "1.0rc1",
                  "1.0",
                  "1.0+abc.5",
                  "1.0+abc.7",
                  "1.0+5",
                  "1.0.post456.dev34",
                  "1.0.post456",
                  "1.0.15",
                  "1.1.dev1",
                  "2013.10",
                  "1!0.1")),
          // Gem::Version, its documentation and "If any part contains letters".
          Map.entry(
              "RubyGems",
              List.of(
                  "0.9",
                  "1.0.a.2",
                  "1.0.a.10",
                  "1.0.b1",
                  "1.0.rc1",
                  "1.0",
                  "1.0.1",
                  "1.2.b",
                  "1.2",
                  "1.8.2.b",
                  "1.8.2",
                  "1.10")),
          // NuGet, "Pre-release versions", and four numbers.
          Map.entry(
              "NuGet",
              List.of(
                  "1.0.0-aaa",
                  "1.0.0-alpha",
                  "1.0.0-alpha.2",
                  "1.0.0-alpha.10",
                  "1.0.0-Beta",
                  "1.0.0-zzz",
                  "1.0.0",
                  "1.0.0.1",
                  "1.0.1-aaa",
                  "1.0.1",
                  "1.2")),
          // Debian Policy 5.6.12, and the tilde.
          Map.entry(
              "Debian:12",
              List.of(
                  "1.0~~",
                  "1.0~~a",
                  "1.0~",
                  "1.0~rc1-1",
                  "1.0-1~bpo1",
                  "1.0-1",
                  "1.0-1+b1",
                  "1.0-2",
                  "1.0-10",
                  "1.0a-1",
                  "1.0+dfsg-1",
                  "1.1-1",
                  "1.2.3-4",
                  "1.10-1",
                  "1:0.9-1")),
          // rpm-version(7), with tilde and caret.
          Map.entry(
              "Rocky Linux:9",
              List.of(
                  "1.0~rc1-1",
                  "1.0-1.el9",
                  "1.0-1.el9_2",
                  "1.0-2.el9",
                  "1.0^git1-1",
                  "1.0^git2-1",
                  "1.0.1-1",
                  "1.0.1a-1",
                  "1.1-1",
                  "1.10-1",
                  "2.0-1",
                  "1:0.5-1")),
          // apk-package(5) and the examples of apk-tools.
          Map.entry(
              "Alpine:v3.18",
              List.of(
                  "1.0_alpha1-r0",
                  "1.0_alpha2-r0",
                  "1.0_beta-r0",
                  "1.0_pre1-r0",
                  "1.0_rc1-r0",
                  "1.0-r0",
                  "1.0-r1",
                  "1.0-r10",
                  "1.0_git20200101-r0",
                  "1.0_p1-r0",
                  "1.0a-r0",
                  "1.0b-r0",
                  "1.0.0-r0",
                  "1.1.1c-r0",
                  "1.1.1d-r0",
                  "1.2-r0",
                  "1.10-r0")),
          // PHP's version_compare and Composer's stabilities.
          Map.entry(
              "Packagist",
              List.of(
                  "1.0.0-dev",
                  "1.0.0-alpha1",
                  "1.0.0-alpha2",
                  "1.0.0-beta",
                  "1.0.0-RC1",
                  "1.0.0",
                  "1.0.0-patch1",
                  "1.0.1",
                  "v1.2.0",
                  "1.10.0",
                  "2.0")));

  static List<String> ecosystems() {
    return ASCENDING.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("ecosystems")
  void versionsAreInTheOrderThatIsPublished(String ecosystem) {
    VersionOrder order = VersionOrder.of(ecosystem).orElseThrow();
    List<String> versions = ASCENDING.get(ecosystem);
    for (int i = 0; i < versions.size(); i++) {
      for (int j = 0; j < versions.size(); j++) {
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(order.compare(versions.get(i), versions.get(j))),
            versions.get(i) + " and " + versions.get(j));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "npm, 1.0.0+a, 1.0.0+b",
    "npm, v1.2.3, 1.2.3",
    "Go, v2.0.0+incompatible, v2.0.0",
    "Maven, 1, 1.0.0",
    "Maven, 1.ga, 1-final",
    "Maven, 1-rc, 1-cr",
    "Maven, 1-a1, 1-alpha-1",
    "Maven, 1.0-RELEASE, 1",
    "PyPI, 1.0, 1.0.0",
    "PyPI, 1.0-1, 1.0.post1",
    "PyPI, 1.0c1, 1.0-RC.1",
    "PyPI, v1.1.alpha1, 1.1a1",
    "RubyGems, 1.0, 1",
    "RubyGems, 1.0.0-a, 1.pre.a",
    "NuGet, 1.0, 1.0.0.0",
    "NuGet, 1.0.0-ALPHA, 1.0.0-alpha",
    "NuGet, 1.01.1, 1.1.1",
    "Debian, 0:1.0-1, 1.0-1",
    "Debian, 1.0-01, 1.0-1",
    "Rocky Linux, 1.0, 1.0-5",
    "Rocky Linux, 1.0.a, 1.0a",
    "Alpine, 1.0-r0, 1.0",
    "Packagist, 1.0, v1.0.0.0",
    "Packagist, 1.0.0-b1, 1.0.0-beta1"
  })
  void whatIsTheSameIsTheSame(String ecosystem, String one, String other) {
    VersionOrder order = VersionOrder.of(ecosystem).orElseThrow();
    assertEquals(0, order.compare(one, other));
    assertEquals(0, order.compare(other, one));
  }

  @ParameterizedTest
  @MethodSource("ecosystems")
  void anyTextHasAPlaceInATotalOrder(String ecosystem) {
    VersionOrder order = VersionOrder.of(ecosystem).orElseThrow();
    Random random = new Random(42);
    String letters = "01.9-~^+_:aRcdev!v";
    String[] texts = new String[60];
    for (int i = 0; i < texts.length; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length >= 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      texts[i] = text.toString();
    }
    for (String a : texts) {
      for (String b : texts) {
        int is = Integer.signum(order.compare(a, b));
        assertEquals(-is, Integer.signum(order.compare(b, a)), a + " and " + b);
      }
    }
  }

  @Test
  void conditionsAreMetByTheRulesOfTheEcosystem() {
    Constraint below = Constraint.of("<2.17");
    assertTrue(below.isMet("Maven", "2.14.1"));
    assertTrue(below.isMet("Maven", "2.17-rc1"));
    assertEquals(false, below.isMet("Maven", "2.17.0"));
    assertEquals(false, below.isMet("Maven", ""));
    assertTrue(Constraint.of(">=2.0, <2.17").isMet("Maven", "2.0"));
    assertTrue(Constraint.of("").isMet("Maven", ""));
    assertTrue(Constraint.of("1.0.0").isMet("none", "1.0"));
    assertThrows(PortalException.class, () -> Constraint.of("<"));
    assertThrows(PortalException.class, () -> Constraint.of("~> 2"));
  }
}
