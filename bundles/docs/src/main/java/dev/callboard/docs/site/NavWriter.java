package dev.callboard.docs.site;

import static dev.callboard.docs.markdown.Html.escape;

import java.util.List;

/** Writes the navigation of a site as seen from one page. */
final class NavWriter {
  private final StringBuilder html;
  private final String url;
  private final String page;

  NavWriter(StringBuilder html, String url, String page) {
    this.html = html;
    this.url = url;
    this.page = page;
  }

  void write(String site, List<NavEntry> entries) {
    html.append(
            "<div class=\"md-sidebar md-sidebar--primary\" data-md-component=\"sidebar\""
                + " data-md-type=\"navigation\">\n")
        .append("<div class=\"md-sidebar__scrollwrap\"><div class=\"md-sidebar__inner\">\n")
        .append(
            "<nav class=\"md-nav md-nav--primary\" aria-label=\"Navigation\""
                + " data-md-level=\"0\">\n")
        .append("<label class=\"md-nav__title\" for=\"__drawer\"><a href=\"")
        .append(escape(SiteUrls.relative("", url)))
        .append("\" class=\"md-nav__button md-logo\"></a>")
        .append(escape(site))
        .append("</label>\n")
        .append("<ul class=\"md-nav__list\" data-md-scrollfix>\n");
    entries(entries, "__nav", 1);
    html.append("</ul>\n</nav>\n</div></div></div>\n");
  }

  private void entries(List<NavEntry> entries, String id, int level) {
    int number = 0;
    for (NavEntry entry : entries) {
      number++;
      if (entry.url() != null) {
        link(entry);
      } else {
        section(entry, id + "_" + number, level);
      }
    }
  }

  private void link(NavEntry entry) {
    boolean active = page.equals(entry.path());
    boolean own =
        entry.path() != null
            || !entry.url().contains(":")
                && !entry.url().startsWith("/")
                && !entry.url().startsWith("#");
    String href = own ? SiteUrls.encoded(SiteUrls.relative(entry.url(), url)) : entry.url();
    html.append("<li class=\"md-nav__item")
        .append(active ? " md-nav__item--active" : "")
        .append("\">")
        .append("<a href=\"")
        .append(escape(href))
        .append("\" class=\"md-nav__link")
        .append(active ? " md-nav__link--active" : "")
        .append("\">")
        .append(escape(entry.title()))
        .append("</a></li>\n");
  }

  private void section(NavEntry entry, String id, int level) {
    boolean active = entry.holds(page);
    html.append("<li class=\"md-nav__item")
        .append(active ? " md-nav__item--active" : "")
        .append(" md-nav__item--nested\">")
        .append("<input class=\"md-nav__toggle md-toggle\" data-md-toggle=\"")
        .append(id)
        .append("\" type=\"checkbox\" id=\"")
        .append(id)
        .append("\"")
        .append(active ? " checked" : "")
        .append(">")
        .append("<label class=\"md-nav__link\" for=\"")
        .append(id)
        .append("\">")
        .append(escape(entry.title()))
        .append("<span class=\"md-nav__icon md-icon\"></span></label>\n")
        .append("<nav class=\"md-nav\" aria-label=\"")
        .append(escape(entry.title()))
        .append("\" data-md-level=\"")
        .append(level)
        .append("\"><label class=\"md-nav__title\" for=\"")
        .append(id)
        .append("\"><span class=\"md-nav__icon md-icon\"></span>")
        .append(escape(entry.title()))
        .append("</label>\n<ul class=\"md-nav__list\" data-md-scrollfix>\n");
    entries(entry.children(), id, level + 1);
    html.append("</ul></nav></li>\n");
  }
}
