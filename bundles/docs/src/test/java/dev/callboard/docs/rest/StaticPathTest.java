package dev.callboard.docs.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaticPathTest {
  private static String path(String raw) {
    return StaticPath.of(raw).map(each -> each.ref() + " " + each.path()).orElse("none");
  }

  @Test
  void aPathNamesAnEntityAndAFile() {
    assertEquals("component:default/a a/b.html", path("default/component/a/a/b.html"));
    assertEquals("component:default/a index.html", path("default/component/a"));
    assertEquals("component:default/a b/index.html", path("default/component/a/b/"));
    assertEquals("component:default/a ü b.png", path("default/component/a/%C3%BC%20b.png"));
    assertEquals(
        "component:default/a .callboard/site.json",
        path("default/component/a/.callboard/site.json"));
    assertTrue(StaticPath.of("default/component/a/x").get().isLowerCase());
    assertFalse(StaticPath.of("default/Component/a/x").get().isLowerCase());
  }

  @Test
  void P02_whatCouldBeReadInTwoWaysIsNoPath() {
    for (String rest :
        List.of(
            "../b/index.html",
            "..%2fb/index.html",
            "%2e%2e/b/index.html",
            "..%5cb",
            "....//b",
            "a/..;/b",
            "a%00b",
            "C:%5cx",
            "%5c%5chost%5cshare",
            "/proc/self/environ",
            "a//b",
            "./a",
            ".publishing",
            ".callboard2/site.json",
            "%2Ecallboard/site.json",
            "a/.callboard/site.json",
            "%2E/a",
            "%c0%ae%c0%ae/x",
            "%zz",
            "a".repeat(2000),
            "a/".repeat(300),
            "a%0ab",
            "a%3ab")) {
      assertEquals(Optional.empty(), StaticPath.of("default/component/a/" + rest), rest);
    }
    assertEquals("component:default/a %2e%2e%2f", path("default/component/a/%252e%252e%252f"));
    assertEquals("none", path("default/component"));
    assertEquals("none", path("default/../a/x"));
    assertEquals("none", path(""));
  }

  @Test
  void X04_nothingIsSentThatABrowserWouldRun() {
    for (String name :
        List.of(
            "x.html",
            "x.htm",
            "x.xhtml",
            "x.svg",
            "x.xml",
            "x.js",
            "x.mjs",
            "x.xsl",
            "x.SVG",
            "a.html/x.shtml",
            "x.vtt",
            "x.rdf",
            "x.mathml",
            "x.webmanifest")) {
      assertEquals("text/plain; charset=utf-8", ContentTypes.of(name), name);
    }
    assertEquals("application/octet-stream", ContentTypes.of("x"));
    assertEquals("application/octet-stream", ContentTypes.of("x.unknown"));
    assertEquals("image/gif", ContentTypes.of("a.js/x.gif"));
    assertEquals("application/pdf", ContentTypes.of("x.pdf"));
  }

  @Test
  void aVersionIsAPartOfThePathBelowItsEntity() {
    StaticPath page =
        StaticPath.of("default/component/a/.callboard/versions/v1.0/more/").orElseThrow();
    assertEquals(Optional.of("v1.0"), page.version());
    assertEquals("more/index.html", page.file());
    assertEquals("a", page.ref().name());
    StaticPath outline =
        StaticPath.of("default/component/a/.callboard/versions/v1.0/.callboard/site.json")
            .orElseThrow();
    assertEquals(".callboard/site.json", outline.file());
    assertTrue(
        StaticPath.of("default/component/a/.callboard/versions.json").orElseThrow().isVersions());
    for (String none :
        List.of(
            "default/component/a/.callboard/versions/../x/index.html",
            "default/component/a/.callboard/versions/.x/index.html",
            "default/component/a/.callboard/versions/%2e%2e/index.html",
            "default/component/a/x/versions/v1/.callboard/site.json",
            "default/component/a/.callboard/versions/v1/x/.callboard/site.json")) {
      assertTrue(StaticPath.of(none).isEmpty(), none);
    }
    StaticPath plain = StaticPath.of("default/component/a/.callboard/site.json").orElseThrow();
    assertTrue(plain.version().isEmpty());
    assertEquals(".callboard/site.json", plain.file());
  }
}
