package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRow;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells which files are there only because something else is. */
final class ListedSources {
  private ListedSources() {}

  /**
   * Returns the sources of a provider that go unless they are seen again: those that it no longer
   * has, and the files that these and the entities given anew have led to.
   */
  static Set<String> goneWith(
      Map<String, SourceRow> known, Predicate<String> given, Predicate<String> isGone) {
    Set<String> gone = new HashSet<>();
    Set<String> parents = new HashSet<>();
    for (SourceRow row : known.values()) {
      boolean goes = isGone.test(row.sourceKey());
      if (goes) {
        gone.add(row.sourceKey());
      }
      if (goes || given.test(row.sourceKey())) {
        ListedTarget.parse(row.targets()).forEach(target -> parents.add(target.parentRef()));
      }
    }
    boolean more = !parents.isEmpty();
    while (more) {
      more = false;
      for (SourceRow row : known.values()) {
        if (parents.contains(row.parentRef()) && gone.add(row.sourceKey())) {
          ListedTarget.parse(row.targets()).forEach(target -> parents.add(target.parentRef()));
          more = true;
        }
      }
    }
    return gone;
  }
}
