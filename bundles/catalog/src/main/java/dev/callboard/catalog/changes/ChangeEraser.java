package dev.callboard.catalog.changes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes what entities said out of the log. The rows stay, so that numbers keep having no gaps, with
 * an entity that has nothing but its name; a follower that is behind sees that, and then the
 * deletion.
 */
public final class ChangeEraser {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectReader OBJECT =
      JSON.readerFor(new TypeReference<Map<String, Object>>() {});

  private ChangeEraser() {}

  /** Erases the forms of a deleted entity. */
  public static void erase(Connection connection, String ref, UUID uid) throws SQLException {
    Optional<byte[]> last =
        Sql.first(
            connection,
            "SELECT entity FROM changes WHERE ref = ? AND uid = ? AND entity IS NOT NULL ORDER BY"
                + " seq DESC LIMIT 1",
            row -> Packing.unpack(row.getBytes(1)),
            ref,
            uid.toString());
    if (last.isEmpty()) {
      return;
    }
    try (Packing packing = new Packing()) {
      Sql.update(
          connection,
          "UPDATE changes SET entity = ? WHERE ref = ? AND uid = ? AND entity IS NOT NULL",
          packing.pack(bare(last.get())),
          ref,
          uid.toString());
    }
  }

  private static byte[] bare(byte[] json) {
    try {
      Map<String, Object> entity = OBJECT.readValue(json);
      Map<String, Object> metadata = new LinkedHashMap<>();
      if (entity.get("metadata") instanceof Map<?, ?> given) {
        List.of("name", "namespace", "uid")
            .forEach(
                key -> {
                  if (given.containsKey(key)) {
                    metadata.put(key, given.get(key));
                  }
                });
      }
      Map<String, Object> bare = new LinkedHashMap<>();
      bare.put("apiVersion", entity.get("apiVersion"));
      bare.put("kind", entity.get("kind"));
      bare.put("metadata", metadata);
      return JSON.writeValueAsBytes(bare);
    } catch (IOException e) {
      throw new IllegalStateException("the change log holds an entity that is not JSON", e);
    }
  }
}
