package dev.callboard.search.query;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.DocIdSetBuilder;
import org.apache.lucene.util.StringHelper;

/**
 * The documents that have a word that begins so. Lucene's own query for it makes an automaton each
 * time, which takes longer than the walk through the words.
 */
final class BeginsQuery extends Query {
  private final String field;
  private final BytesRef prefix;

  BeginsQuery(String field, String prefix) {
    this.field = field;
    this.prefix = new BytesRef(prefix);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public Scorer scorer(LeafReaderContext context) throws IOException {
        DocIdSetIterator documents = documents(context);
        return documents == null ? null : new ConstantScoreScorer(this, score(), mode, documents);
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return true;
      }
    };
  }

  private DocIdSetIterator documents(LeafReaderContext context) throws IOException {
    Terms terms = context.reader().terms(field);
    if (terms == null) {
      return null;
    }
    TermsEnum words = terms.iterator();
    if (words.seekCeil(prefix) == TermsEnum.SeekStatus.END || !begins(words)) {
      return null;
    }
    PostingsEnum first = words.postings(null, PostingsEnum.NONE);
    if (words.next() == null || !begins(words)) {
      return first;
    }
    DocIdSetBuilder found = new DocIdSetBuilder(context.reader().maxDoc(), terms);
    found.add(first);
    PostingsEnum next = null;
    do {
      next = words.postings(next, PostingsEnum.NONE);
      found.add(next);
    } while (words.next() != null && begins(words));
    return found.build().iterator();
  }

  private boolean begins(TermsEnum words) throws IOException {
    return StringHelper.startsWith(words.term(), prefix);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String unused) {
    return field + ":" + prefix.utf8ToString() + "…";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BeginsQuery that
        && field.equals(that.field)
        && prefix.equals(that.prefix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, prefix);
  }
}
