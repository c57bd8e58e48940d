package dev.callboard.catalog.ingest;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;

/** Mass deletion on SQLite. */
class SqliteMassDeletionTest extends MassDeletionContract {
  @Override
  Bench open(Path directory) throws Exception {
    Path file = Files.createTempDirectory("catalog").resolve("db.sqlite");
    return new Bench(directory, new SqliteDatabase(file), true);
  }
}
