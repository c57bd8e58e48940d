package dev.callboard.scaffolder.task;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.scaffolder.fakes.RecordedAudit;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.util.Map;

/** Opens stores of tasks for tests of other packages. */
public final class TestStores {
  private TestStores() {}

  /** Returns a store over a database. */
  public static TaskStore open(PluginDatabase database, Path directory) {
    MapConfig config = new MapConfig(Map.of("scaffolder.secrets.key", "A".repeat(43) + "="));
    return new TaskStore(
        new TaskDatabase(database, new TaskSignals()),
        new SecretBox(directory.resolve("key"), () -> config),
        new RecordedAudit(),
        () -> config);
  }
}
