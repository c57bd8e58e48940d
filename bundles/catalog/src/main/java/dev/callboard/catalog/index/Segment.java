package dev.callboard.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * A part of the index that never changes: documents numbered from 0 in the order of their uids, a
 * {@link Column} per key, and the JSON as it is served. Which of its documents are still live is
 * known to the {@link Snapshot} only. Thread-safe. Bitmaps given out may be shared: never change
 * them.
 */
public final class Segment {
  private final long[] uidHigh;
  private final long[] uidLow;
  private final byte[][] json;
  private final List<List<String>> parents;
  private final Column refs;
  private final Map<String, Column> columns;
  private final Map<String, Column> items;
  private final RoaringBitmap all;
  private final KeptBitmaps kept;

  Segment(
      long[] uidHigh,
      long[] uidLow,
      byte[][] json,
      List<List<String>> parents,
      Column refs,
      Map<String, Column> columns,
      Map<String, Column> items) {
    this.uidHigh = uidHigh;
    this.uidLow = uidLow;
    this.json = json;
    this.parents = parents;
    this.refs = refs;
    this.columns = columns;
    this.items = items;
    this.all = RoaringBitmap.bitmapOfRange(0, json.length);
    this.kept = new KeptBitmaps(json.length);
  }

  /** Returns how many documents there are, dead ones included. */
  public int size() {
    return json.length;
  }

  /** Returns all documents. */
  public RoaringBitmap all() {
    return all;
  }

  /**
   * Returns the documents that meet a condition, and remembers them for a while.
   *
   * @param condition what they are remembered by
   * @param search finds them the first time
   */
  public RoaringBitmap kept(Object condition, Supplier<RoaringBitmap> search) {
    return kept.get(condition, search);
  }

  /** Returns the documents that have a key, be its value null. */
  public RoaringBitmap exists(String key) {
    Column column = columns.get(key);
    RoaringBitmap found = column == null ? null : column.exists();
    return or(found, items(key));
  }

  /** Returns the documents that have the key with one of the values, given in lower case. */
  public RoaringBitmap anyOf(String key, Collection<String> values) {
    Column column = columns.get(key);
    RoaringBitmap found = null;
    if (column != null) {
      IntList numbers = new IntList();
      for (String value : values) {
        column.find(value.getBytes(UTF_8), numbers::add);
      }
      found = column.union(numbers);
    }
    return values.contains("true") ? or(found, items(key)) : or(found, null);
  }

  /** Returns the documents that have the key with a value that starts so, in lower case. */
  public RoaringBitmap startingWith(String key, String prefix) {
    byte[] bytes = prefix.getBytes(UTF_8);
    Column column = column(key);
    return column == null ? or(null, null) : where(column, i -> startsWith(column, i, bytes));
  }

  private static boolean startsWith(Column column, int value, byte[] prefix) {
    return column.lowers().startsWith(value, prefix);
  }

  /** Returns the documents that have the key with a value that contains the term, in lower case. */
  public RoaringBitmap containing(String key, String term) {
    Column column = column(key);
    if (column == null) {
      return or(null, null);
    }
    IntList found = new IntList();
    column.lowers().containing(term.getBytes(UTF_8), found::add);
    return column.union(found);
  }

  /** Returns the documents that have the key with a value that is not null. */
  public RoaringBitmap valued(String key) {
    Column column = column(key);
    return column == null ? or(null, null) : column.valued();
  }

  /** Returns the column of a key, made up for the key of a list's item; null when there is none. */
  Column column(String key) {
    Column column = columns.get(key);
    RoaringBitmap items = items(key);
    if (items == null) {
      return column;
    }
    ColumnBuilder builder = new ColumnBuilder();
    if (column != null) {
      int[] same = new int[size()];
      for (int doc = 0; doc < same.length; doc++) {
        same[doc] = doc;
      }
      builder.addAll(column, same);
    }
    RoaringBitmap more =
        column == null ? items : RoaringBitmap.andNot(items, anyOfColumn(column, "true"));
    byte[] text = "true".getBytes(UTF_8);
    more.forEach((int doc) -> builder.add(text, false, doc));
    return builder.build(size());
  }

  /** Returns whether the key is that of a list's item, for which there is no column. */
  boolean hasItems(String key) {
    return items(key) != null;
  }

  Map<String, Column> columns() {
    return columns;
  }

  Map<String, Column> items() {
    return items;
  }

  Column refs() {
    return refs;
  }

  byte[] json(int doc) {
    return json[doc];
  }

  List<String> parents(int doc) {
    return parents.get(doc);
  }

  String ref(int doc) {
    return refs.originalText(doc);
  }

  UUID uid(int doc) {
    return new UUID(uidHigh[doc], uidLow[doc]);
  }

  /** Returns the document of a reference, or -1. */
  int byRef(String ref) {
    int[] found = {-1};
    refs.find(ref.getBytes(UTF_8), value -> found[0] = refs.doc(refs.from(value)));
    return found[0];
  }

  /** Returns the document of a uid, or -1. */
  int byUid(UUID uid) {
    int doc = countBefore(uid, false);
    return doc < size() && compareUid(doc, uid) == 0 ? doc : -1;
  }

  /** Returns how many documents have a smaller uid, or an equal one when inclusive. */
  int countBefore(UUID uid, boolean inclusive) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = compareUid(middle, uid);
      if (compared < 0 || (inclusive && compared == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int compareUid(int doc, UUID uid) {
    return compare(
        uidHigh[doc], uidLow[doc], uid.getMostSignificantBits(), uid.getLeastSignificantBits());
  }

  int compareUid(int doc, Segment other, int otherDoc) {
    return compare(uidHigh[doc], uidLow[doc], other.uidHigh[otherDoc], other.uidLow[otherDoc]);
  }

  /** Compares as the texts of the uids compare; {@link UUID#compareTo} is signed. */
  static int compare(long high, long low, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high, otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
  }

  /** Tries each dot as the end of a list's path: there is no column per item. */
  private RoaringBitmap items(String key) {
    RoaringBitmap found = null;
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      Column column = items.get(key.substring(0, dot));
      if (column != null) {
        RoaringBitmap here = anyOfColumn(column, key.substring(dot + 1));
        if (!here.isEmpty()) {
          found = found == null ? here : RoaringBitmap.or(found, here);
        }
      }
    }
    return found;
  }

  private static RoaringBitmap anyOfColumn(Column column, String value) {
    IntList numbers = new IntList();
    column.find(value.getBytes(UTF_8), numbers::add);
    return column.union(numbers);
  }

  private static RoaringBitmap where(Column column, IntPredicate value) {
    IntList found = new IntList();
    for (int i = 0; i < column.values(); i++) {
      if (value.test(i)) {
        found.add(i);
      }
    }
    return column.union(found);
  }

  private static RoaringBitmap or(RoaringBitmap a, RoaringBitmap b) {
    if (a == null || b == null) {
      return a != null ? a : b != null ? b : new RoaringBitmap();
    }
    return RoaringBitmap.or(a, b);
  }
}
