package dev.callboard.catalog.index;

/** Compares documents of different segments. */
interface DocOrder {
  int compare(int segment, int doc, int otherSegment, int otherDoc);
}
