package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;

/** Refusals on SQLite. */
class SqliteRefusedWritesTest extends RefusedWritesContract {
  @Override
  WriteBench open() throws Exception {
    return new WriteBench(
        new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")), true);
  }
}
