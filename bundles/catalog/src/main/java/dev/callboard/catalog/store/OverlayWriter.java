package dev.callboard.catalog.store;

import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes the overlay of one entity and the entity with it. For one transaction and thread. */
final class OverlayWriter {
  private record Row(String locationKey, String hash, String processed, String errors) {}

  private final Connection connection;
  private final Stitcher stitcher;
  private final OverlayStage stage;
  private final Changes changes = new Changes();

  OverlayWriter(Connection connection, Stitcher stitcher, OverlayStage stage) {
    this.connection = connection;
    this.stitcher = stitcher;
    this.stage = stage;
  }

  /** Returns the entity without the overlay, empty when its file has to be read for that. */
  Optional<Claim> base(String ref, Optional<Overlay> before) throws SQLException {
    if (before.isPresent()) {
      return before.get().base();
    }
    Row row = row(ref);
    Map<String, Object> entity = stitcher.parse(row.processed().getBytes(StandardCharsets.UTF_8));
    List<RelationEdge> relations = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT source_ref, type, target_ref FROM relations WHERE origin_ref = ?",
        each ->
            relations.add(
                new RelationEdge(each.getString(1), each.getString(2), each.getString(3))),
        ref);
    return Optional.of(
        new Claim(
            ref,
            row.locationKey(),
            0,
            entity,
            row.processed().getBytes(StandardCharsets.UTF_8),
            relations,
            EntityErrors.areWarnings(row.errors()) ? row.errors() : null,
            null,
            row.hash()));
  }

  /** Puts an overlay in the place of the one before. */
  Changes put(Overlay overlay, Optional<Overlay> before, Claim claim) throws SQLException {
    Row row = row(overlay.ref());
    boolean good = isGood(row, before);
    OverlayTable.save(connection, overlay);
    store(row, claim, good ? claim.hash() : row.hash(), good ? claim.errors() : row.errors());
    return changes;
  }

  /** Takes an overlay off; an entity whose base is not known is changed when its file is read. */
  Changes remove(Overlay overlay) throws SQLException {
    OverlayTable.remove(connection, overlay.ref());
    if (overlay.base().isEmpty()) {
      for (Changes.Source source : Sources.listing(connection, overlay.ref())) {
        Sources.forget(connection, source.rootKey(), source.sourceKey());
        changes.takeovers().add(source);
      }
      return changes;
    }
    Claim base = overlay.base().get();
    Row row = row(overlay.ref());
    if (row != null) {
      boolean good = isGood(row, Optional.of(overlay));
      store(row, base, good ? base.hash() : row.hash(), good ? base.errors() : row.errors());
    }
    return changes;
  }

  /** Returns whether the entity is as its file last said, and not kept from before an error. */
  private static boolean isGood(Row row, Optional<Overlay> overlay) {
    return overlay
        .map(
            before ->
                before
                    .base()
                    .filter(base -> row.hash().startsWith(Overlays.hash(base, before.etag())))
                    .isPresent())
        .orElse(EntityErrors.areWarnings(row.errors()));
  }

  private void store(Row row, Claim claim, String hash, String errors) throws SQLException {
    Sql.update(
        connection,
        "UPDATE entities SET processed = ?, hash = ?, errors = ? WHERE ref = ?",
        new String(claim.json(), StandardCharsets.UTF_8),
        hash,
        errors,
        claim.ref());
    Set<String> refs =
        new LinkedHashSet<>(BatchWriter.replaceRelations(connection, List.of(claim)));
    refs.add(claim.ref());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("location", row.locationKey());
    details.put("overlay", true);
    changes.log().because(claim.ref(), details);
    changes
        .upserts()
        .addAll(
            stitcher.stitch(connection, refs, Map.of(claim.ref(), claim.entity()), changes.log()));
  }

  /** Returns the claim with an overlay; without JSON when that is not valid. */
  Claim over(Claim base, Map<String, Object> patch, String etag) {
    return stage.apply(base, patch, etag);
  }

  private Row row(String ref) throws SQLException {
    List<Row> rows = new ArrayList<>(1);
    Sql.query(
        connection,
        "SELECT location_key, hash, processed, errors FROM entities WHERE ref = ? AND processed IS"
            + " NOT NULL",
        row ->
            rows.add(
                new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
        ref);
    return rows.isEmpty() ? null : rows.get(0);
  }
}
