package dev.callboard.catalog.ingest;

import java.nio.file.Path;

/** The change log on SQLite. */
class SqliteChangesTest extends ChangesContract {
  @Override
  Bench open(Path directory) throws Exception {
    return new Bench(directory);
  }
}
