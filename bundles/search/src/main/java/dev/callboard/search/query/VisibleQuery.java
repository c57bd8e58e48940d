package dev.callboard.search.query;

import dev.callboard.search.index.Fields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * The documents that a caller may see. Being a part of the query, it makes counts exact. Asks once
 * for each resource among the documents that match otherwise, and remembers the answer for as long
 * as it holds.
 */
final class VisibleQuery extends Query {
  private static final byte VISIBLE = 1;
  private static final byte HIDDEN = 2;

  private final Map<Object, Access> byPart;
  private final JudgedDocuments judged;
  private final JudgeBudget budget;

  /** What must not be kept is found out once for this search. */
  private final Map<Object, byte[]> once = new HashMap<>();

  /**
   * Makes a query.
   *
   * @param byPart what may be seen of each part of the index
   */
  VisibleQuery(Map<Object, Access> byPart, JudgedDocuments judged, JudgeBudget budget) {
    this.byPart = byPart;
    this.judged = judged;
    this.budget = budget;
  }

  /** Returns what tells a part of the index from the others. */
  static Object part(LeafReader reader) {
    return reader.getCoreCacheHelper().getKey();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public Scorer scorer(LeafReaderContext context) throws IOException {
        Access access = byPart.get(part(context.reader()));
        DocIdSetIterator all = DocIdSetIterator.all(context.reader().maxDoc());
        return access.all()
            ? new ConstantScoreScorer(this, score(), mode, all)
            : new ConstantScoreScorer(this, score(), mode, visible(context.reader(), access, all));
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  private TwoPhaseIterator visible(LeafReader reader, Access access, DocIdSetIterator all)
      throws IOException {
    SortedDocValues resources = DocValues.getSorted(reader, Fields.RESOURCE);
    int count = resources.getValueCount();
    byte[] known =
        access.key() == null
            ? once.computeIfAbsent(part(reader), part -> new byte[count])
            : judged.of(access.key(), part(reader), count);
    // What is deleted must not be asked for.
    Bits live = reader.getLiveDocs();
    return new TwoPhaseIterator(all) {
      @Override
      public boolean matches() throws IOException {
        // What no resource decides on is for those without conditions.
        int document = approximation.docID();
        if ((live != null && !live.get(document)) || !resources.advanceExact(document)) {
          return false;
        }
        int resource = resources.ordValue();
        if (known[resource] == 0) {
          if (!budget.isLeft()) {
            return false;
          }
          String ref = resources.lookupOrd(resource).utf8ToString();
          known[resource] = access.judge().test(ref) ? VISIBLE : HIDDEN;
        }
        return known[resource] == VISIBLE;
      }

      @Override
      public float matchCost() {
        return 20;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "visible";
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
