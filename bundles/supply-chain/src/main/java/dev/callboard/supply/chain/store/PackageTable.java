package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.Sql;
import dev.callboard.supply.chain.model.PackageId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of packages. Works in the transaction of the connection, and blocks. */
public final class PackageTable {
  private PackageTable() {}

  private record Known(PackageId pkg, long id) {}

  /** Returns the numbers of packages; new ones get one. */
  public static Map<PackageId, Long> ids(Connection c, Collection<PackageId> packages)
      throws SQLException {
    Set<PackageId> wanted = new LinkedHashSet<>(packages);
    Map<PackageId, Long> ids = find(c, wanted);
    List<PackageId> fresh = wanted.stream().filter(pkg -> !ids.containsKey(pkg)).toList();
    if (fresh.isEmpty()) {
      return ids;
    }
    // Whoever has the numbers is alone; another one may have stored some in the meantime.
    long next = Numbers.take(c, fresh.size());
    ids.putAll(find(c, new LinkedHashSet<>(fresh)));
    List<Object[]> rows = new ArrayList<>();
    for (PackageId pkg : fresh) {
      if (!ids.containsKey(pkg)) {
        rows.add(new Object[] {next, pkg.ecosystem(), pkg.name(), pkg.shortName()});
        ids.put(pkg, next++);
      }
    }
    Sql.batch(c, "INSERT INTO package (id, ecosystem, name, short_name) VALUES (?, ?, ?, ?)", rows);
    return ids;
  }

  private static Map<PackageId, Long> find(Connection c, Set<PackageId> wanted)
      throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    wanted.forEach(pkg -> names.add(pkg.name()));
    Map<PackageId, Long> ids = new HashMap<>();
    for (Known known :
        Sql.in(
            c,
            row -> new Known(new PackageId(row.getString(1), row.getString(2)), row.getLong(3)),
            "SELECT ecosystem, name, id FROM package WHERE name IN (??)",
            names)) {
      if (wanted.contains(known.pkg())) {
        ids.put(known.pkg(), known.id());
      }
    }
    return ids;
  }
}
