package dev.callboard.catalog.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The values of each document: a column turned round. */
final class ForwardValues {
  private final int[] starts;
  private final int[] values;

  private ForwardValues(int[] starts, int[] values) {
    this.starts = starts;
    this.values = values;
  }

  static ForwardValues of(Column column) {
    int[] starts = new int[column.docCount() + 1];
    for (int at = 0; at < column.postings(); at++) {
      starts[column.doc(at) + 1]++;
    }
    for (int doc = 0; doc < column.docCount(); doc++) {
      starts[doc + 1] += starts[doc];
    }
    int[] next = Arrays.copyOf(starts, column.docCount());
    int[] values = new int[column.postings()];
    for (int value = 0; value < column.values(); value++) {
      for (int at = column.from(value); at < column.from(value + 1); at++) {
        values[next[column.doc(at)]++] = value;
      }
    }
    return new ForwardValues(starts, values);
  }

  void of(int doc, IntConsumer value) {
    for (int at = starts[doc]; at < starts[doc + 1]; at++) {
      value.accept(values[at]);
    }
  }
}
