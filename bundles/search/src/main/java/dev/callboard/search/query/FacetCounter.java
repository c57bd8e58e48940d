package dev.callboard.search.query;

import dev.callboard.search.index.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/** Counts the documents that a query finds by their values. */
final class FacetCounter {
  /** The facet that counts documents by their type. */
  static final String TYPES = "types";

  private static final int MOST_VALUES = 100;

  private FacetCounter() {}

  /** A value and how many documents have it. */
  record Count(String value, int count) {}

  /** Returns for each facet its values, those that most documents have first. */
  static Map<String, List<Count>> count(
      Selection selection, FoundDocuments found, List<String> facets) throws IOException {
    Map<String, List<Count>> sorted = new LinkedHashMap<>();
    for (String facet : facets) {
      Map<String, Integer> counts = new HashMap<>();
      for (LeafReaderContext part : selection.searcher().getIndexReader().leaves()) {
        count(part, found.in(part), facet, counts);
      }
      sorted.put(facet, sorted(counts));
    }
    return sorted;
  }

  private static void count(
      LeafReaderContext leaf, DocIdSetIterator documents, String facet, Map<String, Integer> counts)
      throws IOException {
    SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), Fields.facet(facet));
    int[] byNumber = new int[(int) values.getValueCount()];
    if (byNumber.length == 0) {
      return;
    }
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (values.advanceExact(doc)) {
        for (int i = 0; i < values.docValueCount(); i++) {
          byNumber[(int) values.nextOrd()]++;
        }
      }
    }
    for (int i = 0; i < byNumber.length; i++) {
      if (byNumber[i] > 0) {
        counts.merge(values.lookupOrd(i).utf8ToString(), byNumber[i], Integer::sum);
      }
    }
  }

  /** Returns counts, those of most documents first. */
  static List<Count> sorted(Map<String, Integer> counts) {
    List<Count> sorted = new ArrayList<>();
    counts.forEach((value, count) -> sorted.add(new Count(value, count)));
    sorted.sort(Comparator.comparingInt((Count each) -> -each.count()).thenComparing(Count::value));
    return sorted.size() > MOST_VALUES ? List.copyOf(sorted.subList(0, MOST_VALUES)) : sorted;
  }
}
