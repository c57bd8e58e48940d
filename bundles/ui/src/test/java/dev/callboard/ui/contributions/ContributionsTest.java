package dev.callboard.ui.contributions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of plugins, put together. */
class ContributionsTest {
  private static final ManifestReader READER = new ManifestReader();
  private static final String PAGE =
      "{\"id\": \"p\", \"path\": \"%s\", \"title\": \"P\", \"element\": \"my-page\"}";
  @TempDir Path folder;

  private PluginUi plugin(String id, String manifest) throws IOException {
    return plugin(id, manifest, 1_000_000);
  }

  private PluginUi plugin(String id, String manifest, long limit) throws IOException {
    Path ui = Files.createDirectories(folder.resolve(id).resolve("ui"));
    Files.writeString(ui.resolve("ui.json"), manifest);
    Files.writeString(ui.resolve("a.js"), "export const elements = {};");
    Files.writeString(ui.resolve("page.html"), "<script>alert(1)</script>");
    return PluginUi.read(id, FakeBundle.of(folder.resolve(id), 1), false, limit, READER);
  }

  private static String page(String path) {
    return "{\"modules\": {\"main\": \"a.js\"}, \"pages\": [" + PAGE.formatted(path) + "]}";
  }

  private static List<Map<String, Object>> pages(Snapshot snapshot, int plugin) {
    return snapshot.plugins().get(plugin).lists().getOrDefault("pages", List.of());
  }

  @Test
  void describesModulesWithAddressAndIntegrity() throws IOException {
    PluginUi plugin = plugin("one", page("/one"));
    assertEquals(List.of(), plugin.manifest().problems());
    Map<?, ?> modules = (Map<?, ?>) plugin.describe(Map.of()).get("modules");
    Map<?, ?> main = (Map<?, ?>) modules.get("main");
    assertEquals(plugin.base() + "/a.js", main.get("url"));
    assertTrue(main.get("integrity").toString().matches("sha384-[A-Za-z0-9+/]{64}"));
    assertTrue(plugin.base().matches("/plugins/one/[0-9a-f]{16}"), plugin.base());
    assertEquals("one.p", plugin.manifest().lists().get("pages").get(0).get("id"));
  }

  @Test
  void titlesMayBeInSeveralLanguages() throws IOException {
    String title = "\"title\": {\"en\": \"P\", \"de\": \"S\"}";
    String document = page("/one").replace("\"title\": \"P\"", title);
    Manifest read = plugin("one", document).manifest();
    assertEquals(List.of(), read.problems());
    assertEquals(Map.of("en", "P", "de", "S"), read.lists().get("pages").get(0).get("title"));
  }

  @Test
  void theAddressChangesWithAnyFile() throws IOException {
    String before = plugin("one", page("/one")).base();
    assertEquals(before, plugin("one", page("/one")).base());
    assertNotEquals(before, plugin("one", page("/two")).base());
  }

