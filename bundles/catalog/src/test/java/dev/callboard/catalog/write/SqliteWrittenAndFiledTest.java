package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;

/** Files and writes on SQLite. */
class SqliteWrittenAndFiledTest extends WrittenAndFiledContract {
  @Override
  WriteBench open(boolean deleteOrphans) throws Exception {
    return new WriteBench(
        new SqliteDatabase(Files.createTempDirectory("catalog").resolve("db.sqlite")),
        deleteOrphans);
  }
}
