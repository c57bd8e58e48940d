package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
  /** An advisory that leads to another one that leads to a third is the most there is. */
  private static final int ROUNDS = 4;

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

  /** Adds what the imported advisories say about the ids. */
  void learn(Connection c, Collection<String> ids) throws SQLException {
    Set<String> known = new HashSet<>();
    Set<String> open = new HashSet<>(ids);
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      known.addAll(open);
      Set<String> more = new HashSet<>();
      for (String[] pair :
          Sql.in(
              c,
              row -> new String[] {row.getString(1), row.getString(2)},
              "SELECT b.advisory_id, b.alias FROM advisory_alias a JOIN advisory_alias b"
                  + " ON b.advisory_id = a.advisory_id WHERE a.alias IN (??)",
              open)) {
        same(pair[0], pair[1]);
        more.add(pair[1]);
      }
      more.removeAll(known);
      open = more;
    }
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
