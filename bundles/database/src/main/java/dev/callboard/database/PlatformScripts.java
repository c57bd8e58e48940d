package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables that every plugin database has before the plugin's own. */
final class PlatformScripts {
  /** On PostgreSQL, a trigger function that refuses the change. */
  static final String APPEND_ONLY = "callboard_append_only";

  /** Their names are kept apart from those of plugins by a slash. */
  static final String PREFIX = "platform/";

  private PlatformScripts() {}

  static List<Script> of(Dialect dialect) {
    String suffix = dialect == Dialect.SQLITE ? "sqlite" : "postgresql";
    return List.of(script(1, "001-outbox." + suffix + ".sql"));
  }

  private static Script script(long number, String name) {
    try (InputStream in = PlatformScripts.class.getResourceAsStream("/platform/" + name)) {
      return new Script(
          number, PREFIX + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
