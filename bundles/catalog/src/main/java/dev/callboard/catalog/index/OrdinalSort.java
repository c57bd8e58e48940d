package dev.callboard.catalog.index;

/**
 * Sorts the numbers of texts by the texts, without boxing: most comparisons are decided by the
 * first eight bytes.
 */
final class OrdinalSort {
  private OrdinalSort() {}

  static int[] sort(ByteStrings texts) {
    int[] ordinals = new int[texts.size()];
    long[] prefixes = new long[texts.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = i;
      prefixes[i] = texts.prefix(i);
    }
    sort(ordinals.clone(), ordinals, 0, ordinals.length, texts, prefixes);
    return ordinals;
  }

  private static void sort(
      int[] from, int[] to, int start, int end, ByteStrings texts, long[] prefixes) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    sort(to, from, start, middle, texts, prefixes);
    sort(to, from, middle, end, texts, prefixes);
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takeLeft =
          right >= end || (left < middle && compare(from[left], from[right], texts, prefixes) <= 0);
      to[at] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static int compare(int a, int b, ByteStrings texts, long[] prefixes) {
    int byPrefix = Long.compareUnsigned(prefixes[a], prefixes[b]);
    return byPrefix != 0 ? byPrefix : texts.compare(a, texts, b);
  }
}
