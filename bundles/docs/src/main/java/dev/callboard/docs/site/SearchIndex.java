package dev.callboard.docs.site;

import dev.callboard.docs.html.CleanPage.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The index in the form of MkDocs, which search collators read. For one build. */
final class SearchIndex {
  private final List<Map<String, Object>> documents = new ArrayList<>();

  void add(PageBody page, String title, String url) {
    StringBuilder all = new StringBuilder();
    for (Section section : page.content().sections()) {
      append(all, section.title());
      append(all, section.text());
    }
    document(url, title, all.toString());
    for (Section section : page.content().sections()) {
      if (!section.id().isEmpty()) {
        document(url + "#" + section.id(), section.title(), section.text());
      }
    }
  }

  private static void append(StringBuilder all, String text) {
    if (!text.isEmpty()) {
      all.append(all.length() == 0 ? "" : " ").append(text);
    }
  }

  private void document(String location, String title, String text) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("location", location);
    document.put("text", text);
    document.put("title", title);
    documents.add(document);
  }

  Map<String, Object> json() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("indexing", "full");
    config.put("lang", List.of("en"));
    config.put("min_search_length", 3);
    config.put("prebuild_index", false);
    config.put("separator", "[\\s\\-]+");
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("config", config);
    index.put("docs", documents);
    return index;
  }
}
