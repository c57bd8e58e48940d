package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The documentation is a site without dead ends, and its records keep their form. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?[^)]*\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

  private static final Pattern EXCERPT =
      Pattern.compile("(?s)<!-- from (\\S+) -->\\s*```\\w+\n(.*?)```");

  private final Path docs = Repository.root().resolve("docs");

  @Test
  void every_link_between_pages_leads_somewhere() throws IOException {
    Findings findings = new Findings();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(CODE.matcher(Repository.read(page)).replaceAll(""));
      while (link.find()) {
        checkLink(page, link.group(1), findings);
      }
    }
    findings.assertNone("Links lead to files and headings that exist:");
  }

  private static void checkLink(Path page, String link, Findings findings) {
    if (link.matches("[a-z][a-z+.-]*:.*")) {
      return;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    String where = Repository.name(page) + " -> " + link;
    if (!Files.exists(target)) {
      findings.add(where);
      return;
    }
    if (parts.length == 2 && target.toString().endsWith(".md")) {
      findings.addIf(!anchors(target).contains(parts[1]), where + " (no such heading)");
    }
  }

  private static Set<String> anchors(Path page) {
    Matcher heading = HEADING.matcher(Repository.read(page));
    Set<String> anchors = new TreeSet<>();
    while (heading.find()) {
      String text = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\s-]", "");
      anchors.add(text.strip().replaceAll("[\\s]+", "-"));
    }
    return anchors;
  }

  @Test
  void the_navigation_names_every_page_once() throws IOException {
    Load yaml = new Load(LoadSettings.builder().build());
    Map<?, ?> site =
        (Map<?, ?>) yaml.loadFromString(Repository.read(Repository.root().resolve("mkdocs.yml")));
    List<String> named = new ArrayList<>();
    collectPages(site.get("nav"), named);
    Set<String> existing;
    try (Stream<Path> files = Files.walk(docs)) {
      existing =
          files
              .filter(f -> f.toString().endsWith(".md"))
              .map(f -> docs.relativize(f).toString().replace('\\', '/'))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertEquals(existing, new TreeSet<>(named), "the nav of mkdocs.yml and the pages of docs/");
    assertEquals(named.size(), new TreeSet<>(named).size(), "a page is in the nav twice");
  }

  private static void collectPages(Object node, List<String> pages) {
    if (node instanceof String page) {
      pages.add(page);
    } else if (node instanceof Map<?, ?> map) {
      map.values().forEach(value -> collectPages(value, pages));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> collectPages(value, pages));
    }
  }

  /** A block after {@code <!-- from FILE -->} holds lines of that file, in its order. */
  @Test
  void code_in_the_documentation_is_cut_from_code_that_compiles() throws IOException {
    Findings findings = new Findings();
    int blocks = 0;
    for (Path page : pages()) {
      Matcher block = EXCERPT.matcher(Repository.read(page));
      while (block.find()) {
        blocks++;
        Path source = Repository.root().resolve(block.group(1));
        String where = Repository.name(page) + " from " + block.group(1);
        if (!Files.exists(source)) {
          findings.add(where + ": no such file");
          continue;
        }
        Iterator<String> lines = Repository.read(source).lines().map(String::strip).iterator();
        for (String line : block.group(2).lines().map(String::strip).toList()) {
          findings.addIf(!line.isEmpty() && !advanceTo(line, lines), where + ": " + line);
        }
      }
    }
    assertTrue(blocks > 0, "no excerpt found");
    findings.assertNone("An excerpt is what stands in the file:");
  }

  /** Who copies the guide has the sample: its listings are the whole files, and none is missing. */
  @Test
  void the_guide_to_integrations_shows_every_file_of_its_sample_whole() throws IOException {
    Path sample = Repository.root().resolve("plugins-sample/vulnerability-feed/src");
    String guide = Repository.read(docs.resolve("develop/write-an-integration.md"));
    Findings findings = new Findings();
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String listing = "<!-- from " + Repository.name(file) + " -->\n```";
        int at = guide.indexOf(listing);
        int begin = guide.indexOf('\n', at + listing.length()) + 1;
        findings.addIf(
            at < 0 || !guide.startsWith(Repository.read(file) + "```\n", begin),
            Repository.name(file));
      }
    }
    findings.assertNone("The guide shows these files as they are:");
  }

  private static boolean advanceTo(String wanted, Iterator<String> lines) {
    while (lines.hasNext()) {
      if (lines.next().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_decision_record_has_number_status_context_decision_and_consequences() throws IOException {
    Findings findings = new Findings();
    String index = Repository.read(docs.resolve("adr/index.md"));
    Set<String> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(docs.resolve("adr"))) {
      for (Path file : files.filter(f -> !f.endsWith("index.md")).sorted().toList()) {
        checkRecord(file, index, numbers, findings);
      }
    }
    findings.assertNone("A record follows docs/adr/0000-template.md and is in the index:");
  }

  private static void checkRecord(Path file, String index, Set<String> numbers, Findings findings) {
    String name = file.getFileName().toString();
    String text = Repository.read(file);
    Matcher title = Pattern.compile("\\A# (?:ADR )?(\\d{4})[.:]? .+").matcher(text);
    findings.addIf(!name.matches("\\d{4}-[a-z0-9-]+\\.md"), name + ": not NNNN-words.md");
    findings.addIf(
        !title.find() || !name.startsWith(title.group(1)), name + ": title is not '# NNNN. Words'");
    findings.addIf(!numbers.add(name.substring(0, 4)), name + ": the number is taken");
    findings.addIf(!text.contains("Status:"), name + ": no 'Status:' line");
    for (String section : List.of("Context", "Decision", "Consequences")) {
      findings.addIf(!text.contains("\n## " + section + "\n"), name + ": no '## " + section + "'");
    }
    findings.addIf(!index.contains("(" + name + ")"), name + ": not in docs/adr/index.md");
  }

  @Test
  void the_changelog_begins_with_what_is_not_released() {
    Matcher section =
        Pattern.compile("(?m)^## (.+)$")
            .matcher(Repository.read(Repository.root().resolve("CHANGELOG.md")));
    assertTrue(section.find(), "CHANGELOG.md has no section");
    assertEquals("Unreleased", section.group(1));
  }

  private List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(docs, Repository.root().resolve("config"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(f -> f.toString().endsWith(".md"))
            .filter(f -> !Repository.name(f).contains("/templates/"))
            .forEach(pages::add);
      }
    }
    try (Stream<Path> files = Files.list(Repository.root())) {
      files.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }
}
