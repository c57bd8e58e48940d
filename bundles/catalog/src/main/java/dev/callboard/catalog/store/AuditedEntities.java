package dev.callboard.catalog.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.platform.audit.AuditedState;
import dev.callboard.platform.database.PluginDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells which audited form each stored entity is. A change that was but a consequence of others has
 * no event of its own; so what is stored counts as the last form that has one when only relations,
 * status and etag differ. Each step is looked up in the change log: whoever edits an entity would
 * have to edit that, too, up to the form that was audited. Thread-safe; blocks.
 */
@Component(service = AuditedState.class)
public final class AuditedEntities implements AuditedState {
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<Map<String, Object>>() {});

  private final CatalogDatabase database;

  /** Called by the framework. */
  @Activate
  public AuditedEntities(@Reference PluginDatabase database) {
    this.database = new CatalogDatabase(database);
  }

  @Override
  public String targetKind() {
    return "entity";
  }

  @Override
  public String eventId() {
    return "entity-mutate";
  }

  @Override
  public List<String> refs(String after, int limit) {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT ref FROM entities WHERE final IS NOT NULL AND ref > ? ORDER BY ref LIMIT ?",
                row -> row.getString(1),
                after,
                limit));
  }

  @Override
  public Map<String, String> digests(Collection<String> refs) {
    return database.read(connection -> digests(connection, refs));
  }

  private static Map<String, String> digests(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, byte[]> stored = new LinkedHashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, final FROM entities WHERE final IS NOT NULL AND ref IN (%s)",
        refs,
        row -> stored.put(row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8)));
    Map<String, Change> last = ChangeTable.lastOf(connection, stored.keySet(), true);
    List<String> consequences = new ArrayList<>();
    Map<String, String> digests = new HashMap<>();
    stored.forEach(
        (ref, json) -> {
          Change change = last.get(ref);
          boolean logged = change != null && Arrays.equals(json, change.entity());
          if (logged && change.cause().containsKey("derived")) {
            consequences.add(ref);
          } else {
            digests.put(ref, ChangeSet.digest(json));
          }
        });
    Map<String, Change> own = ChangeTable.lastOf(connection, consequences, false);
    for (String ref : consequences) {
      digests.put(ref, digest(stored.get(ref), own.get(ref)));
    }
    return digests;
  }

  /** Of what is older than the history is kept, it cannot be told. */
  private static String digest(byte[] json, Change own) {
    if (own == null || own.entity() == null) {
      return "";
    }
    return content(json).equals(content(own.entity()))
        ? ChangeSet.digest(own.entity())
        : ChangeSet.digest(json);
  }

  private static Map<String, Object> content(byte[] json) {
    try {
      Map<String, Object> content = OBJECT.readValue(json);
      content.remove("relations");
      content.remove("status");
      if (content.get("metadata") instanceof Map<?, ?> metadata) {
        metadata.remove("etag");
      }
      return content;
    } catch (IOException e) {
      // Who edited it left no JSON behind.
      return Map.of("invalid", new String(json, StandardCharsets.UTF_8));
    }
  }
}
