package dev.callboard.scorecards.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what is in a tree. Stateless. */
public final class SourceFeatures {
  private static final List<String> CODEOWNERS =
      List.of("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS");
  private static final List<String> SECURITY =
      List.of("SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md", "SECURITY.txt");
  private static final List<String> LICENSE =
      List.of("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "COPYING");
  private static final List<String> README = List.of("README.md", "README.rst", "README");
  private static final List<String> MKDOCS = List.of("mkdocs.yml", "mkdocs.yaml");

  private static final String WORKFLOW =
      "(\\.(github|gitea|forgejo)/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.ya?ml|Jenkinsfile"
          + "|azure-pipelines\\.ya?ml|bitbucket-pipelines\\.ya?ml|\\.circleci/config\\.ya?ml"
          + "|\\.drone\\.ya?ml|\\.woodpecker(/[^/]+)?\\.ya?ml|\\.travis\\.ya?ml)";

  private static final Pattern SBOM_TOOL =
      Pattern.compile(
          "cyclonedx|anchore/sbom-action|\\bsyft\\b|\\bsbom\\b|spdx-sbom|trivy.*--format\\s+(?:cyclonedx|spdx)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CONTACT =
      Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|https://[^\\s)>]+");

  private SourceFeatures() {}

  /**
   * Returns what files tell.
   *
   * @param folder where the entity is in the tree; empty for its root
   * @param most how many bytes of a file are read
   */
  public static Map<String, Object> of(FileTree tree, String folder, int most) throws IOException {
    Files files = new Files(tree, folder, most);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("codeowners", codeowners(files));
    facts.put("security", security(files));
    facts.put("license", license(files));
    facts.put("readme", plain(files, README));
    facts.put("docs", plain(files, MKDOCS));
    facts.put("catalogInfo", plain(files, List.of("catalog-info.yaml", "catalog-info.yml")));
    List<String> workflows = files.all(WORKFLOW);
    facts.put("ci", ci(files, workflows));
    facts.put("sbom", sbom(files, workflows));
    return facts;
  }

  private static Map<String, Object> plain(Files files, List<String> names) throws IOException {
    Optional<String> path = files.first(names);
    return path.isPresent() ? files.known(path.get(), List.of()) : Files.missing(List.of());
  }

  private static Map<String, Object> codeowners(Files files) throws IOException {
    Optional<String> path = files.first(CODEOWNERS);
    if (path.isEmpty()) {
      return Files.missing(List.of("rules", "coversAll"));
    }
    Map<String, Object> facts = files.known(path.get(), List.of());
    List<String[]> rules =
        Files.lines(files.text(path.get())).stream()
            .filter(line -> !line.startsWith("["))
            .map(line -> line.split("\\s+"))
            .filter(parts -> parts.length > 1)
            .toList();
    facts.put("rules", (long) rules.size());
    facts.put("coversAll", rules.stream().anyMatch(parts -> parts[0].matches("\\*|/?\\*\\*|/")));
    return facts;
  }

  private static Map<String, Object> security(Files files) throws IOException {
    Optional<String> path = files.first(SECURITY);
    if (path.isEmpty()) {
      return Files.missing(List.of("contact"));
    }
    Map<String, Object> facts = files.known(path.get(), List.of());
    Matcher contact = CONTACT.matcher(files.text(path.get()));
    facts.put("contact", contact.find() ? contact.group() : null);
    return facts;
  }

  private static Map<String, Object> license(Files files) throws IOException {
    Optional<String> path = files.first(LICENSE);
    if (path.isEmpty()) {
      return Files.missing(List.of("spdx"));
    }
    Map<String, Object> facts = files.known(path.get(), List.of());
    facts.put("spdx", Licenses.spdx(files.text(path.get())).orElse(null));
    return facts;
  }

  private static Map<String, Object> ci(Files files, List<String> workflows) throws IOException {
    if (workflows.isEmpty()) {
      return Files.missing(List.of("files"));
    }
    Map<String, Object> facts = files.known(workflows.get(0), List.of());
    facts.put("files", workflows);
    return facts;
  }

  private static Map<String, Object> sbom(Files files, List<String> workflows) throws IOException {
    for (String path : workflows) {
      for (String line : Files.lines(files.text(path))) {
        Matcher tool = SBOM_TOOL.matcher(line);
        if (tool.find()) {
          Map<String, Object> facts = files.known(path, List.of());
          facts.put("tool", tool.group());
          return facts;
        }
      }
    }
    return Files.missing(List.of("tool"));
  }
}
