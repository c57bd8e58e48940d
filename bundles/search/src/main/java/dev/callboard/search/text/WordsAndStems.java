package dev.callboard.search.text;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Folds each word, and puts its stems at the same place when they differ. */
final class WordsAndStems extends TokenFilter {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
  private final Stems stems;
  private final Deque<String> waiting = new ArrayDeque<>();

  WordsAndStems(TokenStream input, Stems stems) {
    super(input);
    this.stems = stems;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!waiting.isEmpty()) {
      set(waiting.poll());
      step.setPositionIncrement(0);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    String lower = term.toString();
    String word = Folding.fold(lower);
    for (int i = 0; i < stems.count(); i++) {
      String stem = stems.stem(i, lower);
      if (!stem.equals(word) && !waiting.contains(stem)) {
        waiting.add(stem);
      }
    }
    set(word);
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    waiting.clear();
  }

  private void set(String text) {
    term.setEmpty().append(text);
  }
}
