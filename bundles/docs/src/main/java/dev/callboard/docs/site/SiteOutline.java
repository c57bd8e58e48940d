package dev.callboard.docs.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reader needs to know of a site to show it in a frame of its own: the navigation, and of
 * each page its title, headings, neighbours, where it is edited and who changed it last. For one
 * build.
 */
final class SiteOutline {
  /** Where it is in the site; no file of a tree can have such a name. */
  static final String PATH = ".callboard/site.json";

  /** The element of a page that holds what its author wrote. */
  static final String ARTICLE = "article.md-content__inner";

  private static final int VERSION = 1;

  private final List<Map<String, Object>> pages = new ArrayList<>();

  /** Adds a page; the order is that of the navigation. */
  void add(PageBody body, String title, String url, String file, String source, PageAround around) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("location", url);
    page.put("file", file);
    page.put("source", source);
    page.put("title", title);
    if (body.meta().get("description") instanceof String text && !text.isBlank()) {
      page.put("description", text);
    }
    if (!around.editUrl().isEmpty()) {
      page.put("editUrl", around.editUrl());
    }
    if (around.changed() != null) {
      page.put("lastChanged", around.changed().json());
    }
    neighbour(page, "previous", around.previous());
    neighbour(page, "next", around.next());
    page.put("headings", headings(body));
    pages.add(page);
  }

  private static void neighbour(Map<String, Object> page, String key, NavEntry entry) {
    if (entry != null) {
      page.put(key, entry.url());
    }
  }

  private static List<Map<String, Object>> headings(PageBody body) {
    return body.headings().stream()
        .<Map<String, Object>>map(
            each ->
                new TreeMap<>(
                    Map.of("level", each.level(), "anchor", each.id(), "title", each.text())))
        .toList();
  }

  Map<String, Object> json(SiteConfig config, List<NavEntry> nav) {
    Map<String, Object> site = new LinkedHashMap<>();
    site.put("version", VERSION);
    site.put("siteName", config.siteName());
    site.put("siteDescription", config.description());
    site.put("article", ARTICLE);
    site.put("nav", entries(nav));
    site.put("pages", pages);
    return site;
  }

  private static List<Map<String, Object>> entries(List<NavEntry> nav) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (NavEntry each : nav) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("title", each.title());
      if (each.path() != null) {
        entry.put("location", each.url());
      } else if (each.url() != null) {
        entry.put("url", each.url());
      } else {
        entry.put("children", entries(each.children()));
      }
      entries.add(entry);
    }
    return entries;
  }
}
