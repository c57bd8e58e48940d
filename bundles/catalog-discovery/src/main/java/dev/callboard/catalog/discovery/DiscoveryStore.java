package dev.callboard.catalog.discovery;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables {@code discovery_run} and {@code discovery_given}. Thread-safe; blocks. */
final class DiscoveryStore {
  /**
   * How far a provider has come.
   *
   * @param run its number
   * @param reading whether it is under way
   * @param place where it goes on, or empty for the first page
   * @param fingerprint of the source that it reads
   * @param everything whether it gives what it gave before as well
   * @param everythingAt when a run last began that does, in milliseconds
   */
  record State(
      long run,
      boolean reading,
      Optional<String> place,
      String fingerprint,
      boolean everything,
      long everythingAt) {}

  private final PluginDatabase database;

  DiscoveryStore(PluginDatabase database) {
    this.database = requireNonNull(database, "database is null");
  }

  Optional<State> state(String provider) {
    return read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT run, reading, place, fingerprint, everything, everything_at FROM"
                      + " discovery_run WHERE provider = ?")) {
            statement.setString(1, provider);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
          }
        });
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        row.getLong(1),
        row.getInt(2) != 0,
        Optional.ofNullable(row.getString(3)),
        row.getString(4),
        row.getInt(5) != 0,
        row.getLong(6));
  }

  /** Stores how far a provider has come, and what it saw on the way there. */
  void advance(String provider, State state, Map<String, Given> seen) {
    write(
        connection -> {
          update(connection, "DELETE FROM discovery_run WHERE provider = ?", provider);
          update(
              connection,
              "INSERT INTO discovery_run (provider, run, reading, place, fingerprint, everything,"
                  + " everything_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
              provider,
              state.run(),
              state.reading() ? 1 : 0,
              state.place().orElse(null),
              state.fingerprint(),
              state.everything() ? 1 : 0,
              state.everythingAt());
          see(connection, provider, state.run(), seen);
          return null;
        });
  }

  private static void see(Connection connection, String provider, long run, Map<String, Given> seen)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO discovery_given (provider, ref, digest, run, repository) VALUES"
                + " (?, ?, ?, ?, ?) ON CONFLICT (provider, ref) DO UPDATE SET digest ="
                + " excluded.digest, run = excluded.run, repository = excluded.repository")) {
      for (Map.Entry<String, Given> each : seen.entrySet()) {
        Given given = each.getValue();
        bind(statement, provider, each.getKey(), given.digest(), run, given.repository());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Stores what was seen of one repository, and what is gone of it. */
  void looked(String provider, long run, Map<String, Given> seen, List<String> gone) {
    write(
        connection -> {
          see(connection, provider, run, seen);
          for (String ref : gone) {
            update(
                connection,
                "DELETE FROM discovery_given WHERE provider = ? AND ref = ?",
                provider,
                ref);
          }
          return null;
        });
  }

  /** Returns what was found in a repository. */
  List<String> foundIn(String provider, String repository) {
    return refs(
        "SELECT ref FROM discovery_given WHERE provider = ? AND repository = ?",
        provider,
        repository);
  }

  /** Returns the digests of what was given of some entities. */
  Map<String, String> digests(String provider, Iterable<String> refs) {
    return read(
        connection -> {
          Map<String, String> digests = new HashMap<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT digest FROM discovery_given WHERE provider = ? AND ref = ?")) {
            for (String ref : refs) {
              bind(statement, provider, ref);
              try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                  digests.put(ref, row.getString(1));
                }
              }
            }
          }
          return digests;
        });
  }

  /** Returns what no run since one of a number has seen. */
  List<String> unseenSince(String provider, long run) {
    return refs(
        "SELECT ref FROM discovery_given WHERE provider = ? AND run < ? ORDER BY ref",
        provider,
        run);
  }

  private List<String> refs(String sql, Object... parameters) {
    return read(
        connection -> {
          List<String> refs = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                refs.add(row.getString(1));
              }
            }
          }
          return refs;
        });
  }

  void forgetSince(String provider, long run) {
    write(
        connection ->
            update(
                connection,
                "DELETE FROM discovery_given WHERE provider = ? AND run < ?",
                provider,
                run));
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T> void write(SqlWork<T> work) {
    try {
      database.write(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static PortalException failed(SQLException e) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "What was discovered could not be stored", e);
  }
}
