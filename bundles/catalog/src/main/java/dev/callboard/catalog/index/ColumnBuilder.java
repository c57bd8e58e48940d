package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;

/** Collects the values of one key. A value counts once per document. */
final class ColumnBuilder {
  private final ByteStringsBuilder values = new ByteStringsBuilder();
  private final IntList lastDocs = new IntList();
  private final IntList postingValues = new IntList();
  private final IntList postingDocs = new IntList();
  private final IntList nulls = new IntList();
  private boolean mixedCase;

  /**
   * Adds a value.
   *
   * @param text in its original case, UTF-8
   * @param mixed whether the text differs from its lower-case form
   * @param doc the document
   */
  void add(byte[] text, boolean mixed, int doc) {
    int value = values.add(text);
    mixedCase |= mixed;
    if (value == lastDocs.size()) {
      lastDocs.add(doc);
    } else if (lastDocs.get(value) == doc) {
      return;
    } else {
      lastDocs.set(value, doc);
    }
    postingValues.add(value);
    postingDocs.add(doc);
  }

  /** Adds a value that can be asked for by existence only. */
  void addNull(int doc) {
    if (nulls.size() == 0 || nulls.get(nulls.size() - 1) != doc) {
      nulls.add(doc);
    }
  }

  /** Adds what another column has, with its documents renumbered; those below 0 are left out. */
  void addAll(Column column, int[] renumbered) {
    for (int value = 0; value < column.values(); value++) {
      byte[] text = null;
      for (int at = column.from(value); at < column.from(value + 1); at++) {
        int doc = renumbered[column.doc(at)];
        if (doc >= 0) {
          text = text == null ? column.original(value) : text;
          add(text, column.mixedCase(), doc);
        }
      }
    }
    for (int doc : column.nulls()) {
      if (renumbered[doc] >= 0) {
        addNull(renumbered[doc]);
      }
    }
  }

  Column build(int docCount) {
    int[] starts = new int[values.size() + 1];
    for (int i = 0; i < postingValues.size(); i++) {
      starts[postingValues.get(i) + 1]++;
    }
    for (int i = 0; i < values.size(); i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, values.size());
    int[] docs = new int[postingDocs.size()];
    for (int i = 0; i < docs.length; i++) {
      docs[next[postingValues.get(i)]++] = postingDocs.get(i);
    }
    sortEach(starts, docs);
    int[] sortedNulls = nulls.toArray();
    Arrays.sort(sortedNulls);
    ByteStrings originals = values.build();
    return new Column(
        originals, mixedCase ? lower(originals) : originals, starts, docs, sortedNulls, docCount);
  }

  /** A merge adds documents of several segments, so they come in order only per segment. */
  private static void sortEach(int[] starts, int[] docs) {
    for (int value = 0; value + 1 < starts.length; value++) {
      for (int at = starts[value] + 1; at < starts[value + 1]; at++) {
        if (docs[at] < docs[at - 1]) {
          Arrays.sort(docs, starts[value], starts[value + 1]);
          break;
        }
      }
    }
  }

  private static ByteStrings lower(ByteStrings originals) {
    int[] ends = new int[originals.size()];
    byte[] bytes = new byte[64];
    int length = 0;
    for (int i = 0; i < ends.length; i++) {
      byte[] text = originals.text(i).toLowerCase(Locale.ROOT).getBytes(UTF_8);
      if (length + text.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + text.length, bytes.length * 2));
      }
      System.arraycopy(text, 0, bytes, length, text.length);
      length += text.length;
      ends[i] = length;
    }
    return new ByteStrings(Arrays.copyOf(bytes, length), ends);
  }
}
