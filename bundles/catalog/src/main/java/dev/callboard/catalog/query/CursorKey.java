package dev.callboard.catalog.query;

import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.database.PluginDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key that cursors are sealed with: made once, kept in the database, so that each node and each
 * start has the same. Read at the first use only. Thread-safe.
 */
final class CursorKey implements Supplier<byte[]> {
  private static final int BYTES = 32;

  private final CatalogDatabase database;
  private volatile byte[] key;

  CursorKey(PluginDatabase database) {
    this.database = new CatalogDatabase(database);
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
    return HexFormat.of().parseHex(database.read(CursorKey::read).orElseGet(this::create));
  }

  /** Of two nodes that make one at a time the first wins. */
  private String create() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return database.write(
        connection -> {
          Sql.update(
              connection,
              "INSERT INTO cursor_keys (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING",
              HexFormat.of().formatHex(fresh));
          return read(connection).orElseThrow();
        });
  }

  private static Optional<String> read(Connection connection) throws SQLException {
    return Sql.first(
        connection, "SELECT secret FROM cursor_keys WHERE id = 1", row -> row.getString(1));
  }
}
