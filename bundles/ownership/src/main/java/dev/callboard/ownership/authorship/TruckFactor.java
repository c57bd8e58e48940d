package dev.callboard.ownership.authorship;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many people have to leave until more than half of the files have no author left: the author
 * of the most files goes first. Source as {@link FileHistory}.
 */
public final class TruckFactor {
  private TruckFactor() {}

  /**
   * Returns the number; 0 when half of the files have no author already.
   *
   * @param files the authors of each file, empty sets among them
   */
  public static int of(Collection<Set<String>> files) {
    Map<String, Integer> authored = new HashMap<>();
    files.forEach(authors -> authors.forEach(each -> authored.merge(each, 1, Integer::sum)));
    List<String> byFiles =
        authored.keySet().stream()
            .sorted(
                Comparator.comparing((String each) -> -authored.get(each))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Set<String> gone = new HashSet<>();
    for (String next : byFiles) {
      if (isLost(files, gone)) {
        break;
      }
      gone.add(next);
    }
    return gone.size();
  }

  /** Returns whether more than half of the files have only authors that are gone. */
  static boolean isLost(Collection<Set<String>> files, Set<String> gone) {
    long orphaned = files.stream().filter(gone::containsAll).count();
    return orphaned * 2 > files.size();
  }

  /**
   * Returns the Herfindahl-Hirschman index of authorship, from near 0 for many equal authors to 1
   * for a single one. A file with several authors counts for each in equal parts.
   */
  public static double concentration(Collection<Set<String>> files) {
    Map<String, Double> shares = new HashMap<>();
    double total = 0;
    for (Set<String> authors : files) {
      authors.forEach(each -> shares.merge(each, 1.0 / authors.size(), Double::sum));
      total += authors.isEmpty() ? 0 : 1;
    }
    double all = total;
    return shares.values().stream().mapToDouble(share -> share / all * (share / all)).sum();
  }
}
