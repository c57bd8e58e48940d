package dev.callboard.catalog.ingest;

import dev.callboard.catalog.fakes.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ingestion on SQLite. */
class SqliteIngestionTest extends IngestionContract {
  @Override
  Bench open(Path directory, boolean deleteOrphans) throws Exception {
    Path file = Files.createTempDirectory("catalog").resolve("db.sqlite");
    return new Bench(directory, new SqliteDatabase(file), deleteOrphans);
  }
}
