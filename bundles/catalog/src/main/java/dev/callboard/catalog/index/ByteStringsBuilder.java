package dev.callboard.catalog.index;

import java.util.Arrays;

/** Collects distinct texts and numbers them in the order in which they first come. */
final class ByteStringsBuilder {
  private byte[] bytes = new byte[64];
  private int length;
  private int[] ends = new int[8];
  private int size;
  private int[] table = new int[16];

  /** Returns the number of the text, a new one when it has not come before. */
  int add(byte[] text) {
    int slot = ByteStrings.hash(text, 0, text.length) & (table.length - 1);
    while (table[slot] != 0) {
      int known = table[slot] - 1;
      if (Arrays.equals(bytes, start(known), ends[known], text, 0, text.length)) {
        return known;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = append(text) + 1;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  int size() {
    return size;
  }

  ByteStrings build() {
    return new ByteStrings(Arrays.copyOf(bytes, length), Arrays.copyOf(ends, size));
  }

  private int append(byte[] text) {
    int end = Math.addExact(length, text.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(bytes.length * 2L, 1 << 30)));
    }
    System.arraycopy(text, 0, bytes, length, text.length);
    length = end;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size] = end;
    return size++;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int i = 0; i < size; i++) {
      int slot = ByteStrings.hash(bytes, start(i), ends[i]) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
