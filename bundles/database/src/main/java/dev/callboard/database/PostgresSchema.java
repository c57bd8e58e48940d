package dev.callboard.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The schema of a plugin. When the user of the connection may create roles, the schema belongs to a
 * role of its own that has no other right, and work takes that role: then SQL of one plugin cannot
 * read the tables of another. Otherwise the search path alone separates them.
 *
 * @param name of the schema, and of its role; needs no quotation marks
 * @param role whether work takes the role
 */
record PostgresSchema(String name, boolean role) {
  private static final String PREFIX = "callboard_";
  private static final int LONGEST_NAME = 63;

  /** The name for a plugin id, which has letters, digits and hyphens: two ids never share one. */
  static String name(String pluginId) {
    String name = PREFIX + pluginId.replace('-', '_');
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    String digest =
        UUID.nameUUIDFromBytes(pluginId.getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 8);
    return name.substring(0, LONGEST_NAME - digest.length() - 1) + "_" + digest;
  }

  /** Makes the schema unless it is there. Ends the transaction of the connection. */
  static PostgresSchema open(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Roles belong to the whole server, so all databases queue here.
      statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('callboard schemas', 0))");
      if (!exists(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", name)) {
        create(connection, statement, name);
      }
      boolean role =
          exists(
              connection,
              "SELECT 1 FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner"
                  + " WHERE n.nspname = ? AND r.rolname = n.nspname"
                  + " AND pg_has_role(current_user, r.oid, 'MEMBER')",
              name);
      connection.commit();
      return new PostgresSchema(name, role);
    }
  }

  private static void create(Connection connection, Statement statement, String name)
      throws SQLException {
    boolean mayCreateRoles =
        exists(
            connection,
            "SELECT 1 FROM pg_roles WHERE rolname = current_user"
                + " AND (rolcreaterole OR rolsuper) AND ? <> ''",
            name);
    boolean taken = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
    if (!mayCreateRoles || taken && !member(connection, name)) {
      statement.execute("CREATE SCHEMA " + name);
      return;
    }
    if (!taken) {
      statement.execute("CREATE ROLE " + name + " NOLOGIN");
      statement.execute("GRANT " + name + " TO CURRENT_USER");
    }
    statement.execute("CREATE SCHEMA " + name + " AUTHORIZATION " + name);
  }

  private static boolean member(Connection connection, String role) throws SQLException {
    return exists(connection, "SELECT 1 WHERE pg_has_role(current_user, ?, 'MEMBER')", role);
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * What a transaction starts with: one round trip, and nothing of it outlives the transaction.
   * Temporary tables come last in the search path, so that they cannot stand in for real ones.
   */
  String begin(boolean write, long lockMillis) {
    return "SET LOCAL search_path TO "
        + name
        + ", pg_temp; SET LOCAL lock_timeout TO "
        + lockMillis
        + (write ? "" : "; SET TRANSACTION READ ONLY")
        + (role ? "; SET LOCAL ROLE " + name : "");
  }
}
