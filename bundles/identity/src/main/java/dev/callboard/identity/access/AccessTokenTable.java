package dev.callboard.identity.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.identity.AccessRestriction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of access tokens. */
final class AccessTokenTable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String COLUMNS =
      "id, user_ref, name, scopes, in_catalog, created_second, expires_second, used_second, digest";

  private AccessTokenTable() {}

  /** A row: a token, and the digest of what the user has. */
  record Row(AccessToken token, String digest) {}

  static void insert(Connection connection, Row row) throws SQLException {
    AccessToken token = row.token();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO access_token (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)")) {
      insert.setString(1, token.id());
      insert.setString(2, token.user());
      insert.setString(3, token.name());
      insert.setString(4, write(token.scopes()));
      insert.setInt(5, token.inCatalog() ? 1 : 0);
      insert.setLong(6, token.created().getEpochSecond());
      insert.setLong(7, token.expires().getEpochSecond());
      insert.setString(8, row.digest());
      insert.executeUpdate();
    }
  }

  static Optional<Row> find(Connection connection, String id) throws SQLException {
    return rows(connection, "id", id).stream().findFirst();
  }

  /** Returns the tokens of a user, the newest first. */
  static List<AccessToken> of(Connection connection, String user) throws SQLException {
    return rows(connection, "user_ref", user).stream().map(Row::token).toList();
  }

  private static List<Row> rows(Connection connection, String column, String value)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM access_token WHERE "
                + column
                + " = ? ORDER BY created_second DESC, id")) {
      query.setString(1, value);
      try (ResultSet rows = query.executeQuery()) {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row(rows));
        }
        return found;
      }
    }
  }

  private static Row row(ResultSet rows) throws SQLException {
    long used = rows.getLong(8);
    Optional<Instant> last =
        rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(used));
    return new Row(
        new AccessToken(
            rows.getString(1),
            rows.getString(2),
            rows.getString(3),
            read(rows.getString(4)),
            rows.getInt(5) != 0,
            Instant.ofEpochSecond(rows.getLong(6)),
            Instant.ofEpochSecond(rows.getLong(7)),
            last),
        rows.getString(9));
  }

  /** Notes that a token was used, unless it was a later time that was noted. */
  static void used(Connection connection, String id, long now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE access_token SET used_second = ?"
                + " WHERE id = ? AND (used_second IS NULL OR used_second < ?)")) {
      update.setLong(1, now);
      update.setString(2, id);
      update.setLong(3, now);
      update.executeUpdate();
    }
  }

  static void delete(Connection connection, String id) throws SQLException {
    delete(connection, "id = ?", id);
  }

  /** Forgets the tokens of a user that have ended by themselves before a time. */
  static void deleteEnded(Connection connection, String user, long before) throws SQLException {
    delete(connection, "expires_second < " + before + " AND user_ref = ?", user);
  }

  private static void delete(Connection connection, String where, String value)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM access_token WHERE " + where)) {
      delete.setString(1, value);
      delete.executeUpdate();
    }
  }

  private static String write(List<AccessRestriction> scopes) {
    try {
      return JSON.writeValueAsString(Scopes.json(scopes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not of JSON values", e);
    }
  }

  private static List<AccessRestriction> read(String scopes) {
    try {
      return Scopes.read(JSON.readValue(scopes, List.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not what was written", e);
    }
  }
}
