package dev.callboard.search.query;

import java.util.function.Predicate;

/**
 * What a caller may see of a type.
 *
 * @param key two with equal keys judge alike; null when what was judged must not be kept
 * @param judge tells whether a resource may be seen; null when all may
 */
record Access(Object key, Predicate<String> judge) {
  static final Access ALL = new Access(null, null);

  boolean all() {
    return judge == null;
  }
}
