package dev.callboard.docs.site;

import static dev.callboard.docs.markdown.Html.escape;

import dev.callboard.docs.markdown.Heading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes the table of contents of a page as nested lists. */
final class TocWriter {
  private TocWriter() {}

  static void write(StringBuilder html, List<Heading> headings) {
    html.append("<ul class=\"md-nav__list\" data-md-component=\"toc\" data-md-scrollfix>\n");
    Deque<Integer> open = new ArrayDeque<>();
    for (Heading heading : headings) {
      boolean deeper = !open.isEmpty() && heading.level() > open.peek();
      while (!open.isEmpty() && heading.level() <= open.peek()) {
        open.pop();
        html.append("</li>\n");
        if (!open.isEmpty() && heading.level() <= open.peek()) {
          html.append("</ul></nav>");
        } else if (!open.isEmpty()) {
          html.append("</ul></nav>");
          deeper = true;
        }
      }
      if (deeper) {
        html.append("<nav class=\"md-nav\" aria-label=\"Sections\"><ul class=\"md-nav__list\">\n");
      }
      html.append("<li class=\"md-nav__item\"><a href=\"#")
          .append(escape(heading.id()))
          .append("\" class=\"md-nav__link\">")
          .append(escape(heading.text()))
          .append("</a>\n");
      open.push(heading.level());
    }
    while (!open.isEmpty()) {
      open.pop();
      html.append("</li>\n");
      html.append(open.isEmpty() ? "" : "</ul></nav>");
    }
    html.append("</ul>\n");
  }
}
