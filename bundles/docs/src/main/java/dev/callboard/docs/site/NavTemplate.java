package dev.callboard.docs.site;

import static dev.callboard.docs.markdown.Html.escape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The navigation of a site as the pages of one depth see it, written once. Pages differ in what is
 * marked as open only, so that a page costs a copy and a few insertions. Immutable once made.
 */
final class NavTemplate {
  private final StringBuilder html = new StringBuilder();
  private final Map<String, List<Mark>> marks = new HashMap<>();
  private final Deque<Mark> open = new ArrayDeque<>();
  private final String root;
  private byte[] bytes;

  /** What a page inserts, and where. */
  private record Mark(int at, String text) {}

  /**
   * Writes a navigation.
   *
   * @param root the root of the site as seen from the pages, such as {@code ../../}, or empty
   */
  NavTemplate(String root, String site, List<NavEntry> entries) {
    this.root = root;
    html.append(
            "<div class=\"md-sidebar md-sidebar--primary\" data-md-component=\"sidebar\""
                + " data-md-type=\"navigation\">\n")
        .append("<div class=\"md-sidebar__scrollwrap\"><div class=\"md-sidebar__inner\">\n")
        .append(
            "<nav class=\"md-nav md-nav--primary\" aria-label=\"Navigation\""
                + " data-md-level=\"0\">\n")
        .append("<label class=\"md-nav__title\" for=\"__drawer\"><a href=\"")
        .append(root.isEmpty() ? "./" : root)
        .append("\" class=\"md-nav__button md-logo\"></a>")
        .append(escape(site))
        .append("</label>\n")
        .append("<ul class=\"md-nav__list\" data-md-scrollfix>\n");
    entries(entries, "__nav", 1);
    html.append("</ul>\n</nav>\n</div></div></div>\n");
    encode();
  }

  /** Bytes are copied into each page; positions until here are those of characters. */
  private void encode() {
    TreeMap<Integer, Integer> positions = new TreeMap<>();
    marks.values().forEach(list -> list.forEach(mark -> positions.put(mark.at(), 0)));
    ByteArrayOutputStream all = new ByteArrayOutputStream(html.length() + html.length() / 8);
    int done = 0;
    for (Map.Entry<Integer, Integer> each : positions.entrySet()) {
      all.writeBytes(html.substring(done, each.getKey()).getBytes(StandardCharsets.UTF_8));
      done = each.getKey();
      each.setValue(all.size());
    }
    all.writeBytes(html.substring(done).getBytes(StandardCharsets.UTF_8));
    bytes = all.toByteArray();
    marks.replaceAll(
        (page, list) ->
            list.stream()
                .map(mark -> new Mark(positions.get(mark.at()), mark.text()))
                .sorted(Comparator.comparingInt(Mark::at))
                .toList());
    html.setLength(0);
    html.trimToSize();
  }

  /** Returns the root of a site as seen from a page. */
  static String root(String url) {
    return "../".repeat((int) url.chars().filter(c -> c == '/').count());
  }

  /** Appends the navigation with a page marked. */
  void write(ByteArrayOutputStream target, String page) {
    int done = 0;
    for (Mark mark : marks.getOrDefault(page, List.of())) {
      target.write(bytes, done, mark.at() - done);
      target.writeBytes(mark.text().getBytes(StandardCharsets.UTF_8));
      done = mark.at();
    }
    target.write(bytes, done, bytes.length - done);
  }

  /** Returns about how many bytes it takes. */
  int size() {
    return bytes.length;
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

  private Mark mark(String text) {
    return new Mark(html.length(), text);
  }

  private void link(NavEntry entry) {
    html.append("<li class=\"md-nav__item");
    Mark item = mark(" md-nav__item--active");
    html.append("\">").append("<a href=\"").append(escape(href(entry))).append("\" class=\"");
    html.append("md-nav__link");
    Mark link = mark(" md-nav__link--active");
    html.append("\">").append(escape(entry.title())).append("</a></li>\n");
    if (entry.path() != null) {
      List<Mark> own = marks.computeIfAbsent(entry.path(), path -> new ArrayList<>());
      own.add(item);
      own.add(link);
      open.stream().filter(each -> !own.contains(each)).forEach(own::add);
    }
  }

  private String href(NavEntry entry) {
    String url = entry.url();
    boolean own =
        entry.path() != null || !url.contains(":") && !url.startsWith("/") && !url.startsWith("#");
    if (!own) {
      return url;
    }
    return SiteUrls.encoded(root.isEmpty() && url.isEmpty() ? "./" : root + url);
  }

  private void section(NavEntry entry, String id, int level) {
    String title = escape(entry.title());
    html.append("<li class=\"md-nav__item");
    Mark item = mark(" md-nav__item--active");
    html.append(" md-nav__item--nested\">")
        .append("<input class=\"md-nav__toggle md-toggle\" data-md-toggle=\"")
        .append(id)
        .append("\" type=\"checkbox\" id=\"")
        .append(id)
        .append("\"");
    Mark checked = mark(" checked");
    html.append("><label class=\"md-nav__link\" for=\"")
        .append(id)
        .append("\">")
        .append(title)
        .append("<span class=\"md-nav__icon md-icon\"></span></label>\n")
        .append("<nav class=\"md-nav\" aria-label=\"")
        .append(title)
        .append("\" data-md-level=\"")
        .append(level)
        .append("\"><label class=\"md-nav__title\" for=\"")
        .append(id)
        .append("\"><span class=\"md-nav__icon md-icon\"></span>")
        .append(title)
        .append("</label>\n<ul class=\"md-nav__list\" data-md-scrollfix>\n");
    open.push(item);
    open.push(checked);
    entries(entry.children(), id, level + 1);
    open.pop();
    open.pop();
    html.append("</ul></nav></li>\n");
  }
}
