package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;

/** Immutable texts, numbered from 0, as UTF-8 in one array. Compared byte by byte, unsigned. */
final class ByteStrings {
  /** Random per process, so that texts with equal hashes cannot be prepared. */
  private static final int SEED = ThreadLocalRandom.current().nextInt() | 1;

  private final byte[] bytes;
  private final int[] ends;

  ByteStrings(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  int size() {
    return ends.length;
  }

  String text(int i) {
    int start = start(i);
    return new String(bytes, start, ends[i] - start, UTF_8);
  }

  byte[] copy(int i) {
    return Arrays.copyOfRange(bytes, start(i), ends[i]);
  }

  boolean equal(int i, byte[] other) {
    return Arrays.equals(bytes, start(i), ends[i], other, 0, other.length);
  }

  int compare(int i, byte[] other) {
    return Arrays.compareUnsigned(bytes, start(i), ends[i], other, 0, other.length);
  }

  int compare(int i, ByteStrings others, int j) {
    return Arrays.compareUnsigned(
        bytes, start(i), ends[i], others.bytes, others.start(j), others.ends[j]);
  }

  boolean startsWith(int i, byte[] prefix) {
    int start = start(i);
    return ends[i] - start >= prefix.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  int hash(int i) {
    return hash(bytes, start(i), ends[i]);
  }

  /** Returns the first eight bytes as a number that sorts, unsigned, as the text does. */
  long prefix(int i) {
    long prefix = 0;
    int start = start(i);
    int end = Math.min(ends[i], start + 8);
    for (int at = start; at < end; at++) {
      prefix |= (bytes[at] & 0xffL) << (56 - 8 * (at - start));
    }
    return prefix;
  }

  /** Tells the number of each text that contains the term. */
  void containing(byte[] term, IntConsumer found) {
    if (term.length == 0) {
      for (int i = 0; i < ends.length; i++) {
        found.accept(i);
      }
      return;
    }
    // One pass over all the bytes (Horspool's algorithm); which text a hit lies in is found by
    // moving along.
    int[] skip = new int[256];
    Arrays.fill(skip, term.length);
    for (int i = 0; i < term.length - 1; i++) {
      skip[term[i] & 0xff] = term.length - 1 - i;
    }
    int current = 0;
    int end = term.length - 1;
    byte last = term[end];
    for (int at = end; at < bytes.length; at += skip[bytes[at] & 0xff]) {
      if (bytes[at] != last || !matches(at - end, term)) {
        continue;
      }
      while (ends[current] <= at - end) {
        current++;
      }
      if (at < ends[current]) {
        found.accept(current);
        // The rest of a text that has been found does not matter.
        at = Math.max(at, ends[current] - 1);
      }
    }
  }

  private boolean matches(int at, byte[] term) {
    for (int i = 0; i < term.length - 1; i++) {
      if (bytes[at + i] != term[i]) {
        return false;
      }
    }
    return true;
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  static int hash(byte[] bytes, int start, int end) {
    int hash = SEED;
    for (int i = start; i < end; i++) {
      hash = (hash ^ bytes[i]) * 0x85ebca6b;
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
