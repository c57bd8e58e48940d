package dev.callboard.search.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that were given lately, for as long as they would be given again: a key names the state
 * of the index, the rights and the search. Bounded by its size. Thread-safe.
 */
final class KeptAnswers {
  private static final int MOST_BYTES = 16 << 20;

  /** What an answer follows from. */
  record Key(SearchQuery query, List<Object> states) {}

  private final LinkedHashMap<Key, byte[]> answers = new LinkedHashMap<>(16, 0.75f, true);
  private final int mostBytes;
  private int bytes;

  KeptAnswers() {
    this(MOST_BYTES);
  }

  /** Creates one that keeps so many bytes. */
  KeptAnswers(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Optional<byte[]> get(Key key) {
    return Optional.ofNullable(answers.get(key));
  }

  synchronized void put(Key key, byte[] answer) {
    byte[] before = answers.put(key, answer);
    bytes += answer.length - (before == null ? 0 : before.length);
    var oldest = answers.entrySet().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      Map.Entry<Key, byte[]> next = oldest.next();
      bytes -= next.getValue().length;
      oldest.remove();
    }
  }
}
