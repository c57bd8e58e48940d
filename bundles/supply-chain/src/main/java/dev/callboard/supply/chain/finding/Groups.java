package dev.callboard.supply.chain.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings together what means the same vulnerability of one entity. */
final class Groups {
  private Groups() {}

  static List<Group> of(Collection<Seen> seen, List<Said> said, KnownAliases known) {
    if (seen.isEmpty()) {
      return List.of();
    }
    Aliases aliases = new Aliases();
    Set<String> ids = new LinkedHashSet<>();
    for (Seen each : seen) {
      link(aliases, ids, each.vulnerability(), each.aliases());
    }
    for (Said each : said) {
      link(aliases, ids, each.vulnerability(), each.aliases());
    }
    known.tell(aliases, ids);
    Map<String, Set<String>> groupOf = aliases.groups(ids);
    Map<Set<String>, List<Seen>> bySeen = new LinkedHashMap<>();
    for (Seen each : seen) {
      bySeen.computeIfAbsent(groupOf.get(each.vulnerability()), key -> new ArrayList<>()).add(each);
    }
    List<Group> groups = new ArrayList<>();
    bySeen.forEach(
        (all, ofGroup) ->
            groups.add(
                new Group(
                    all,
                    ofGroup,
                    said.stream().filter(one -> all.contains(one.vulnerability())).toList())));
    return groups;
  }

  private static void link(Aliases aliases, Set<String> ids, String id, List<String> others) {
    ids.add(id);
    for (String other : others) {
      ids.add(other);
      aliases.same(id, other);
    }
  }
}
