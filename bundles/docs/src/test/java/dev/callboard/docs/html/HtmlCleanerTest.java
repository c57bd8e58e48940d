package dev.callboard.docs.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlCleanerTest {
  private static final HtmlCleaner CLEANER = new HtmlCleaner(HtmlPolicy.strict());

  private static String clean(String html) {
    return CLEANER.clean(html).html();
  }

  @Test
  void X03_whatRunsCodeOrLoadsPagesIsTakenOut() {
    List<String> attacks =
        List.of(
            "<script>alert(1)</script>",
            "<ScRiPt src=//evil></sCrIpT>",
            "<img src=x onerror=alert(1)>",
            "<object data='data:text/html,<script>alert(1)</script>'></object>",
            "<embed src=javascript:alert(1)>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<base href=//evil/>",
            "<form action=javascript:alert(1)><button"
                + " formaction=javascript:alert(1)>x</button></form>",
            "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
            "<style>@import 'javascript:alert(1)';</style>",
            "<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>",
            "<svg onload=alert(1)></svg>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
                + " onerror=alert(1)&gt;'>",
            "<math href=javascript:alert(1)>x</math>",
            "<a href=javascript:alert(1)>x</a>",
            "<a href='JaVaScRiPt:alert(1)'>x</a>",
            "<a href='java\tscript:alert(1)'>x</a>",
            "<a href='\u0001javascript:alert(1)'>x</a>",
            "<a href='&#106;avascript:alert(1)'>x</a>",
            "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
            "<a href='vbscript:x'>x</a>",
            "<a href='//evil'>x</a>",
            "<a href='/\\evil'>x</a>",
            "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
            "<details open ontoggle=alert(1)>x</details>",
            "<p style='background:url(javascript:alert(1))'>x</p>",
            "<input onfocus=alert(1) autofocus>",
            "<video><source onerror=alert(1)></video>",
            "<template><img src=x onerror=alert(1)></template>",
            "<textarea></textarea><img src=x onerror=alert(1)>",
            "<xmp><img src=x onerror=alert(1)></xmp>",
            "<plaintext><img src=x onerror=alert(1)>",
            "<!--><img src=x onerror=alert(1)>-->",
            "<![CDATA[><img src=x onerror=alert(1)>]]>",
            "<select><option><img src=x onerror=alert(1)></select>",
            "<x-evil onclick=alert(1)>x</x-evil>",
            "<link rel=stylesheet href=//evil>",
            "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
            "<isindex action=javascript:alert(1)>",
            "<div id=1 class=x tabindex=1 onfocus=alert(1)>x</div>");
    Pattern bad =
        Pattern.compile(
            "<(script|style|iframe|object|embed|base|form|meta|svg|math|noscript|template|link|video|source|xmp|x-evil|frame|button|select|textarea)"
                + "|<[^>]*\\son\\w+\\s*=|(href|src)=\"\\s*(javascript|data|vbscript|//|/\\\\)");
    for (String attack : attacks) {
      String once = clean(attack);
      assertFalse(bad.matcher(once.toLowerCase(Locale.ROOT)).find(), attack + " -> " + once);
      assertEquals(once, clean(once), "what is clean stays as it is: " + attack);
    }
  }

  @Test
  void X03_idsCannotStandForSomethingOfThePageAround() {
    assertEquals("<p id=\"user-content-__proto__\">x</p>", clean("<p id=__proto__>x</p>"));
    assertEquals(
        "<a id=\"user-content-config\" name=\"user-content-location\">x</a>",
        clean("<a id=config name=location>x</a>"));
    assertEquals("<h2 id=\"config\">Config</h2>", clean("<h2 id=\"config\">Config</h2>"));
    assertEquals("<p id=\"mine\">x</p>", clean("<p id=mine>x</p>"));
  }

  @Test
  void whatAuthorsNeedStays() {
    String html =
        "<h1 id=\"a\">A</h1><p align=\"center\"><img src=\"a.png\" alt=\"x\""
            + " width=\"10\"></p><table><thead><tr><th"
            + " align=\"left\">x</th></tr></thead></table><details"
            + " open><summary>s</summary></details><a"
            + " href=\"../b/#c\">b</a><kbd>k</kbd><dl><dt>t</dt><dd>d</dd></dl><pre"
            + " class=\"mermaid\"><code>a</code></pre>";
    assertEquals(html, clean(html));
    assertEquals("<b>x</b>", clean("<blink><b>x</b></blink>"));
  }

  @Test
  void pagesOfAllowedHostsAreEmbeddedInASandbox() {
    HtmlCleaner cleaner =
        new HtmlCleaner(
            new HtmlPolicy(
                Set.of("video.example"),
                Pattern.compile("x-.*"),
                Pattern.compile("kind|onclick"),
                Set.of("slack")));
    String frame = cleaner.clean("<iframe src=https://video.example/1 onload=x></iframe>").html();
    assertTrue(frame.contains("sandbox=\"allow-scripts"), frame);
    assertFalse(frame.contains("onload"), frame);
    assertEquals("", cleaner.clean("<iframe src=https://video.example.evil/></iframe>").html());
    assertEquals("", cleaner.clean("<iframe src=http://video.example/></iframe>").html());
    assertEquals("", cleaner.clean("<iframe src=https://video.example@evil/></iframe>").html());
    assertEquals("<x-y kind=\"1\">z</x-y>", cleaner.clean("<x-y kind=1 onclick=x>z</x-y>").html());
    assertEquals("<a href=\"slack:x\">y</a>", cleaner.clean("<a href=slack:x>y</a>").html());
  }

  @Test
  void theWordsBelongToTheirHeadings() {
    CleanPage page =
        CLEANER.clean(
            "<p>before</p><h1 id=\"a\">Head <a class=\"headerlink\" href=\"#a\">¶</a></h1><p>one"
                + " <b>two</b></p>");
    assertEquals(
        List.of(
            new CleanPage.Section("", "", "before"), new CleanPage.Section("a", "Head", "one two")),
        page.sections());
  }

  @Test
  void veryDeepPagesAreCleanedToo() {
    String html = clean("<div>".repeat(20000) + "<script>x</script>deep");
    assertFalse(html.contains("script"));
  }
}
