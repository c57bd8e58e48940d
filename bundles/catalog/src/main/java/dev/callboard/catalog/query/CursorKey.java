package dev.callboard.catalog.query;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The key that cursors are sealed with: made once, kept in the database, so that each node and each
 * start has the same. Read at the first use only. Thread-safe.
 */
final class CursorKey implements Supplier<byte[]> {
  private static final int BYTES = 32;

  private final PluginDatabase database;
  private volatile byte[] key;

  CursorKey(PluginDatabase database) {
    this.database = database;
  }

  @Override
  public byte[] get() {
    byte[] known = key;
    if (known == null) {
      known = stored();
      key = known;
    }
    return known;
  }

  private byte[] stored() {
    try {
      String found = database.read(CursorKey::read);
      return HexFormat.of().parseHex(found == null ? create() : found);
    } catch (SQLException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The catalog's database does not answer as it should", e);
    }
  }

  /** Of two nodes that make one at a time the first wins. */
  private String create() throws SQLException {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO cursor_keys (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, HexFormat.of().formatHex(fresh));
            insert.executeUpdate();
          }
          return read(connection);
        });
  }

  private static String read(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT secret FROM cursor_keys WHERE id = 1");
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
