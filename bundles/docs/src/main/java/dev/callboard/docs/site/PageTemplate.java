package dev.callboard.docs.site;

import static dev.callboard.docs.markdown.Html.escape;

import dev.callboard.docs.html.Urls;
import dev.callboard.docs.markdown.Heading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes whole pages in the structure of the theme Material for MkDocs, which readers of TechDocs
 * look for: the classes of navigation, content, table of contents and foot, and a style sheet named
 * {@code main.<8 hex digits>.min.css}. No page has a script. For one build; thread-safe.
 */
final class PageTemplate {
  /** Changes with the form of the pages, so that old ones are written anew. */
  static final String VERSION = "3";

  private static final int SPARE = 4096;
  private static final int DATE = "2000-01-01".length();

  private final SiteConfig config;
  private final List<NavEntry> nav;
  private final Map<String, NavTemplate> navs = new ConcurrentHashMap<>();
  private final String css;
  private final String copyright;

  PageTemplate(SiteConfig config, List<NavEntry> nav, String css, String copyright) {
    this.copyright = copyright;
    this.config = config;
    this.nav = nav;
    this.css = css;
  }

  /**
   * Writes a page.
   *
   * @param page the page
   * @param title what its navigation says
   * @param url its address from the root of the site
   * @param around its neighbours and where it is edited
   */
  byte[] write(PageBody page, String title, String url, PageAround around) {
    StringBuilder html = new StringBuilder(SPARE);
    String site = escape(config.siteName());
    html.append(
            "<!doctype html>\n"
                + "<html lang=\"en\" class=\"no-js\">\n"
                + "<head>\n"
                + "<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    meta(
        html,
        "description",
        String.valueOf(page.meta().getOrDefault("description", config.description())));
    meta(html, "author", config.author());
    html.append("<title>")
        .append(title.equals(config.siteName()) ? site : escape(title) + " - " + site)
        .append("</title>\n");
    style(html, css, url);
    config.extraCss().forEach(path -> style(html, path, url));
    html.append("</head>\n<body dir=\"ltr\">\n")
        .append(
            "<input class=\"md-toggle\" data-md-toggle=\"drawer\" type=\"checkbox\" id=\"__drawer\""
                + " autocomplete=\"off\">\n")
        .append(
            "<input class=\"md-toggle\" data-md-toggle=\"search\" type=\"checkbox\" id=\"__search\""
                + " autocomplete=\"off\">\n")
        .append("<label class=\"md-overlay\" for=\"__drawer\"></label>\n");
    header(html, site, title, url);
    html.append(
            "<div class=\"md-container\" data-md-component=\"container\">\n"
                + "<main class=\"md-main\" data-md-component=\"main\">\n")
        .append("<div class=\"md-main__inner md-grid\">\n");
    NavTemplate navigation =
        navs.computeIfAbsent(
            NavTemplate.root(url), root -> new NavTemplate(root, config.siteName(), nav));
    byte[] content = utf8(page.content().html());
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(navigation.size() + content.length + 2 * SPARE);
    bytes.writeBytes(utf8(html));
    navigation.write(bytes, page.path());
    html.setLength(0);
    toc(html, page.headings());
    html.append(
        "<div class=\"md-content\" data-md-component=\"content\">\n"
            + "<article class=\"md-content__inner md-typeset\">\n");
    edit(html, around.editUrl());
    if (page.firstHeading().isEmpty()
        && page.headings().stream().noneMatch(each -> each.level() == 1)) {
      html.append("<h1>").append(escape(title)).append("</h1>\n");
    }
    bytes.writeBytes(utf8(html));
    bytes.writeBytes(content);
    html.setLength(0);
    html.append("\n");
    changed(html, around);
    html.append("</article>\n</div>\n</div>\n</main>\n");
    footer(html, around, url);
    bytes.writeBytes(utf8(html.append("</div>\n</body>\n</html>\n")));
    return bytes.toByteArray();
  }

  private static byte[] utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void meta(StringBuilder html, String name, String value) {
    if (!value.isEmpty()) {
      html.append("<meta name=\"")
          .append(name)
          .append("\" content=\"")
          .append(escape(value))
          .append("\">\n");
    }
  }

  private static void style(StringBuilder html, String path, String url) {
    html.append("<link rel=\"stylesheet\" href=\"")
        .append(escape(SiteUrls.relative(path, url)))
        .append("\">\n");
  }