  @Test
  void X06_pagesInTheFolderAreNotServed() throws IOException {
    assertEquals(Optional.empty(), plugin("one", page("/one")).files().find("page.html"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pages|{\"id\": \"p\", \"path\": \"one\", \"title\": \"P\", \"element\":"
            + " \"my-page\"}|pages/0/path",
        "pages|{\"id\": \"p\", \"path\": \"/../x\", \"title\": \"P\", \"element\":"
            + " \"my-page\"}|pages/0/path",
        "pages|{\"id\": \"p\", \"path\": \"/one\", \"element\": \"my-page\"}|title",
        "pages|{\"id\": \"p\", \"path\": \"/one\", \"title\": \"P\", \"element\":"
            + " \"page\"}|pages/0/element",
        "pages|{\"id\": \"p\", \"path\": \"/one\", \"title\": \"P\", \"element\": \"my-page\","
            + " \"module\": \"x\"}|there is no 'x' in modules",
        "pages|{\"id\": \"p\", \"path\": \"/one\", \"title\": \"P\", \"element\": \"my-page\","
            + " \"oder\": 1}|oder",
        "entityCards|{\"id\": \"c\", \"element\": \"my-card\", \"area\":"
            + " \"left\"}|entityCards/0/area",
        "entityCards|{\"id\": \"c\", \"element\": \"my-card\", \"filter\": {\"kind\": {\"$is\":"
            + " 1}}}|entityCards/0/filter",
        "themes|{\"id\": \"t\", \"title\": \"T\", \"variant\": \"dark\", \"tokens\": {\"--cb-bg\":"
            + " \"url(//evil)\"}}|--cb-bg",
        "nav|{\"id\": \"n\", \"title\": {\"de\": \"N\"}, \"path\":"
            + " \"/n\"}|nav/0/title: required property 'en'",
        "nav|{\"id\": \"n\", \"title\": {\"en\": {}}, \"path\": \"/n\"}|nav/0/title/en",
        "nav|{\"id\": \"n\", \"title\": \"N\", \"path\": \"javascript:alert(1)\"}|nav/0/path",
        "entityCards|{\"id\": \"c\"}|entityCards/0: required property 'element' not found",
        "entityCards|{\"id\": \"c\", \"content\": {\"type\": \"pie\", \"fields\": [{\"value\":"
            + " \"/a\"}]}}|entityCards/0/content/type",
        "entityCards|{\"id\": \"c\", \"content\": {\"type\": \"table\", \"fields\": [{\"value\":"
            + " \"/a\"}]}}|entityCards/0/content/fields/0: required property 'title' not found",
        "entityCards|{\"id\": \"c\", \"content\": {\"type\": \"list\", \"url\": \"//evil/api\","
            + " \"fields\": [{\"value\": \"/a\"}]}}|entityCards/0/content/url",
        "entityCards|{\"id\": \"c\", \"content\": {\"type\": \"list\", \"fields\": [{\"value\":"
            + " \"a\"}]}}|entityCards/0/content/fields/0/value",
        "entityCards|{\"id\": \"c\", \"content\": {\"type\": \"chart\", \"fields\": [{\"value\":"
            + " \"/a\"}]}}|entityCards/0/content/fields",
        "entityCards|{\"id\": \"c\", \"element\": \"my-card\", \"content\": {\"type\": \"list\","
            + " \"fields\": [{\"value\": \"/a\"}]}}|entityCards/0",
        "entityTabs|{\"id\": \"t\", \"title\": \"T\", \"path\": \"t\", \"element\": \"my-tab\","
            + " \"group\": \"mine\"}|entityTabs/0/group",
        "iconLinks|{\"id\": \"l\", \"title\": \"L\", \"url\":"
            + " \"javascript:alert(1)\"}|iconLinks/0/url",
        "filters|{\"id\": \"f\", \"title\": \"F\", \"field\": \"status.x\"}|filters/0/field"
      })
  void anItemThatIsWrongIsLeftOutAndToldWithItsField(String list, String item, String told)
      throws IOException {
    String manifest = "{\"modules\": {\"main\": \"a.js\"}, \"%s\": [%s], \"homeWidgets\": [%s]}";
    String good = "{\"id\": \"w\", \"element\": \"my-widget\"}";
    Manifest read = plugin("one", manifest.formatted(list, item, good)).manifest();
    assertEquals(1, read.problems().size(), read.problems()::toString);
    assertTrue(read.problems().get(0).startsWith("ui/ui.json: "), read.problems()::toString);
    assertTrue(read.problems().get(0).contains(told), read.problems()::toString);
    assertFalse(read.lists().containsKey(list));
    assertEquals(1, read.lists().get("homeWidgets").size());
  }

  @ParameterizedTest
  @CsvSource({
    "bundles/audit-detection/src/main/resources",
    "plugins-sample/hello-ui",
    "plugins-sample/incidents/src/main/resources",
    "plugins-sample/vite-ui/src/main"
  })
  void theSamplesAreRight(String sample) throws IOException {
    Path document = root().resolve(sample).resolve("ui/ui.json");
    String manifest = Files.readString(document).replaceAll("\"[a-z]+\\.js\"", "\"a.js\"");
    List<String> problems = plugin("one", manifest).manifest().problems();
    List<String> others = problems.stream().filter(each -> !each.endsWith(".svg")).toList();
    assertEquals(List.of(), others);
  }

  private static Path root() {
    String known = System.getProperty("callboard.root");
    Path folder = Path.of(known == null ? System.getProperty("user.dir") : known).toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("plugins-sample"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  @Test
  void aFileThatIsNoJsonIsToldWithItsLine() throws IOException {
    Manifest read = plugin("one", "{\n  oops\n}").manifest();
    assertTrue(read.problems().get(0).contains("line 2"), read.problems()::toString);
  }

  @Test
  void aPageCannotBeWhereAnotherIs() throws IOException {
    Snapshot snapshot =
        Snapshot.of(
            List.of(
                plugin("one", page("/tools")),
                plugin("two", page("/tools/mine")),
                plugin("three", page("/catalog/mine")),
                plugin("four", page("/toolshed"))));
    assertEquals(1, pages(snapshot, 0).size());
    assertEquals(0, pages(snapshot, 1).size());
    assertEquals(0, pages(snapshot, 2).size());
    assertEquals(1, pages(snapshot, 3).size());
    assertEquals(
        List.of(
            "two: ui/ui.json: the page two.p cannot be at /tools/mine, which belongs to one",
            "three: ui/ui.json: the page three.p cannot be at /catalog/mine, which belongs to the"
                + " portal"),
        snapshot.problems());
  }

  @Test
  void filesAreTakenUpToTheLimit() throws IOException {
    PluginUi all = plugin("one", page("/one"));
    long size = 0;
    for (UiFile file : all.files().all()) {
      size += file.length();
    }
    assertEquals(List.of(), plugin("one", page("/one"), size + 1).manifest().problems());
    assertEquals(List.of(), plugin("one", page("/one"), size).manifest().problems());
    List<String> problems = plugin("one", page("/one"), size - 1).manifest().problems();
    assertTrue(problems.get(0).contains("ui.contributions.maxSize"), problems::toString);
  }

  @Test
  void filesOfFormerVersionsAreKeptForAWhileAndWithinBounds() throws IOException {
    AtomicLong now = new AtomicLong();
    PluginUi one = plugin("one", page("/one"));
    PluginUi two = plugin("two", page("/two"));
    long size = 0;
    for (UiFile file : one.files().all()) {
      size += file.length();
    }
    FormerFiles former = new FormerFiles(2 * size, Duration.ofSeconds(10), now::get);
    former.keep(one);
    former.keep(two);
    assertTrue(former.find(one.base(), "a.js").isPresent());
    assertTrue(former.find(two.base(), "a.js").isPresent());
    former.keep(plugin("three", page("/one")));
    assertTrue(former.find(one.base(), "a.js").isEmpty(), "the oldest goes first");
    now.set(Duration.ofSeconds(10).toNanos() - 1);
    assertTrue(former.find(two.base(), "a.js").isPresent());
    now.set(Duration.ofSeconds(10).toNanos());
    assertTrue(former.find(two.base(), "a.js").isEmpty());
  }

  @Test
  void aFileIsCompressedOnceForAllWhoTakeIt() throws IOException {
    PluginUi plugin = plugin("one", page("/one"));
    String script = "export const text = '" + "x".repeat(2_000) + "';";
    Files.writeString(folder.resolve("one/ui/a.js"), script);
    plugin = PluginUi.read("one", FakeBundle.of(folder.resolve("one"), 1), false, 10_000, READER);
    UiFile file = plugin.files().find("a.js").orElseThrow();
    ServedFile served = ServedFile.of(file, plugin.files(), Optional::empty);
    assertTrue(served.isCompressed());
    byte[] compressed = served.compressed();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      assertEquals(script, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Files.delete(folder.resolve("one/ui/a.js"));
    assertSame(compressed, ServedFile.of(file, plugin.files(), Optional::empty).compressed());
    assertThrows(IOException.class, served::plain, "what is not there any more was not read");
  }

  @Test
  void aFileIsCompressedFromAThousandBytesOn() throws IOException {
    for (int length : List.of(999, 1_000, 1_001)) {
      Path ui = Files.createDirectories(folder.resolve("l" + length).resolve("ui"));
      Files.writeString(ui.resolve("a.css"), " ".repeat(length));
      Files.writeString(ui.resolve("a.png"), " ".repeat(length));
      UiFiles files = UiFiles.of(FakeBundle.of(ui.getParent(), 1), 10_000);
      boolean worth = files.isWorthCompressing(files.find("a.css").orElseThrow());
      assertEquals(length >= 1_000, worth, "a text of " + length);
      assertFalse(files.isWorthCompressing(files.find("a.png").orElseThrow()), "a picture");
    }
  }

  @Test
  void whatIsAskedForWhileItsPluginGoesIsTakenFromWhatIsKept() throws IOException {
    PluginUi plugin = plugin("one", page("/one"));
    FormerFiles former = new FormerFiles(10_000, Duration.ofSeconds(10), () -> 0);
    UiFile file = plugin.files().find("a.js").orElseThrow();
    ServedFile served =
        ServedFile.of(file, plugin.files(), () -> former.find(plugin.base(), "a.js"));
    byte[] there = served.plain();
    former.keep(plugin);
    Files.delete(folder.resolve("one/ui/a.js"));
    assertArrayEquals(there, served.plain());
    assertFalse(ServedFile.of(former.find(plugin.base(), "a.js").orElseThrow()).isCompressed());
  }
}
