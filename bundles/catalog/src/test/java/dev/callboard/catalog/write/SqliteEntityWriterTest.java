package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;

/** Writing on SQLite. */
class SqliteEntityWriterTest extends EntityWriterContract {
  @Override
  WriteBench open() throws Exception {
    return new WriteBench(
        new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")), true);
  }
}
