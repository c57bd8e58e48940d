package dev.callboard.catalog.webhook;

import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.platform.database.PluginDatabase;

/** Deliveries on SQLite. */
class SqliteSenderTest extends SenderContract {
  @Override
  PluginDatabase create() throws Exception {
    return new SqliteDatabase(folder.resolve("catalog.sqlite"));
  }
}
