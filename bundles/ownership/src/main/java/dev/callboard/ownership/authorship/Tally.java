package dev.callboard.ownership.authorship;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts for the folder of one entity. Not thread-safe. */
final class Tally {
  private final List<FileHistory> files = new ArrayList<>();
  private final Map<String, Integer> commits = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();

  void file(FileHistory file) {
    files.add(file);
  }

  void commit(String person, long millis) {
    commits.merge(person, 1, Integer::sum);
    last.merge(person, millis, Math::max);
  }

  Summary summary() {
    Collection<Set<String>> authors =
        files.stream().filter(FileHistory::isKnown).map(FileHistory::authors).toList();
    Map<String, Double> authored = new HashMap<>();
    authors.forEach(
        each -> each.forEach(one -> authored.merge(one, 1.0 / each.size(), Double::sum)));
    Set<String> people = new HashSet<>(commits.keySet());
    people.addAll(authored.keySet());
    List<Contribution> all =
        people.stream()
            .sorted()
            .map(
                each ->
                    new Contribution(
                        each,
                        commits.getOrDefault(each, 0),
                        authored.getOrDefault(each, 0.0),
                        last.getOrDefault(each, 0L)))
            .toList();
    return new Summary(
        all, authors.size(), TruckFactor.of(authors), TruckFactor.concentration(authors));
  }
}
