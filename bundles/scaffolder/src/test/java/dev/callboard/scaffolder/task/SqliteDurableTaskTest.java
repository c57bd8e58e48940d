package dev.callboard.scaffolder.task;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import java.nio.file.Path;

class SqliteDurableTaskTest extends DurableTaskTest {
  @Override
  PluginDatabase database(Path directory) throws Exception {
    return new SqliteDatabase(directory.resolve("db.sqlite"));
  }
}
