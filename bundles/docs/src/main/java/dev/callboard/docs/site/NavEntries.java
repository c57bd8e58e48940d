package dev.callboard.docs.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the entries of a navigation their titles and addresses. For one build. */
final class NavEntries {
  private final SiteFiles files;
  private final Map<String, PageBody> bodies;

  NavEntries(SiteFiles files, Map<String, PageBody> bodies) {
    this.files = files;
    this.bodies = bodies;
  }

  List<NavEntry> of(List<NavItem> items) {
    List<NavEntry> entries = new ArrayList<>();
    for (NavItem item : items) {
      if (item instanceof NavItem.Page page) {
        PageBody body = bodies.get(page.path());
        String title = page.title() == null ? title(body, files) : page.title();
        entries.add(new NavEntry(title, files.url(page.path()), page.path(), List.of()));
      } else if (item instanceof NavItem.Section section) {
        entries.add(new NavEntry(section.title(), null, null, of(section.items())));
      } else if (item instanceof NavItem.Link link) {
        entries.add(
            new NavEntry(
                link.title() == null ? link.url() : link.title(), link.url(), null, List.of()));
      }
    }
    return entries;
  }

  /** Returns the title of a page that the navigation gives none. */
  static String title(PageBody body, SiteFiles files) {
    if (body.meta().get("title") instanceof String title && !title.isBlank()) {
      return title;
    }
    if (!body.firstHeading().isEmpty()) {
      return body.firstHeading();
    }
    if (files.target(body.path()).equals("index.html")) {
      return "Home";
    }
    String name = body.path().substring(body.path().lastIndexOf('/') + 1);
    return NavReader.title(name.substring(0, name.lastIndexOf('.')));
  }

  /** Returns the sources of the pages that are listed. */
  static Set<String> pages(List<NavItem> items) {
    Set<String> pages = new HashSet<>();
    for (NavItem item : items) {
      if (item instanceof NavItem.Page page) {
        pages.add(page.path());
      } else if (item instanceof NavItem.Section section) {
        pages.addAll(pages(section.items()));
      }
    }
    return pages;
  }

  /** The pages one after the other. Immutable. */
  static final class Order {
    private final List<NavEntry> entries = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    Order(List<NavEntry> nav) {
      collect(nav);
    }

    private void collect(List<NavEntry> nav) {
      for (NavEntry entry : nav) {
        if (entry.path() != null && positions.putIfAbsent(entry.path(), entries.size()) == null) {
          entries.add(entry);
        }
        collect(entry.children());
      }
    }

    /** Returns the pages as the navigation names them, and the others after them. */
    List<PageBody> of(Map<String, PageBody> bodies) {
      List<PageBody> pages = new ArrayList<>();
      entries.forEach(entry -> pages.add(bodies.get(entry.path())));
      bodies.forEach(
          (path, body) -> {
            if (!positions.containsKey(path)) {
              pages.add(body);
            }
          });
      return pages;
    }

    Optional<String> title(String path) {
      return Optional.ofNullable(positions.get(path)).map(entries::get).map(NavEntry::title);
    }

    NavEntry before(String path) {
      return at(positions.get(path), -1);
    }

    NavEntry after(String path) {
      return at(positions.get(path), 1);
    }

    private NavEntry at(Integer position, int step) {
      int index = position == null ? -1 : position + step;
      return index < 0 || index >= entries.size() ? null : entries.get(index);
    }
  }
}
