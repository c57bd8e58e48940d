package dev.callboard.supply.chain.finding;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which ids mean the same by the imported advisories, as far as some ids lead. Immutable. */
final class KnownAliases {
  /** An advisory that leads to another one that leads to a third is the most there is. */
  private static final int ROUNDS = 4;

  private final Map<String, Set<String>> advisoriesOf = new HashMap<>();
  private final Map<String, Set<String>> idsOf = new HashMap<>();

  private KnownAliases() {}

  static KnownAliases read(Connection c, Collection<String> ids) throws SQLException {
    KnownAliases known = new KnownAliases();
    Set<String> asked = new HashSet<>();
    Set<String> open = new HashSet<>(ids);
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      asked.addAll(open);
      Set<String> more = new HashSet<>();
      Sql.eachIn(
          c,
          row -> new String[] {row.getString(1), row.getString(2)},
          pair -> {
            known.add(pair[0], pair[1]);
            more.add(pair[1]);
          },
          "SELECT DISTINCT b.advisory_id, b.alias FROM advisory_alias a JOIN advisory_alias b"
              + " ON b.advisory_id = a.advisory_id WHERE a.alias IN (??)",
          open);
      more.removeAll(asked);
      open = more;
    }
    return known;
  }

  private void add(String advisory, String id) {
    advisoriesOf.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(advisory);
    idsOf.computeIfAbsent(advisory, key -> new LinkedHashSet<>()).add(id);
  }

  /** Tells what follows for some ids. */
  void tell(Aliases aliases, Collection<String> ids) {
    Set<String> known = new HashSet<>(ids);
    Set<String> open = known;
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      Set<String> more = new LinkedHashSet<>();
      for (String id : open) {
        for (String advisory : advisoriesOf.getOrDefault(id, Set.of())) {
          for (String other : idsOf.get(advisory)) {
            aliases.same(advisory, other);
            more.add(other);
          }
        }
      }
      more.removeAll(known);
      known.addAll(more);
      open = more;
    }
  }
}
