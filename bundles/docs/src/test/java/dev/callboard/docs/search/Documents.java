package dev.callboard.docs.search;

import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An index in memory. */
final class Documents implements DocumentSink {
  private final Map<String, SearchDocument> byId = new TreeMap<>();

  Set<String> ids() {
    return byId.keySet();
  }

  SearchDocument get(String id) {
    return byId.get(id);
  }

  @Override
  public void put(SearchDocument document) {
    byId.put(document.id(), document);
  }

  @Override
  public void remove(String id) {
    byId.remove(id);
  }

  @Override
  public void removeGroup(String group) {
    byId.values().removeIf(each -> each.group().orElse("").equals(group));
  }
}
