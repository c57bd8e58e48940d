package dev.callboard.docs.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownEngineTest {
  private static final MarkdownEngine ENGINE =
      new MarkdownEngine(new MarkdownOptions(true, true, false));

  private static RenderedMarkdown page(String source) {
    return ENGINE.render(source, SnippetFiles.NONE, destination -> destination, Diagrams.NONE);
  }

  private static String html(String source) {
    return page(source).html().strip();
  }

  private static void has(String source, String part) {
    String html = html(source);
    assertTrue(html.contains(part), html);
  }

  @Test
  void headingsGetTheAnchorsOfPythonMarkdown() {
    List<String> ids =
        page(
                "# Über C++ & `code`\n\n"
                    + "## Same\n\n"
                    + "## Same\n\n"
                    + "## Same\n\n"
                    + "# 日本\n\n"
                    + "# What's _new_? {#own}\n")
            .headings()
            .stream()
            .map(Heading::id)
            .toList();
    assertEquals(List.of("uber-c-code", "same", "same_1", "same_2", "_1", "own"), ids);
  }

  @Test
  void anAdmonitionHoldsWhatIsIndentedBelowIt() {
    String html =
        html("!!! note \"Read **this**\"\n    one\n\n    ```sh\n    ls\n    ```\nafter\n");
    assertTrue(html.startsWith("<div class=\"admonition note\">"), html);
    assertTrue(html.contains("<p class=\"admonition-title\">Read **this**</p>"), html);
    assertTrue(html.endsWith("</div>\n<p>after</p>"), html);
    has("!!! warning\n    x", "<p class=\"admonition-title\">Warning</p>");
    has("!!! tip \"\"\n    x", "<div class=\"admonition tip\">\n<p>x</p>");
  }

  @Test
  void detailsFold() {
    has("??? info \"More\"\n    x", "<details class=\"info\"><summary>More</summary>");
    has("???+ tip\n    x", "<details class=\"tip\" open><summary>Tip</summary>");
  }

  @Test
  void neighbouringTabsMakeASet() {
    String html = html("=== \"One\"\n\n    first\n\n=== \"Two\"\n\n    second\n\ntext\n");
    assertTrue(html.contains("data-tabs=\"1:2\""), html);
    assertTrue(html.contains("<label for=\"__tabbed_1_2\">Two</label>"), html);
    assertEquals(2, html.split("class=\"tabbed-block\"", -1).length - 1);
    assertTrue(html.endsWith("<p>text</p>"), html);
  }

  @Test
  void blocksBetweenSlashesAreAdmonitionsToo() {
    has("/// note | Title\ntext\n///\nafter", "<p class=\"admonition-title\">Title</p>");
    has("/// details | Title\ntext\n///", "<summary>Title</summary>");
  }

  @Test
  void alertsOfGitHubAreAdmonitions() {
    has("> [!WARNING]\n> Mind *this*.\n", "<div class=\"admonition warning\">");
    has("> [!NOTE]\n> Mind *this*.\n", "<p>Mind <em>this</em>.</p>");
  }

  @Test
  void definitionListsHaveTermsAndMeanings() {
    String html = html("Apple\n:   A fruit.\n\n    More.\n\nPear\n:   Another.\n:   And more.\n");
    assertEquals(1, html.split("<dl>", -1).length - 1, html);
    assertTrue(html.contains("<dt>Apple</dt>"), html);
    assertTrue(html.contains("<dt>Pear</dt>"), html);
    assertEquals(3, html.split("<dd>", -1).length - 1, html);
  }

  @Test
  void footnotesAreNumberedAndLinkBack() {
    String html = html("One[^a] two[^b] again[^a].\n\n[^b]: B.\n[^a]: A.\n");
    assertTrue(
        html.contains("<sup id=\"fnref:a\"><a class=\"footnote-ref\" href=\"#fn:a\">2</a>"), html);
    assertTrue(html.contains("<sup id=\"fnref2:a\">"), html);
    assertTrue(
        html.contains("<li id=\"fn:b\"><p>B.&nbsp;<a class=\"footnote-backref\" href=\"#fnref:b\""),
        html);
    has("none[^x]", "[^x]");
  }

  @Test
  void attributeListsDescribeWhatTheyFollow() {
    has("[a](b.md){ .button target=_blank }", "class=\"button\" target=\"_blank\">a</a>");
    has("text\n{: .lead #first }", "<p class=\"lead\" id=\"first\">text</p>");
    has("## Head {: .x }", "<h2 class=\"x\" id=\"head\">Head");
    has("a {b} c", "<p>a {b} c</p>");
  }

  @Test
  void marksOfTheDialectBecomeElements() {
    has("H~2~O and x^2^", "H<sub>2</sub>O and x<sup>2</sup>");
    has("~~old~~ ^^new^^ ==mark==", "<del>old</del> <ins>new</ins> <mark>mark</mark>");
    has("from ~5 to ~10 and 2^8 or 3^4", "from ~5 to ~10 and 2^8 or 3^4");
    has(
        "{++in++}{--out--}{~~a~>b~~}",
        "<ins class=\"critic\">in</ins><del class=\"critic\">out</del>");
    has(
        "++ctrl+alt+x++",
        "<kbd class=\"key-control\">Ctrl</kbd><span>+</span><kbd class=\"key-alt\">Alt</kbd>");
    has("i++ and j++", "<p>i++ and j++</p>");
    has("$a<b$ costs $5 and $6", "<span class=\"arithmatex\">\\(a&lt;b\\)</span> costs $5 and $6");
  }

  @Test
  void textBecomesLinksEmojiAndSymbols() {
    has(
        "see https://a.example/x_y?q=1. Now",
        "<a href=\"https://a.example/x_y?q=1\">https://a.example/x_y?q=1</a>. Now");
    has("mail a.b@c.example now", "<a href=\"mailto:a.b@c.example\">a.b@c.example</a>");
    has("axios@0.21.4", "<p>axios@0.21.4</p>");
    has("[https://a.example](b.md)", "<a href=\"b.md\">https://a.example</a>");
    has(":smile: :not-one:", "title=\":smile:\">😄</span> :not-one:");
    has("(c) a --> b 1/2", "© a → b ½");
    has("`(c) https://a.example :smile:`", "<code>(c) https://a.example :smile:</code>");
  }

  @Test
  void abbreviationsAreExplainedWhereTheyStand() {
    String html = html("The HTML page, not XHTML.\n\n*[HTML]: Hyper Text \"Markup\" Language\n");
    assertEquals(
        "<p>The <abbr title=\"Hyper Text &quot;Markup&quot; Language\">HTML</abbr> page, not"
            + " XHTML.</p>",
        html);
    has("```\n*[A]: b\n```", "*[A]: b");
  }

  @Test
  void tasksHaveBoxes() {
    has("- [x] done\n- [ ] open\n", "disabled checked>");
    has("- [x] done\n", "<li class=\"task-list-item\">");
  }

  @Test
  void codeTellsItsLanguageTitleAndLines() {
    has(
        "```python title=\"a.py\" hl_lines=\"2\" linenums=\"5\"\na\nb\n```",
        "<div class=\"language-python highlight\"><span class=\"filename\">a.py</span><pre><code"
            + " class=\"language-python\">");
    has("``` { .js .copy }\n<b>\n```", "<code class=\"language-js\">&lt;b&gt;\n</code>");
    has(
        "```x hl_lines=\"2\" linenums=\"5\"\na\nb\n```",
        "<span class=\"hll\"><span class=\"linenos\" data-linenos=\"6 \"></span>b</span>");
    has(
        "```mermaid\ngraph TD; A-->B\n```",
        "<pre class=\"mermaid\"><code>graph TD; A--&gt;B\n</code></pre>");
  }

  @Test
  void elementsCanHoldMarkdown() {
    String html =
        html(
            "<div class=\"grid\" markdown>\n\n"
                + "# In\n\n"
                + "<div markdown=\"1\">\n"
                + "**deep**\n"
                + "</div>\n\n"
                + "</div>\n\n"
                + "after");
    assertTrue(html.contains("<div class=\"grid\">"), html);
    assertTrue(html.contains("<strong>deep</strong>"), html);
    assertTrue(html.endsWith("<p>after</p>"), html);
    assertEquals(2, html.split("</div>", -1).length - 1, html);
  }

  @Test
  void aMarkerBecomesTheTableOfContents() {
    has("[TOC]\n\n# One\n\n## Two\n", "<li class=\"toc-2\"><a href=\"#two\">Two</a></li>");
  }

  @Test
  void frontMatterIsNoText() {
    RenderedMarkdown page = page("---\ntitle: 'My page'\ntags: [a]\n---\n\n# Head\n");
    assertEquals(Map.of("title", "My page", "tags", "[a]"), page.meta());
    assertFalse(page.html().contains("tags"), page.html());
  }

  @Test
  void snippetsAreTakenFromFilesAndTheirParts() {
    SnippetFiles files =
        name ->
            switch (name) {
              case "a.md" -> Optional.of("A1\nA2\nA3");
              case "loop.md" -> Optional.of("--8<-- \"loop.md\"\nend");
              case "s.py" -> Optional.of("# --8<-- [start:part]\ncode\n# --8<-- [end:part]\nrest");
              default -> Optional.empty();
            };
    String html =
        ENGINE
            .render(
                "--8<-- \"a.md:2:3\"\n\n"
                    + "```\n"
                    + "--8<-- \"s.py:part\"\n"
                    + "```\n\n"
                    + "--8<-- \"loop.md\"\n\n"
                    + "--8<-- \"no.md\"\n",
                files,
                d -> d,
                Diagrams.NONE)
            .html();
    assertTrue(html.contains("<p>A2\nA3</p>"), html);
    assertTrue(html.contains(">code\n</code>"), html);
    assertTrue(html.contains("end"), html);
    assertTrue(html.contains("<!-- snippet not found -->"), html);
  }

  @Test
  void tablesKeepTheirAlignment() {
    has("| a | b |\n|:--|--:|\n| 1 | 2 |\n", "<td align=\"right\">2</td>");
  }

  @Test
  void deepNestingTakesNoLongerThanItsLength() {
    String deep =
        "> ".repeat(5000) + "x\n" + "- ".repeat(5000) + "[".repeat(20000) + "*".repeat(20000);
    long start = System.nanoTime();
    html(deep);
    assertTrue(System.nanoTime() - start < 10_000_000_000L);
  }
}
