package dev.callboard.catalog.feed;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.changes.ChangeWriter;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.platform.database.PluginDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes changes of entities that have an owner. */
public final class LoggedChanges {
  private LoggedChanges() {}

  /** Writes a change; the owner is null for a deletion. Returns its number. */
  public static long write(PluginDatabase database, ChangeType type, String ref, String owner)
      throws SQLException {
    String name = ref.substring(ref.indexOf('/') + 1);
    String json =
        "{\"kind\":\""
            + ref.substring(0, ref.indexOf(':'))
            + "\",\"metadata\":{\"name\":\""
            + name
            + "\"},\"relations\":[{\"type\":\"ownedBy\",\"targetRef\":\""
            + owner
            + "\"}]}";
    byte[] entity = owner == null ? null : json.getBytes(StandardCharsets.UTF_8);
    return database.write(
        connection ->
            ChangeWriter.write(
                connection,
                new Cause(new SystemPrincipal(), Map.of("location", "url:https://x/y.yaml")),
                List.of(
                    new ChangeSet.Entry(
                        type,
                        ref,
                        UUID.nameUUIDFromBytes(ref.getBytes(StandardCharsets.UTF_8)).toString(),
                        null,
                        entity == null ? null : "e",
                        entity,
                        Map.of(),
                        null,
                        null))));
  }

  /** Marks changes up to a number as purged, and deletes them. */
  public static void purge(PluginDatabase database, long upTo) throws SQLException {
    database.write(
        connection -> {
          try (var delete = connection.prepareStatement("DELETE FROM changes WHERE seq <= ?");
              var head = connection.prepareStatement("UPDATE change_head SET purged = ?")) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
            head.setLong(1, upTo);
            return head.executeUpdate();
          }
        });
  }
}
