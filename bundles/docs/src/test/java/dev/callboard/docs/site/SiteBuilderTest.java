package dev.callboard.docs.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteBuilderTest {
  @TempDir Path temp;
  private TestSite site;

  @BeforeEach
  void makeTree() {
    site = new TestSite(temp.resolve("tree"));
  }

  private void has(String path, String part) {
    assertTrue(site.text(path).contains(part), site.text(path));
  }

  @Test
  void aSiteHasItsPagesIndexAndStyle() throws IOException {
    site.file("mkdocs.yml", "site_name: My site\nnav:\n  - Home: index.md\n  - Guide: a/guide.md\n")
        .file("docs/index.md", "# Welcome\n\nSee [the guide](a/guide.md#use) ![x](pic.png)\n")
        .file("docs/a/guide.md", "## Use\n\n[home](../index.md)\n")
        .file("docs/pic.png", "png");
    BuiltSite built = site.build();
    assertEquals("My site", built.name());
    has("index.html", "<a href=\"a/guide/#use\">the guide</a>");
    has("index.html", "<img src=\"pic.png\" alt=\"x\">");
    has("a/guide/index.html", "<a href=\"../../\">home</a>");
    has("a/guide/index.html", "<title>Guide - My site</title>");
    has("a/guide/index.html", "md-nav__item--active");
    has("a/guide/index.html", "<h1>Guide</h1>");
    has("index.html", "class=\"md-footer__link md-footer__link--next\" aria-label=\"Next: Guide\"");
    has(
        "search/search_index.json",
        "{\"location\":\"a/guide/#use\",\"text\":\"home\",\"title\":\"Use\"}");
    String css =
        site.files.keySet().stream()
            .filter(path -> path.endsWith(".css"))
            .findFirst()
            .orElseThrow();
    assertTrue(css.matches("assets/stylesheets/main\\.[0-9a-f]{8}\\.min\\.css"), css);
    has("a/guide/index.html", "<link rel=\"stylesheet\" href=\"../../" + css + "\">");
    assertEquals(List.of(), built.warnings());
  }

  @Test
  void aReaderIsToldTheNavigationAndThePages() throws IOException {
    site.file(
            "mkdocs.yml",
            "site_name: S\n"
                + "nav: [index.md, More: [G: a/guide.md, Out: 'https://x.example/']]\n"
                + "repo_url: https://git.example/r\n"
                + "edit_uri: edit/main/docs/\n")
        .file("docs/index.md", "# Welcome\n\n## Use it\n\n## constructor\n")
        .file("docs/a/guide.md", "---\ndescription: How\n---\n# The guide\n")
        .changed("docs/a/guide.md", new LastChange(Instant.EPOCH, "A <b>", "c0ffee"))
        .build();
    assertEquals(
        "{'version':1,'siteName':'S','siteDescription':'','article':'article.md-content__inner',"
            + "'nav':[{'title':'Welcome','location':''},{'title':'More','children':["
            + "{'title':'G','location':'a/guide/'},{'title':'Out','url':'https://x.example/'}]}],"
            + "'pages':[{'location':'','file':'index.html','source':'docs/index.md',"
            + "'title':'Welcome','editUrl':'https://git.example/r/edit/main/docs/index.md',"
            + "'next':'a/guide/','headings':[{'anchor':'welcome','level':1,'title':'Welcome'},"
            + "{'anchor':'use-it','level':2,'title':'Use it'},"
            + "{'anchor':'user-content-constructor','level':2,'title':'constructor'}]},"
            + "{'location':'a/guide/','file':'a/guide/index.html','source':'docs/a/guide.md',"
            + "'title':'G','description':'How',"
            + "'editUrl':'https://git.example/r/edit/main/docs/a/guide.md',"
            + "'lastChanged':{'at':'1970-01-01T00:00:00Z','by':'A <b>','commit':'c0ffee'},"
            + "'previous':'','headings':[{'anchor':'the-guide','level':1,'title':'The guide'}]}]}",
        site.text(".callboard/site.json").replace('"', '\''));
    has("index.html", "<a href=\"#user-content-constructor\" class=\"md-nav__link\">");
    has(
        "a/guide/index.html",
        "<time datetime=\"1970-01-01T00:00:00Z\">1970-01-01</time> by A &lt;b");
  }

  @Test
  void aTreeWithoutConfigurationTakesThePagesInOrder() throws IOException {
    site.file("docs/index.md", "hello").file("docs/b-c/x.md", "# X").file("docs/a.md", "a");
    assertEquals("Default", site.build().name());
    has("index.html", "<span class=\"md-ellipsis\">Default</span>");
    String nav = site.text("index.html");
    assertTrue(nav.indexOf(">Home</a>") < nav.indexOf(">A</a>"), nav);
    assertTrue(nav.indexOf(">A</a>") < nav.indexOf(">B c<"), nav);
  }

  @Test
  void onlyWhatHasChangedIsWrittenAgain() throws IOException {
    site.file("mkdocs.yml", "site_name: S\nnav: [index.md, b.md]\n")
        .file("docs/index.md", "# A\n")
        .file("docs/b.md", "# B\n\n--8<-- \"part.txt\"\n")
        .file("docs/part.txt", "one");
    site.build();
    site.build();
    assertEquals(List.of(), site.written);
    site.file("docs/index.md", "# A\n\nmore\n").build();
    assertEquals(List.of("index.html", "search/search_index.json"), site.written);
    site.file("docs/part.txt", "two").build();
    assertEquals(List.of("b/index.html", "search/search_index.json", "part.txt"), site.written);
    has("b/index.html", "<p>two</p>");
    site.file("docs/b.md", "# Better\n").build();
    assertTrue(site.written.contains("index.html"), "its title stands in the navigation");
    Files.delete(temp.resolve("tree/docs/part.txt"));
    assertFalse(site.build().digests().containsKey("part.txt"));
  }

  @Test
  void otherSitesAreIncluded() throws IOException {
    site.file(
            "mkdocs.yml",
            "site_name: Top\n"
                + "nav:\n"
                + "  - Home: index.md\n"
                + "  - Sub: '!include ./sub/mkdocs.yml'\n"
                + "  - All: '*include ./plugins/*/mkdocs.yml'\n")
        .file("docs/index.md", "# Top")
        .file("sub/mkdocs.yml", "site_name: sub/one\nnav: [Start: index.md]\n")
        .file("sub/docs/index.md", "# Sub\n\n[up](../../index.md)")
        .file("plugins/a/mkdocs.yml", "site_name: Plugin A\n")
        .file("plugins/a/docs/index.md", "# PA")
        .file("plugins/b/mkdocs.yml", "site_name: Plugin B\n")
        .file("plugins/b/docs/index.md", "# PB");
    BuiltSite built = site.build();
    has("sub/one/index.html", "<a href=\"../../\">up</a>");
    has("plugin-a/index.html", "PA");
    has("plugin-b/index.html", ">Plugin A<");
    assertEquals(List.of(), built.warnings());
  }

  @Test
  void linksThatLeadNowhereAndLostPagesAreReported() throws IOException {
    site.file("mkdocs.yml", "site_name: S\nnot_in_nav: /draft.md\nnav: [index.md]\n")
        .file(
            "docs/index.md",
            "[a](gone.md) [b](b.md#no) [c](#here) [d](https://x.example)\n\n# Here\n")
        .file("docs/b.md", "# B")
        .file("docs/lost.md", "# L")
        .file("docs/draft.md", "# D");
    Map<String, Object> report = site.build().report();
    assertEquals(
        List.of(
            Map.of("page", "index.md", "link", "gone.md", "reason", "there is no such file"),
            Map.of(
                "page", "index.md", "link", "b.md#no", "reason", "the page has no such heading")),
        report.get("brokenLinks"));
    assertEquals(List.of("lost.md"), report.get("orphanPages"));
  }

  @Test
  void pagesThatHaveMovedLeadToWhereTheyAre() throws IOException {
    site.file(
            "mkdocs.yml",
            "site_name: S\n"
                + "plugins:\n"
                + "  - redirects:\n"
                + "      redirect_maps:\n"
                + "        old/x.md: new.md#a\n"
                + "        'bad.md': 'javascript:alert(1)'\n")
        .file("docs/index.md", "x")
        .file("docs/new.md", "x");
    site.build();
    has("old/x/index.html", "content=\"0; url=../../new/#a\"");
    assertFalse(site.files.containsKey("bad/index.html"));
  }

  @Test
  void aReadmeStandsForItsFolder() throws IOException {
    site.file("docs/README.md", "# Read").file("docs/x/readme.md", "# X");
    site.build();
    has("index.html", "Read");
    has("x/index.html", "X");
    TestSite other = new TestSite(temp.resolve("other")).file("README.md", "# Only");
    assertThrows(PortalException.class, other::build);
    other.build(true);
    assertTrue(other.text("index.html").contains("Only"));
  }

  @Test
  void P05_aConfigurationCannotNameAnythingOutsideOfTheTree() throws IOException {
    Files.createDirectories(temp);
    Files.writeString(temp.resolve("secret.md"), "SECRET");
    site.file("docs/index.md", "x");
    for (String wrong : List.of("../../", "/etc", "docs/../../x", "C:\\docs", "docs\\..\\..")) {
      site.file("mkdocs.yml", "docs_dir: '" + wrong + "'\n");
      assertThrows(PortalException.class, site::build, wrong);
    }
    site.file(
        "mkdocs.yml",
        "site_dir: /\n"
            + "nav: [../../secret.md, ../secret.md, index.md]\n"
            + "extra_css: ['file:///etc/passwd', ../../x.css, 'https://evil.example/x.css']\n"
            + "edit_uri: 'javascript:alert(1)'\n"
            + "repo_url: 'javascript:alert(1)'\n");
    BuiltSite built = site.build();
    assertEquals(8, built.warnings().size(), built.warnings().toString());
    site.files
        .keySet()
        .forEach(
            path -> {
              assertFalse(site.text(path).contains("SECRET"));
              assertFalse(site.text(path).contains("javascript:"));
              assertFalse(site.text(path).contains("evil.example"));
            });
  }

  @Test
  void P06_nothingInAConfigurationNamesCode() throws IOException {
    site.file("docs/index.md", "x")
        .file(
            "mkdocs.yml",
            """
            site_name: S
            hooks: [hook.py]
            INHERIT: ../x.yml
            theme: {custom_dir: evil}
            plugins: [exec]
            markdown_extensions:
              - subprocess:Popen: {args: [/bin/sh, -c, touch CANARY]}
              - plantuml_markdown: {plantuml_cmd: touch CANARY}
              - pymdownx.snippets: {base_path: /, url_download: true}
              - pymdownx.emoji: {emoji_index: !!python/name:os.system '', other: !ENV HOME}
            """);
    long children = ProcessHandle.current().children().count();
    BuiltSite built = site.build();
    assertEquals(children, ProcessHandle.current().children().count());
    assertEquals(8, built.warnings().size(), built.warnings().toString());
    assertTrue(built.warnings().get(0).contains("python"), built.warnings().toString());
    site.file("mkdocs.yml", "site_name: T\nmarkdown_extensions: {'os:system': {name: x}}\n");
    assertEquals("T", site.build().name());
  }

  @Test
  void P07_onlyFilesOfTheTreeAreIncluded() throws IOException {
    Files.createDirectories(temp);
    Files.writeString(temp.resolve("secret.txt"), "SECRET");
    site.file("mkdocs.yml", "site_name: S\n")
        .file(
            "docs/index.md",
            "--8<-- \"/etc/passwd\"\n\n"
                + "--8<-- \"../secret.txt\"\n\n"
                + "--8<-- \"../../secret.txt\"\n\n"
                + "--8<-- \"http://127.0.0.1:1/\"\n\n"
                + "![](../../../etc/passwd)\n\n"
                + "![](file:///etc/passwd)\n");
    site.build();
    String page = site.text("index.html");
    assertFalse(page.contains("SECRET"), page);
    assertFalse(page.contains("root:"), page);
    assertFalse(page.contains("file:"), page);
    assertEquals(4, site.files.size(), site.files.keySet().toString());
  }

  @Test
  void P04_aLinkThatLeadsOutEndsTheBuild() throws IOException {
    Files.createDirectories(temp);
    Files.writeString(temp.resolve("secret.md"), "SECRET");
    site.file("mkdocs.yml", "site_name: S\n").file("docs/index.md", "x");
    Files.createSymbolicLink(temp.resolve("tree/docs/in.md"), Path.of("index.md"));
    site.build();
    assertTrue(site.files.containsKey("in/index.html"));
    Path link = temp.resolve("tree/docs/out.md");
    Files.createSymbolicLink(link, temp.resolve("secret.md"));
    PortalException failure = assertThrows(PortalException.class, site::build);
    assertEquals(
        "The path docs/out.md is a symbolic link that leads out of the documentation",
        failure.getMessage());
    Files.delete(link);
    Files.createSymbolicLink(temp.resolve("tree/out"), temp);
    site.file("mkdocs.yml", "site_name: S\ndocs_dir: out\n");
    assertThrows(PortalException.class, site::build);
  }

  @Test
  void P12_aFolderThatBecomesALinkWhileItIsReadLeadsNowhere() throws Exception {
    Files.createDirectories(temp.resolve("outside"));
    Files.writeString(temp.resolve("outside/page.md"), "SECRET");
    site.file("docs/index.md", "x").file("docs/sub/page.md", "mine");
    Path folder = temp.resolve("tree/docs/sub");
    Path aside = temp.resolve("tree/aside");
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger swaps = new AtomicInteger();
    Thread attacker =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  Files.move(folder, aside);
                  Files.createSymbolicLink(folder, temp.resolve("outside"));
                  Files.delete(folder);
                  Files.move(aside, folder);
                  swaps.incrementAndGet();
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    int mine = 0;
    attacker.start();
    try (DocsTree tree = DocsTree.open(temp.resolve("tree"), TestSite.UNLIMITED)) {
      for (int i = 0; i < 10_000; i++) {
        try {
          String text = tree.read("docs/sub/page.md").map(String::new).orElse("");
          assertFalse(text.contains("SECRET"), "after " + i + " tries");
          mine += text.equals("mine") ? 1 : 0;
        } catch (PortalException | java.io.UncheckedIOException refused) {
          // the link was seen, or the folder was not there
        }
      }
    } finally {
      done.set(true);
      attacker.join(10_000);
    }
    assertTrue(mine > 0, "the file was never read");
    assertTrue(swaps.get() > 0, "the folder was never swapped");
  }

  @Test
  void X03_nothingThatRunsGetsThroughTheWholePipeline() throws IOException {
    List<String> payloads =
        List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src"
                + " onerror=alert(1)&gt;'>",
            "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
            "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
            "<form action='//evil.example'><input name=x><button formaction='javascript:alert(1)'>",
            "<details open ontoggle=alert(1)>x</details>",
            "<a href='java\tscript:alert(1)'>x</a> <a href='&#106;avascript:alert(1)'>y</a>",
            "[x](javascript:alert(1)) [y](<java\tscript:alert(1)>) <javascript:alert(1)>",
            "[x]( javascript:alert%281%29 ) ![i](javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=) [v](vbscript:msgbox)",
            "word{: onclick=alert(1) style=background:url(javascript:alert(1)) }",
            "## T {: #x onmouseover=alert(1) }",
            "!!! note \"<img src=x onerror=alert(1)>\"\n    text",
            "=== \"<script>alert(1)</script>\"\n    text",
            "```{.x onclick=alert(1) title=\"<script>alert(1)</script>\"}\ncode\n```",
            "```mermaid\n</code></pre><script>alert(1)</script>\n```",
            "*[AB]: \"><script>alert(1)</script>\n\nAB",
            "x[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
            "++\"<script>alert(1)</script>\"++",
            "<div markdown onclick=alert(1)>\n\n*x*\n\n</div>",
            "<p id=__proto__ name=config>x</p>",
            "| a |\n|---|\n| <img src=x onerror=alert(1)> |");
    site.file(
        "mkdocs.yml",
        "site_name: '<script>alert(1)</script>'\ncopyright: '<img src=x onerror=alert(1)>'\n");
    for (int i = 0; i < payloads.size(); i++) {
      site.file("docs/p" + i + ".md", "# P\n\n" + payloads.get(i) + "\n");
    }
    site.file("docs/index.md", "---\ntitle: '<script>alert(1)</script>'\n---\nx");
    site.build();
    site.files.forEach(
        (path, bytes) -> {
          if (path.endsWith(".html")) {
            assertEquals(List.of(), dangers(site.text(path)), path);
          }
        });
  }

  private static List<String> dangers(String html) {
    org.jsoup.nodes.Document page = org.jsoup.Jsoup.parse(html);
    List<String> found = new java.util.ArrayList<>();
    page.select("script,object,embed,base,form,button,iframe,math,svg:has(*:not(path)),noscript")
        .forEach(each -> found.add(each.outerHtml()));
    page.body().select("style,meta,link").forEach(each -> found.add(each.outerHtml()));
    for (org.jsoup.nodes.Element element : page.getAllElements()) {
      for (org.jsoup.nodes.Attribute each : element.attributes()) {
        String value =
            each.getValue().replaceAll("\\p{Cntrl}", "").strip().toLowerCase(java.util.Locale.ROOT);
        if (each.getKey().startsWith("on")
            || value.matches("(?:javascript|vbscript|data:text).*")
            || each.getKey().equals("style") && value.contains("url(")
            || each.getKey().equals("id") && value.equals("__proto__")) {
          found.add(each.toString());
        }
      }
    }
    return found;
  }

  @Test
  void P11_aFolderBesideIsNotWithin() throws IOException {
    new TestSite(temp.resolve("tree-evil")).file("docs/x.md", "SECRET");
    site.file("docs/index.md", "--8<-- \"../tree-evil/docs/x.md\"");
    site.build();
    assertFalse(site.text("index.html").contains("SECRET"));
    assertEquals(java.util.Optional.empty(), DocsTree.inside("docs", "../../tree-evil/x"));
    assertEquals(java.util.Optional.of("x"), DocsTree.inside("docs", "../x"));
  }

  @Test
  void P15_filesOfOursCannotBeReplaced() throws IOException {
    site.file("docs/index.md", "x")
        .file("docs/techdocs_metadata.json", "{}")
        .file("docs/callboard_docs.json", "{}")
        .file("docs/search/search_index.json", "{}")
        .file("docs/.publishing", "x");
    BuiltSite built = site.build();
    assertTrue(site.text("search/search_index.json").contains("docs"));
    assertEquals(4, built.digests().size(), built.digests().toString());
  }

  @Test
  void D_limitsHoldAtTheirEdges() throws IOException {
    site.file("docs/index.md", "12345").file("docs/a.bin", "1234567");
    site.limits(new SiteLimits(2, 7, 5, 24)).build();
    for (SiteLimits narrow :
        List.of(
            new SiteLimits(1, 7, 5, 24),
            new SiteLimits(2, 6, 5, 24),
            new SiteLimits(2, 7, 4, 24),
            new SiteLimits(2, 7, 5, 11))) {
      assertThrows(PortalException.class, site.limits(narrow)::build, narrow.toString());
    }
  }

  @Test
  void badYamlIsToldInOneLine() throws IOException {
    site.file("docs/index.md", "x").file("mkdocs.yml", "a: [\n");
    assertTrue(
        assertThrows(PortalException.class, site::build)
            .getMessage()
            .startsWith("mkdocs.yml is not valid YAML"));
    site.file("mkdocs.yml", "a: &a [x]\nb: " + "[".repeat(60) + "]".repeat(60));
    assertThrows(PortalException.class, site::build);
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
    }
    site.file("mkdocs.yml", bomb.toString());
    assertThrows(PortalException.class, site::build);
  }
}
