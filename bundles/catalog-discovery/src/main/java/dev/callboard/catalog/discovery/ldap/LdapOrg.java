package dev.callboard.catalog.discovery.ldap;

import dev.callboard.catalog.api.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes entities of the entries of a directory: who belongs to what is taken from both sides, from
 * {@code memberOf} of the members and from {@code member} of the groups. For one run.
 */
final class LdapOrg {
  private final LdapEntities entities;
  private final List<String> problems = new ArrayList<>();

  /** Something that becomes an entity. */
  private static final class Node {
    private final LdapEntry entry;
    private final LdapQuery query;
    private final String name;
    private final Set<String> groups = new TreeSet<>();
    private final Set<String> children = new TreeSet<>();
    private Optional<String> parent = Optional.empty();

    Node(LdapEntry entry, LdapQuery query, String name) {
      this.entry = entry;
      this.query = query;
      this.name = name;
    }
  }

  /**
   * What a query found.
   *
   * @param query which one
   * @param entries all of them
   */
  record Found(LdapQuery query, List<LdapEntry> entries) {}

  LdapOrg(LdapEntities entities) {
    this.entities = entities;
  }

  /** Returns what is wrong with the directory, such as two entries of one name. */
  List<String> problems() {
    return problems;
  }

  /** Returns the entities, groups first, in the order of their names. */
  List<Entity> build(List<Found> users, List<Found> groups) {
    Map<Object, Node> people = nodes("users", users);
    Map<Object, Node> teams = nodes("groups", groups);
    relate(people, teams);
    setParents(teams.values());
    List<Entity> built = new ArrayList<>();
    for (Node team : sorted(teams)) {
      List<String> children = List.copyOf(team.children);
      built.add(entities.group(team.entry, team.query, team.name, team.parent, children));
    }
    for (Node person : sorted(people)) {
      built.add(entities.user(person.entry, person.query, person.name, List.copyOf(person.groups)));
    }
    return built;
  }

  private static List<Node> sorted(Map<Object, Node> nodes) {
    return nodes.values().stream().sorted(Comparator.comparing(node -> node.name)).toList();
  }

  /** Of several entries with one name the one whose DN comes first counts, at each run the same. */
  private Map<Object, Node> nodes(String what, List<Found> found) {
    Map<String, Node> byName = new HashMap<>();
    Map<Object, Node> byDn = new LinkedHashMap<>();
    List<Map.Entry<LdapEntry, LdapQuery>> all = new ArrayList<>();
    for (Found each : found) {
      each.entries().forEach(entry -> all.add(Map.entry(entry, each.query())));
    }
    all.sort(Comparator.comparing(each -> entities.dn(each.getKey())));
    for (Map.Entry<LdapEntry, LdapQuery> each : all) {
      LdapEntry entry = each.getKey();
      Optional<String> name =
          entry.text(each.getValue().map().get("name")).flatMap(EntityNames::of);
      if (name.isEmpty()) {
        problems.add(
            "'" + entities.dn(entry) + "' of the " + what + " has no name and is left out");
        continue;
      }
      Node node = new Node(entry, each.getValue(), name.get());
      Object key = LdapEntry.key(entities.dn(entry));
      Node other = byName.putIfAbsent(name.get().toLowerCase(Locale.ROOT), node);
      if (other == null) {
        byDn.put(key, node);
      } else if (!LdapEntry.key(entities.dn(other.entry)).equals(key)) {
        problems.add(
            "'"
                + entities.dn(entry)
                + "' and '"
                + entities.dn(other.entry)
                + "' of the "
                + what
                + " are both called '"
                + name.get()
                + "'; only the second one is taken");
      }
    }
    return byDn;
  }

  /** Members that are not among what was found are nobody here. */
  private static void relate(Map<Object, Node> people, Map<Object, Node> teams) {
    for (Node person : people.values()) {
      for (String dn : person.entry.texts(person.query.map().get("memberOf"))) {
        Node team = teams.get(LdapEntry.key(dn));
        if (team != null) {
          person.groups.add(team.name);
        }
      }
    }
    for (Node team : teams.values()) {
      for (String dn : team.entry.texts(team.query.map().get("memberOf"))) {
        Node above = teams.get(LdapEntry.key(dn));
        if (above != null && above != team) {
          above.children.add(team.name);
        }
      }
      for (String dn : team.entry.texts(team.query.map().get("members"))) {
        Object key = LdapEntry.key(dn);
        Node person = people.get(key);
        if (person != null) {
          person.groups.add(team.name);
        }
        Node below = teams.get(key);
        if (below != null && below != team) {
          team.children.add(below.name);
        }
      }
    }
  }

  /** A group has one parent, the first by name, and never one that is below it. */
  private static void setParents(Collection<Node> teams) {
    Map<String, Set<String>> above = new HashMap<>();
    for (Node team : teams) {
      team.children.forEach(
          child -> above.computeIfAbsent(child, name -> new TreeSet<>()).add(team.name));
    }
    Map<String, String> higher = new HashMap<>();
    for (Node team : teams) {
      for (String name : above.getOrDefault(team.name, Set.of())) {
        // A group that has no parent yet is the top of all that is below it.
        if (!top(name, higher).equals(team.name)) {
          team.parent = Optional.of(name);
          higher.put(team.name, name);
          break;
        }
      }
    }
  }

  /**
   * Shortens the way for the next one who asks, so that long chains cost no more than wide ones.
   */
  private static String top(String start, Map<String, String> higher) {
    String top = start;
    for (String next = higher.get(top); next != null; next = higher.get(top)) {
      top = next;
    }
    for (String at = start; !at.equals(top); ) {
      at = higher.put(at, top);
    }
    return top;
  }
}