  private void header(StringBuilder html, String site, String title, String url) {
    html.append(
            "<header class=\"md-header\" data-md-component=\"header\">\n"
                + "<nav class=\"md-header__inner md-grid\" aria-label=\"Header\">\n")
        .append("<a href=\"")
        .append(escape(SiteUrls.relative("", url)))
        .append("\" title=\"")
        .append(site)
        .append("\" class=\"md-header__button md-logo\" aria-label=\"")
        .append(site)
        .append("\" data-md-component=\"logo\"></a>\n")
        .append("<label class=\"md-header__button md-icon\" for=\"__drawer\"></label>\n")
        .append(
            "<div class=\"md-header__title\" data-md-component=\"header-title\"><div"
                + " class=\"md-header__ellipsis\">")
        .append("<div class=\"md-header__topic\"><span class=\"md-ellipsis\">")
        .append(site)
        .append(
            "</span></div><div class=\"md-header__topic\" data-md-component=\"header-topic\"><span"
                + " class=\"md-ellipsis\">")
        .append(escape(title))
        .append("</span></div></div></div>\n");
    if (!config.repoUrl().isEmpty()) {
      html.append("<div class=\"md-header__source\"><a href=\"")
          .append(escape(config.repoUrl()))
          .append(
              "\" title=\"Go to repository\" class=\"md-source\" data-md-component=\"source\"><div"
                  + " class=\"md-source__repository\">")
          .append(escape(host(config.repoUrl())))
          .append("</div></a></div>\n");
    }
    html.append("</nav>\n</header>\n");
  }

  private static String host(String url) {
    String name = url.contains("github") ? "GitHub" : url.contains("gitlab") ? "GitLab" : "";
    return name.isEmpty() ? "Repository" : name;
  }

  private static void toc(StringBuilder html, List<Heading> headings) {
    html.append(
            "<div class=\"md-sidebar md-sidebar--secondary\" data-md-component=\"sidebar\""
                + " data-md-type=\"toc\">\n")
        .append("<div class=\"md-sidebar__scrollwrap\"><div class=\"md-sidebar__inner\">\n")
        .append("<nav class=\"md-nav md-nav--secondary\" aria-label=\"Table of contents\">\n");
    List<Heading> below = headings.stream().filter(each -> each.level() > 1).toList();
    if (!below.isEmpty()) {
      html.append(
          "<label class=\"md-nav__title\" for=\"__toc\"><span class=\"md-nav__icon"
              + " md-icon\"></span>Table of contents</label>\n");
      TocWriter.write(html, below);
    }
    html.append("</nav>\n</div></div></div>\n");
  }

  private static void edit(StringBuilder html, String url) {
    boolean web = url.startsWith("https://") || url.startsWith("http://");
    if (web && Urls.seen(url).equals(url)) {
      html.append("<a href=\"")
          .append(escape(url))
          .append("\" title=\"Edit this page\" class=\"md-content__button md-icon\">")
          .append(
              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M3"
                  + " 17.25V21h3.75L17.8 9.94l-3.75-3.75zM20.7 7a1 1 0 0 0 0-1.4l-2.3-2.3a1 1 0 0"
                  + " 0-1.4 0l-1.8 1.8 3.7 3.7z\"></path></svg></a>\n");
    }
  }

  private static void changed(StringBuilder html, PageAround around) {
    LastChange change = around.changed();
    if (change != null) {
      html.append("<div class=\"md-source-file\"><small>Last changed: <time datetime=\"")
          .append(change.at())
          .append("\">")
          .append(change.at().toString(), 0, DATE)
          .append("</time>")
          .append(change.by().isEmpty() ? "" : " by " + escape(change.by()))
          .append("</small></div>\n");
    }
  }

  private void footer(StringBuilder html, PageAround around, String url) {
    html.append("<footer class=\"md-footer\">\n");
    if (around.previous() != null || around.next() != null) {
      html.append("<nav class=\"md-footer__inner md-grid\" aria-label=\"Footer\">\n");
      neighbour(html, around.previous(), "prev", "Previous", url);
      neighbour(html, around.next(), "next", "Next", url);
      html.append("</nav>\n");
    }
    html.append(
            "<div class=\"md-footer-meta md-typeset\"><div class=\"md-footer-meta__inner"
                + " md-grid\"><div class=\"md-copyright\">")
        .append("<div class=\"md-copyright__highlight\">")
        .append(copyright)
        .append("</div></div></div></div>\n</footer>\n");
  }

  private static void neighbour(
      StringBuilder html, NavEntry entry, String rel, String word, String url) {
    if (entry != null) {
      html.append("<a href=\"")
          .append(escape(SiteUrls.encoded(SiteUrls.relative(entry.url(), url))))
          .append("\" class=\"md-footer__link md-footer__link--")
          .append(rel)
          .append("\" aria-label=\"")
          .append(word)
          .append(": ")
          .append(escape(entry.title()))
          .append("\" rel=\"")
          .append(rel)
          .append(
              "\"><div class=\"md-footer__title\"><div class=\"md-ellipsis\"><span"
                  + " class=\"md-footer__direction\">")
          .append(word)
          .append("</span>")
          .append(escape(entry.title()))
          .append("</div></div></a>\n");
    }
  }
}
