package dev.callboard.search.query;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * The documents that a query found, found once: they are counted, ranked and counted by their
 * values. A query itself, good for the searcher that it was made with.
 */
final class FoundDocuments extends Query {
  private final FixedBitSet[] byPart;
  private final int[] counts;
  private final int total;

  private FoundDocuments(FixedBitSet[] byPart, int[] counts, int total) {
    this.byPart = byPart;
    this.counts = counts;
    this.total = total;
  }

  /** Runs a query. */
  static FoundDocuments of(IndexSearcher searcher, Query query) throws IOException {
    List<LeafReaderContext> parts = searcher.getIndexReader().leaves();
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    FixedBitSet[] found = new FixedBitSet[parts.size()];
    int[] counts = new int[found.length];
    int total = 0;
    for (LeafReaderContext part : parts) {
      Scorer scorer = weight.scorer(part);
      if (scorer == null) {
        continue;
      }
      FixedBitSet bits = new FixedBitSet(part.reader().maxDoc());
      bits.or(scorer.iterator());
      Bits live = part.reader().getLiveDocs();
      if (live != null) {
        bits.and(FixedBitSet.copyOf(live));
      }
      int count = bits.cardinality();
      found[part.ord] = bits;
      counts[part.ord] = count;
      total += count;
    }
    return new FoundDocuments(found, counts, total);
  }

  /** Returns how many there are. */
  int total() {
    return total;
  }

  /** Returns how many there are in a part of the index. */
  int count(LeafReaderContext part) {
    return counts[part.ord];
  }

  /** Returns those of a part of the index. */
  DocIdSetIterator in(LeafReaderContext part) {
    return counts[part.ord] == 0
        ? DocIdSetIterator.empty()
        : new BitSetIterator(byPart[part.ord], counts[part.ord]);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public Scorer scorer(LeafReaderContext part) {
        return counts[part.ord] == 0
            ? null
            : new ConstantScoreScorer(this, score(), mode, in(part));
      }

      @Override
      public boolean isCacheable(LeafReaderContext part) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return total + " documents";
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
