package dev.callboard.catalog.index;

import java.util.Comparator;

/** Orders texts as the bytes of their UTF-8 forms are ordered. */
enum Utf8Order implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        // A surrogate stands for a code point above all others.
        boolean leftHigh = Character.isSurrogate(left);
        return leftHigh == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : leftHigh ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
