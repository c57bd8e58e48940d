package dev.callboard.scaffolder.template.filter;

import java.util.Comparator;

/**
 * Sorts stably, and is content with an order that contradicts itself, as mixed values have one;
 * Java's own sort refuses such an order. Short lists are sorted by insertion, as JavaScript engines
 * do it, so that the result is theirs also then.
 */
final class Sorting {
  private static final int SHORT = 32;

  private final Object[] items;
  private final Object[] spare;
  private final Comparator<Object> order;

  private Sorting(Object[] items, Comparator<Object> order) {
    this.items = items;
    this.spare = new Object[items.length];
    this.order = order;
  }

  static void sort(Object[] items, Comparator<Object> order) {
    Sorting sorting = new Sorting(items, order);
    if (items.length <= SHORT) {
      sorting.insert();
      return;
    }
    sorting.merge(0, items.length);
  }

  private void insert() {
    for (int start = run(); start < items.length; start++) {
      Object item = items[start];
      int left = 0;
      int right = start;
      while (left < right) {
        int middle = (left + right) >>> 1;
        if (order.compare(item, items[middle]) < 0) {
          right = middle;
        } else {
          left = middle + 1;
        }
      }
      System.arraycopy(items, left, items, left + 1, start - left);
      items[left] = item;
    }
  }

  /** How many items at the beginning are in order; those in strictly falling order are turned. */
  private int run() {
    if (items.length < 2) {
      return items.length;
    }
    boolean falls = order.compare(items[1], items[0]) < 0;
    int end = 2;
    while (end < items.length && order.compare(items[end], items[end - 1]) < 0 == falls) {
      end++;
    }
    if (falls) {
      for (int i = 0; i < end / 2; i++) {
        Object item = items[i];
        items[i] = items[end - 1 - i];
        items[end - 1 - i] = item;
      }
    }
    return end;
  }

  private void merge(int start, int end) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    merge(start, middle);
    merge(middle, end);
    System.arraycopy(items, start, spare, start, end - start);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takesLeft =
          right >= end || (left < middle && order.compare(spare[left], spare[right]) <= 0);
      items[i] = takesLeft ? spare[left++] : spare[right++];
    }
  }
}
