package dev.callboard.supply.chain.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which ids mean the same vulnerability: the closure of what documents and advisories say. Not
 * thread-safe.
 */
final class Aliases {
  private final Map<String, String> parents = new HashMap<>();

  /** Says that two ids mean the same. */
  void same(String one, String other) {
    String a = root(one);
    String b = root(other);
    if (!a.equals(b)) {
      parents.put(a, b);
    }
  }

  private String root(String id) {
    String at = id;
    while (true) {
      String next = parents.getOrDefault(at, at);
      if (next.equals(at)) {
        break;
      }
      at = next;
    }
    parents.put(id, at);
    return at;
  }

  /** Returns the ids that mean the same as this one, itself included. */
  Map<String, Set<String>> groups(Collection<String> ids) {
    ids.forEach(this::root);
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String id : new ArrayList<>(parents.keySet())) {
      groups.computeIfAbsent(root(id), key -> new TreeSet<>()).add(id);
    }
    Map<String, Set<String>> byId = new LinkedHashMap<>();
    ids.forEach(id -> byId.put(id, groups.get(root(id))));
    return byId;
  }

  /** Returns the id that people know best: a CVE, else a GHSA, else the first. */
  static String best(Collection<String> ids) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(ids));
    for (String start : List.of("CVE-", "GHSA-")) {
      for (String id : sorted) {
        if (id.startsWith(start)) {
          return id;
        }
      }
    }
    return sorted.get(0);
  }
}
