package dev.callboard.docs.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds links that lead nowhere, and pages that nothing leads to. */
final class SiteReport {
  static final int LISTED = 1000;

  private SiteReport() {}

  static Map<String, Object> of(
      Collection<PageBody> pages, SiteFiles files, Set<String> inNav, Globs notInNav) {
    Map<String, Set<String>> anchors = new HashMap<>();
    pages.forEach(page -> anchors.put(page.path(), page.content().anchors()));
    List<Map<String, Object>> broken = new ArrayList<>();
    Set<String> linked = new HashSet<>(inNav);
    for (PageBody page : pages) {
      for (PageBody.Reference reference : page.references()) {
        if (!reference.target().equals(page.path())) {
          linked.add(reference.target());
        }
        String reason = reason(reference, files, anchors);
        if (reason != null && broken.size() < LISTED) {
          Map<String, Object> link = new LinkedHashMap<>();
          link.put("page", page.path());
          link.put("link", reference.written());
          link.put("reason", reason);
          broken.add(link);
        }
      }
    }
    List<String> orphans =
        pages.stream()
            .map(PageBody::path)
            .filter(path -> !linked.contains(path) && !notInNav.matches(path))
            .filter(path -> !files.target(path).equals("index.html"))
            .sorted()
            .limit(LISTED)
            .toList();
    Map<String, Object> report = new TreeMap<>();
    report.put("brokenLinks", broken);
    report.put("orphanPages", orphans);
    return report;
  }

  private static String reason(
      PageBody.Reference reference, SiteFiles files, Map<String, Set<String>> anchors) {
    if (!files.has(reference.target())) {
      return "there is no such file";
    }
    Set<String> known = anchors.get(reference.target());
    boolean anchored =
        reference.fragment().isEmpty()
            || known == null
            || known.contains(SiteUrls.decoded(reference.fragment()));
    return anchored ? null : "the page has no such heading";
  }
}
