package dev.callboard.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code overlays}. */
final class OverlayTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<List<String>>> EDGES = new TypeReference<>() {};

  private OverlayTable() {}

  static Map<String, Overlay> load(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, Overlay> found = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, patch, etag, actor, at, base, base_key, base_hash, base_relations,"
            + " base_errors FROM overlays WHERE ref IN (%s)",
        refs,
        row -> found.put(row.getString(1), read(row)));
    return found;
  }

  private static Overlay read(ResultSet row) throws SQLException {
    String ref = row.getString(1);
    Optional<Claim> base = Optional.empty();
    if (row.getString(6) != null) {
      String json = row.getString(6);
      base =
          Optional.of(
              new Claim(
                  ref,
                  row.getString(7),
                  0,
                  parse(json, OBJECT),
                  json.getBytes(StandardCharsets.UTF_8),
                  edges(row.getString(9)),
                  row.getString(10),
                  null,
                  row.getString(8)));
    }
    return new Overlay(
        ref,
        parse(row.getString(2), OBJECT),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        base);
  }

  static void save(Connection connection, Overlay overlay) throws SQLException {
    remove(connection, overlay.ref());
    Sql.update(
        connection,
        "INSERT INTO overlays (ref, patch, etag, actor, at) VALUES (?, ?, ?, ?, ?)",
        overlay.ref(),
        text(overlay.patch()),
        overlay.etag(),
        overlay.actor(),
        overlay.at());
    if (overlay.base().isPresent()) {
      saveBases(connection, List.of(overlay.base().get()));
    }
  }

  /** Remembers entities as they are without their overlays. */
  static void saveBases(Connection connection, Collection<Claim> bases) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Claim base : bases) {
      List<List<String>> edges = new ArrayList<>();
      base.relations()
          .forEach(edge -> edges.add(List.of(edge.source(), edge.type(), edge.target())));
      rows.add(
          new Object[] {
            new String(base.json(), StandardCharsets.UTF_8),
            base.locationKey(),
            base.hash(),
            text(edges),
            base.errors(),
            base.ref()
          });
    }
    Sql.batch(
        connection,
        "UPDATE overlays SET base = ?, base_key = ?, base_hash = ?, base_relations = ?,"
            + " base_errors = ? WHERE ref = ?",
        rows);
  }

  /** Forgets what entities are without their overlays, until their files are read again. */
  static void forgetBases(Connection connection, Collection<Claim> claims) throws SQLException {
    List<String> refs = claims.stream().map(Claim::ref).toList();
    Sql.updateIn(connection, "UPDATE overlays SET base = NULL WHERE ref IN (%s)", refs);
  }

  static void remove(Connection connection, String ref) throws SQLException {
    Sql.update(connection, "DELETE FROM overlays WHERE ref = ?", ref);
  }

  private static List<RelationEdge> edges(String text) {
    return parse(text, EDGES).stream()
        .map(edge -> new RelationEdge(edge.get(0), edge.get(1), edge.get(2)))
        .toList();
  }

  private static <T> T parse(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds an overlay that is not JSON", e);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON values", e);
    }
  }
}
