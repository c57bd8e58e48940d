package dev.callboard.catalog.ingest;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a file was processed with: all that comes with the server and its configuration, and what
 * plugins brought.
 *
 * @param base another text whenever the first could give another result
 * @param extensions one text for each of the others; those of kinds begin with {@link #KIND}
 */
record Generation(String base, Set<String> extensions) {
  /** What the text of a kind begins with. */
  static final String KIND = "kind:";

  private static final String SEPARATOR = " ";

  /** Reads what {@link #text} made. */
  static Generation parse(String text) {
    String[] parts = text.split(SEPARATOR);
    return new Generation(parts[0], new TreeSet<>(Arrays.asList(parts).subList(1, parts.length)));
  }

  /** Returns it as one line. */
  String text() {
    return extensions.isEmpty()
        ? base
        : base + SEPARATOR + String.join(SEPARATOR, new TreeSet<>(extensions));
  }

  /** Returns one that depends on something more. */
  Generation with(String more) {
    return new Generation(base + "-" + more, extensions);
  }

  /**
   * Returns whether what was processed with this need not be processed again. What a plugin did
   * stays when it goes, and so it does at a start, when it is yet to come.
   *
   * @param now what it would be processed with
   * @param strict whether kinds that are gone have to be noticed
   */
  boolean serves(Generation now, boolean strict) {
    return base.equals(now.base)
        && extensions.containsAll(now.extensions)
        && (!strict || kinds().equals(now.kinds()));
  }

  private Set<String> kinds() {
    return extensions.stream()
        .filter(each -> each.startsWith(KIND))
        .collect(Collectors.toUnmodifiableSet());
  }
}
