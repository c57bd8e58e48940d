package dev.callboard.search.query;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The documents that have a word with slips of the pen, those of the fifty words that resemble it
 * most. As Lucene's own query for it, which makes several automata for each field; here all fields
 * share one, and long words, whose automaton is dear, have none.
 */
final class ResemblesQuery extends MultiTermQuery {
  private static final int MOST_WORDS = 50;

  private final SlipsOfWord slips;

  ResemblesQuery(String field, SlipsOfWord slips) {
    super(field, new TopTermsBlendedFreqScoringRewrite(MOST_WORDS));
    this.slips = slips;
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource unused) throws IOException {
    return slips.isLong() ? new Walk(terms.iterator(), slips) : intersect(terms);
  }

  private TermsEnum intersect(Terms terms) throws IOException {
    TermsEnum near = terms.intersect(slips.automaton(), null);
    BoostAttribute boost = near.attributes().addAttribute(BoostAttribute.class);
    return new FilteredTermsEnum(near, false) {
      @Override
      protected AcceptStatus accept(BytesRef term) {
        boost.setBoost(slips.likeness(term.utf8ToString()));
        return AcceptStatus.YES;
      }
    };
  }

  /** Looks at every word that begins with the same letter, most of which have another length. */
  private static final class Walk extends FilteredTermsEnum {
    private final SlipsOfWord slips;
    private final BytesRef letter;
    private final BoostAttribute boost;

    Walk(TermsEnum all, SlipsOfWord slips) {
      super(all);
      this.slips = slips;
      letter = new BytesRef(slips.firstLetter());
      boost = all.attributes().addAttribute(BoostAttribute.class);
      setInitialSeekTerm(letter);
    }

    @Override
    protected AcceptStatus accept(BytesRef term) {
      if (!StringHelper.startsWith(term, letter)) {
        return AcceptStatus.END;
      }
      if (!slips.mayHaveBytes(term.length)) {
        return AcceptStatus.NO;
      }
      String word = term.utf8ToString();
      if (!slips.resembles(word)) {
        return AcceptStatus.NO;
      }
      boost.setBoost(slips.likeness(word));
      return AcceptStatus.YES;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String unused) {
    return field + ":" + slips.word() + "~";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResemblesQuery that
        && field.equals(that.field)
        && slips.word().equals(that.slips.word());
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, slips.word());
  }
}
