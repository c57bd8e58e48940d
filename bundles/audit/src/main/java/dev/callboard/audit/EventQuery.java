package dev.callboard.audit;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads records in pages. A page costs no more than looking at so many records, however large the
 * log is and however seldom something matches: it then ends early and tells where to go on. Every
 * method blocks. Thread-safe.
 */
final class EventQuery {
  /**
   * A part of a list.
   *
   * @param items may be fewer than asked for, even none, though there is more
   * @param next where to go on; empty at the end
   */
  record Page(List<StoredEvent> items, Optional<Position> next) {}

  private final PluginDatabase database;

  EventQuery(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Reads a page.
   *
   * @param after where the page before ended; null for the first one
   * @param newestFirst false for the oldest first
   * @param limit how many records at the most
   * @param scan how many records are looked at when some do not match
   */
  Page page(EventFilter filter, Position after, boolean newestFirst, int limit, int scan)
      throws SQLException {
    Walk walk = new Walk(filter, after, newestFirst);
    return database.read(connection -> page(connection, walk, limit, scan));
  }

  private Page page(Connection connection, Walk walk, int limit, int scan) throws SQLException {
    Optional<Position> bound = bound(connection, walk, scan);
    Conditions all = walk.range(bound.orElse(null));
    walk.filter.columns().forEach(all::column);
    all.text(walk.filter.text(), database.dialect());
    List<StoredEvent> items = new ArrayList<>();
    String sql = "SELECT " + StoredEvent.COLUMNS + " FROM audit_event" + all.sql() + walk.order();
    try (PreparedStatement query = connection.prepareStatement(sql + " LIMIT " + (limit + 1))) {
      all.bind(query);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          items.add(StoredEvent.of(rows));
        }
      }
    }
    if (items.size() <= limit) {
      return new Page(items, bound);
    }
    List<StoredEvent> page = List.copyOf(items.subList(0, limit));
    return new Page(page, Optional.of(page.get(limit - 1).position()));
  }

  /** Tells how far a page may look: along the filter that leaves the fewest records. */
  private static Optional<Position> bound(Connection connection, Walk walk, int scan)
      throws SQLException {
    Set<String> columns = walk.filter.columns().keySet();
    if (walk.filter.text().isEmpty() && columns.size() < 2) {
      return Optional.empty();
    }
    List<Position> bounds = new ArrayList<>();
    for (String column : columns.isEmpty() ? List.of("") : columns) {
      Optional<Position> bound = bound(connection, walk, column, scan);
      if (bound.isEmpty()) {
        return bound;
      }
      bounds.add(bound.get());
    }
    Comparator<Position> inTime =
        Comparator.comparing(Position::ts).thenComparingLong(Position::seq);
    return bounds.stream().min(walk.newestFirst ? inTime : inTime.reversed());
  }

  private static Optional<Position> bound(Connection connection, Walk walk, String column, int scan)
      throws SQLException {
    Conditions part = walk.range(null);
    if (!column.isEmpty()) {
      part.column(column, walk.filter.columns().get(column));
    }
    String sql = "SELECT ts, seq FROM audit_event" + part.sql() + walk.order();
    try (PreparedStatement query =
        connection.prepareStatement(sql + " LIMIT 1 OFFSET " + (scan - 1))) {
      part.bind(query);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Position(row.getString(1), row.getLong(2)))
            : Optional.empty();
      }
    }
  }

  /** Returns a record by its number. */
  Optional<StoredEvent> event(long seq) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT " + StoredEvent.COLUMNS + " FROM audit_event WHERE seq = ?")) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(StoredEvent.of(row)) : Optional.empty();
            }
          }
        });
  }

  /**
   * Returns the values that a column has, with a step into its index for each.
   *
   * @param column one with an index and few values
   */
  Set<String> values(String column) throws SQLException {
    String sql = "SELECT MIN(" + column + ") FROM audit_event WHERE " + column + " > ?";
    return database.read(
        connection -> {
          Set<String> found = new TreeSet<>();
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (Optional<String> next = next(query, "");
                next.isPresent();
                next = next(query, next.get())) {
              found.add(next.get());
            }
          }
          return found;
        });
  }

  private static Optional<String> next(PreparedStatement query, String after) throws SQLException {
    query.setString(1, after);
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return Optional.ofNullable(row.getString(1));
    }
  }

  /** A way through the log. */
  private record Walk(EventFilter filter, Position after, boolean newestFirst) {
    Conditions range(Position bound) {
      return new Conditions()
          .times(filter)
          .position(after, newestFirst ? "<" : ">")
          .position(bound, newestFirst ? ">=" : "<=");
    }

    String order() {
      return newestFirst ? " ORDER BY ts DESC, seq DESC" : " ORDER BY ts, seq";
    }
  }
}
