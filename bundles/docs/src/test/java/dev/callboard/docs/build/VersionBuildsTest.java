package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.docs.diagrams.DiagramDrawer;
import dev.callboard.docs.fakes.Threads;
import dev.callboard.docs.fakes.Trees;
import dev.callboard.docs.storage.LocalStorage;
import dev.callboard.docs.storage.SiteVersions;
import dev.callboard.docs.storage.Sites;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionBuildsTest {
  private static final String SITE = "default/component/guide";

  @TempDir Path temp;
  private final Threads threads = new Threads(3);
  private MapConfig config = MapConfig.empty();
  private Trees trees;
  private Sites sites;
  private SiteBuilds builds;

  @BeforeEach
  void start() {
    trees = new Trees(temp.resolve("tree"));
    trees.file("mkdocs.yml", "site_name: The guide\n");
    sites = new Sites(() -> config, new LocalStorage(() -> temp.resolve("sites")));
    DiagramDrawer diagrams = new DiagramDrawer(Trees.context(temp), () -> config, threads);
    builds = new SiteBuilds(() -> config, threads, sites, trees, diagrams, event -> {});
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  private void page(String text) {
    trees.file("docs/index.md", "# Welcome\n\n" + text + "\n");
  }

  private void build(String patterns) throws Exception {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("backstage.io/techdocs-ref", "url:https://git.test/team/repo/tree/main");
    if (patterns != null) {
      annotations.put("callboard.dev/techdocs-versions", patterns);
    }
    Entity entity =
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                Map.of("name", "guide", "annotations", annotations),
                "spec",
                Map.of("type", "documentation")));
    builds.start(entity, true).result().get(30, TimeUnit.SECONDS);
  }

  private List<String> versions() {
    return new SiteVersions(sites)
        .of(SITE).stream().map(each -> String.valueOf(each.get("id"))).collect(Collectors.toList());
  }

  private String text(String site) {
    return sites
        .file(site, "index.html")
        .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
        .orElse("");
  }

  @Test
  void eachTagThatIsAskedForHasASiteOfItsOwn() throws Exception {
    page("of one");
    trees.tag("v1.0", "c1");
    page("of two");
    trees.tag("v2.0", "c2");
    trees.tag("nightly", "c3");
    page("of today");
    build("v*");
    assertEquals(List.of("v2.0", "v1.0"), versions());
    assertTrue(text(SITE).contains("of today"));
    assertTrue(text(SiteVersions.site(SITE, "v1.0")).contains("of one"));
    assertTrue(text(SiteVersions.site(SITE, "v2.0")).contains("of two"));
    assertEquals("", text(SiteVersions.site(SITE, "nightly")));
  }

  @Test
  void aTagIsBuiltOnceAndAgainWhenItWasMoved() throws Exception {
    page("first");
    trees.tag("v1", "c1");
    build("*");
    int reads = trees.reads();
    build("*");
    assertEquals(reads + 1, trees.reads(), "the default branch only");
    page("moved");
    trees.tag("v1", "c2");
    build("*");
    assertTrue(text(SiteVersions.site(SITE, "v1")).contains("moved"));
  }

  @Test
  void versionsGoWithTheirTagsAndWithTheWish() throws Exception {
    page("x");
    trees.tag("v1", "c1");
    trees.tag("v2", "c2");
    build("*");
    trees.untag("v1");
    build("*");
    assertEquals(List.of("v2"), versions());
    assertEquals("", text(SiteVersions.site(SITE, "v1")));
    build(null);
    assertEquals(List.of(), versions());
    assertEquals("", text(SiteVersions.site(SITE, "v2")));
    assertTrue(text(SITE).contains("Welcome"));
  }

  @Test
  void onlyTheNewestAreBuilt() throws Exception {
    page("x");
    for (int i = 8; i <= 11; i++) {
      trees.tag("v1." + i, "c" + i);
    }
    for (int most = 0; most <= 2; most++) {
      config = MapConfig.of("techdocs.versions.max", (long) most);
      build("v*");
      assertEquals(List.of("v1.11", "v1.10").subList(0, most), versions());
    }
  }

  @Test
  void aTagWithoutDocumentationIsLeftOut() throws Exception {
    trees.clear();
    trees.tag("v1", "c1");
    trees.file("mkdocs.yml", "site_name: x\ndocs_dir: ../out\n");
    trees.tag("v2", "c2");
    trees.file("mkdocs.yml", "site_name: x\n");
    page("x");
    trees.tag("v3", "c3");
    build("*");
    assertTrue(versions().contains("v3"), versions().toString());
    assertTrue(!versions().contains("v2"), versions().toString());
  }

  @Test
  void versionsAreOrderedAsPeopleCount() {
    Map<String, String> tags = new TreeMap<>();
    for (String name :
        List.of("v1.9", "v1.10", "v1.10-rc1", "v1.10.1", "v2.0-beta", "v2.0", "a/b")) {
      tags.put(name, "c");
    }
    assertEquals(
        List.of("v2.0", "v2.0-beta", "v1.10.1", "v1.10", "v1.10-rc1", "v1.9"),
        TaggedVersions.choose(tags, "v*", 10).stream().map(each -> each.id()).toList());
    assertEquals(
        List.of("a-b"),
        TaggedVersions.choose(tags, "a/*", 10).stream().map(each -> each.id()).toList());
  }
}
