package dev.callboard.search.query;

import dev.callboard.search.follow.SearchView;
import dev.callboard.search.index.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** The part of the index that a caller may search, at one moment. To be closed, else files stay. */
final class Selection implements AutoCloseable {
  private final MultiReader reader;
  private final IndexSearcher searcher;
  private final List<String> typeOfPart = new ArrayList<>();
  private final Map<Object, Access> accessOfPart = new HashMap<>();
  private boolean restricted;

  /**
   * Makes a selection.
   *
   * @param access what may be seen, by type
   */
  Selection(SearchView view, Map<String, Access> access) throws IOException {
    Map<String, DirectoryReader> readers = view.readers();
    for (Map.Entry<String, DirectoryReader> type : readers.entrySet()) {
      Access own = access.get(type.getKey());
      restricted |= !own.all();
      for (LeafReaderContext leaf : type.getValue().leaves()) {
        typeOfPart.add(type.getKey());
        accessOfPart.put(VisibleQuery.part(leaf.reader()), own);
      }
    }
    reader = new MultiReader(readers.values().toArray(IndexReader[]::new), false);
    searcher = new IndexSearcher(reader);
    // What callers ask differs, and what is kept would have to be thrown away with each change.
    searcher.setQueryCache(null);
  }

  /** Lets go of the index, whose files could not be deleted before. */
  @Override
  public void close() throws IOException {
    reader.close();
  }

  IndexSearcher searcher() {
    return searcher;
  }

  /** Returns what finds all that the caller may see, empty for everything. */
  Optional<Query> visible(JudgedDocuments judged, JudgeBudget budget) {
    return restricted
        ? Optional.of(new VisibleQuery(accessOfPart, judged, budget))
        : Optional.empty();
  }

  /** Returns how many of the documents found each type has. */
  Map<String, Integer> byType(FoundDocuments found) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
      counts.merge(typeOfPart.get(part.ord), found.count(part), Integer::sum);
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Returns what callers are shown of documents. */
  List<SearchAnswer.Hit> read(List<ScoreDoc> documents) throws IOException {
    List<SearchAnswer.Hit> hits = new ArrayList<>(documents.size());
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (ScoreDoc document : documents) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document.doc, leaves));
      BinaryDocValues content = leaf.reader().getBinaryDocValues(Fields.CONTENT);
      if (!content.advanceExact(document.doc - leaf.docBase)) {
        throw new IOException("a document of the search index has no content");
      }
      var value = content.binaryValue();
      byte[] copy = new byte[value.length];
      System.arraycopy(value.bytes, value.offset, copy, 0, value.length);
      hits.add(new SearchAnswer.Hit(typeOfPart.get(leaf.ord), copy));
    }
    return hits;
  }
}
