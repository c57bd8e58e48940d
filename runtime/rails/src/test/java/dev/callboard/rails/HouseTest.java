package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no file of the repository holds. */
class HouseTest {

  /** Written in two halves, so that this file does not hold what it looks for. */
  private static final List<String> REGISTRIES =
      List.of(
          String.join(".", "repo", "maven", "apache", "org"),
          String.join(".", "repo1", "maven", "org"),
          String.join(".", "registry", "npmjs", "org"));

  private static final Pattern UNDONE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final long LARGEST = 1024 * 1024;

  private static final Pattern CONFLICT = Pattern.compile("(?m)^(<{7} |>{7} )");

  private static List<Path> files() {
    Optional<List<Path>> files = Repository.files();
    assumeTrue(files.isPresent(), "skipped: this is not a git working tree");
    assertFalse(files.get().isEmpty(), "git knows no file");
    return files.get();
  }

  @Test
  void no_file_holds_a_path_of_this_machine() {
    Path root = Repository.root();
    Findings findings = new Findings();
    for (Path file : files()) {
      String text = text(file);
      findings.addIf(holdsPath(text, root), Repository.name(file) + " names the checkout");
      findings.addIf(
          holdsPath(text, Path.of(System.getProperty("user.home"), ".m2")),
          Repository.name(file) + " names a home folder");
      findings.addIf(
          root.getParent() != null
              && root.getParent().getNameCount() > 0
              && holdsPath(text, root.getParent().resolve("shared")),
          Repository.name(file) + " names a folder beside the checkout");
    }
    findings.assertNone("Paths are relative to the repository:");
  }

  @Test
  void only_tests_know_of_material_beside_the_repository() {
    String beside = ".." + "/shared";
    Findings findings = new Findings();
    for (Path file : files()) {
      String name = Repository.name(file);
      boolean isTest = name.contains("/src/test/") || name.startsWith("bench/");
      findings.addIf(!isTest && text(file).contains(beside), name);
    }
    findings.assertNone("The product and its documentation stand alone:");
  }

  @Test
  void no_file_names_a_package_registry() {
    Findings findings = new Findings();
    for (Path file : files()) {
      String text = text(file);
      for (String host : REGISTRIES) {
        findings.addIf(text.contains(host), Repository.name(file) + " names " + host);
      }
    }
    findings.assertNone("Where packages come from is the business of whoever builds:");
  }

  @Test
  void nothing_is_left_undone_and_no_merge_is_half_done() {
    Findings findings = new Findings();
    for (Path file : files()) {
      String text = text(file);
      findings.addIf(UNDONE.matcher(text).find(), Repository.name(file) + " has a note to self");
      findings.addIf(
          CONFLICT.matcher(text).find(), Repository.name(file) + " has a merge conflict");
    }
    findings.assertNone("Do it, or open an issue:");
  }

  @Test
  void nothing_that_is_built_or_large_is_checked_in() throws IOException {
    Findings findings = new Findings();
    for (Path file : files()) {
      String name = Repository.name(file);
      findings.addIf(name.matches(".*\\.(jar|class|zip|war|sqlite|key|pem)"), name);
      findings.addIf(Files.size(file) > LARGEST, name + " has " + Files.size(file) + " bytes");
    }
    findings.assertNone("A repository holds sources, and no keys:");
  }

  @Test
  void a_bundle_leaves_versions_to_the_root() {
    Findings findings = new Findings();
    for (Path module : Repository.modules("bundles")) {
      int versions = Repository.read(module.resolve("pom.xml")).split("<version>", -1).length - 1;
      findings.addIf(versions != 1, Repository.name(module) + "/pom.xml: " + versions);
    }
    findings.assertNone("The one version in the pom of a bundle is that of its parent:");
  }

  @Test
  void scripts_can_be_run() {
    Findings findings = new Findings();
    for (Path file : files()) {
      boolean isScript = text(file).startsWith("#!");
      findings.addIf(isScript && !Files.isExecutable(file), Repository.name(file));
    }
    findings.assertNone("A file that begins with #! is executable:");
  }

  private static boolean holdsPath(String text, Path path) {
    return Pattern.compile("(?<![\\w./-])" + Pattern.quote(path.toString()) + "(?![\\w-])")
        .matcher(text)
        .find();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      return ""; // pictures and archives
    } catch (IOException e) {
      throw new IllegalStateException(Repository.name(file), e);
    }
  }
}
