package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;

/** History on SQLite. */
class SqliteHistoryTest extends HistoryContract {
  @Override
  WriteBench open(boolean deleteOrphans) throws Exception {
    return new WriteBench(
        new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")),
        deleteOrphans);
  }
}
