package dev.callboard.catalog.ingest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the catalog has to serve, as simply as it can be said: each file and each provider claims
 * references with an owner each, and whoever has one keeps it while he claims it.
 */
final class ModelCatalog {
  /** A file: its components with their owners, an empty one being wrong; null when it is broken. */
  final Map<String, Map<String, String>> files = new TreeMap<>();

  /** A root: the files that it lists. */
  final Map<String, Set<String>> roots = new TreeMap<>();

  /** A provider: its components with their owners. */
  final Map<String, Map<String, String>> providers = new TreeMap<>();

  /** Who has a reference, and the owner that it is served with. */
  record Held(String claimant, String owner) {}

  /** What was served when everything had been read last. */
  Map<String, Held> held = new HashMap<>();

  /** The references that each root got from each file then. */
  private Map<String, Map<String, Set<String>>> edges = new HashMap<>();

  /** Returns who claims what, with what owner: empty for one who keeps what was served before. */
  Map<String, Map<String, String>> claims() {
    Map<String, Map<String, String>> claims = new TreeMap<>();
    roots.forEach(
        (root, listed) ->
            listed.forEach(file -> claims.merge(file, claims(root, file), this::all)));
    claims.putAll(providers);
    return claims;
  }

  private Map<String, String> all(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  private Map<String, String> claims(String root, String file) {
    Map<String, String> content = files.get(file);
    if (content != null) {
      return content;
    }
    Map<String, String> kept = new LinkedHashMap<>();
    edges.getOrDefault(root, Map.of()).getOrDefault(file, Set.of()).forEach(n -> kept.put(n, ""));
    return kept;
  }

  /** Takes down what is served now. */
  void settle(Map<String, Held> now) {
    Map<String, Map<String, Set<String>>> next = new HashMap<>();
    roots.forEach(
        (root, listed) -> {
          for (String file : listed) {
            Set<String> mine = new LinkedHashSet<>(claims(root, file).keySet());
            mine.removeIf(name -> !now.containsKey(name) || !now.get(name).claimant.equals(file));
            next.computeIfAbsent(root, key -> new HashMap<>()).put(file, mine);
          }
        });
    edges = next;
    held = now;
  }

  /**
   * Returns what is wrong with what is served, empty when nothing is.
   *
   * @param now what is served
   */
  Set<String> faults(Map<String, Held> now) {
    Set<String> faults = new TreeSet<>();
    Map<String, Map<String, String>> claims = claims();
    Set<String> names = new TreeSet<>(now.keySet());
    claims.values().forEach(each -> names.addAll(each.keySet()));
    for (String name : names) {
      fault(name, now.get(name), claims, faults);
    }
    return faults;
  }

  /**
   * A file that one root gives up before another one lists it may lose what it had. So it does when
   * the other one has listed it only since it cannot be read.
   */
  private boolean isStillListed(String file, String name) {
    return roots.entrySet().stream()
        .anyMatch(
            root ->
                root.getValue().contains(file)
                    && edges
                        .getOrDefault(root.getKey(), Map.of())
                        .getOrDefault(file, Set.of())
                        .contains(name));
  }

  private void fault(
      String name, Held served, Map<String, Map<String, String>> claims, Set<String> faults) {
    Map<String, String> claimants = new TreeMap<>();
    claims.forEach(
        (who, what) -> {
          if (what.containsKey(name)) {
            claimants.put(who, what.get(name));
          }
        });
    Held before = held.get(name);
    boolean right = claimants.values().stream().anyMatch(owner -> !owner.isEmpty());
    boolean kept =
        before != null
            && claimants.containsKey(before.claimant)
            && (providers.containsKey(before.claimant) || isStillListed(before.claimant, name));
    if (served == null) {
      if (right || kept) {
        faults.add(name + " is missing, claimed by " + claimants + ", before " + before);
      }
      return;
    }
    if (claimants.isEmpty()) {
      faults.add(name + " is served and nobody claims it: " + served);
      return;
    }
    if (!claimants.containsKey(served.claimant)) {
      faults.add(name + " is served from " + served + ", but is claimed by " + claimants);
      return;
    }
    String owner = claimants.get(served.claimant);
    if (!owner.isEmpty() && !owner.equals(served.owner)) {
      faults.add(name + " is served as " + served + ", but ought to be owned by " + owner);
    }
    if (kept && !before.claimant.equals(served.claimant)) {
      faults.add(name + " went from " + before + " to " + served + ", which had it and claims it");
    }
    if (owner.isEmpty() && kept && !before.owner.equals(served.owner)) {
      faults.add(name + " lost its last good form " + before + ": " + served);
    }
  }

  @Override
  public String toString() {
    return "files " + files + ", roots " + roots + ", providers " + providers + ", held " + held;
  }
}
