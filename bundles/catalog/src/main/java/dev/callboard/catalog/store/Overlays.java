package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays the overlays of entities over what files give, in the transaction that stores it: so no
 * overlay that was stored before can be missed. For one transaction and one thread.
 */
final class Overlays {
  private final Connection connection;
  private final OverlayStage stage;
  private final List<Claim> won = new ArrayList<>();
  private final Map<String, Overlay> overlays = new HashMap<>();
  private final Map<Claim, Claim> bases = new IdentityHashMap<>();

  Overlays(Connection connection, OverlayStage stage) {
    this.connection = connection;
    this.stage = stage;
  }

  /** Returns what files gave, with the overlays. What the API writes has none. */
  List<SourceRead> over(String rootKey, List<SourceRead> reads) throws SQLException {
    if (rootKey.equals(ApiKeys.ROOT)) {
      return reads;
    }
    Set<String> refs = new HashSet<>();
    reads.forEach(read -> read.claims().forEach(claim -> refs.add(claim.ref())));
    overlays.putAll(OverlayTable.load(connection, refs));
    if (overlays.isEmpty()) {
      return reads;
    }
    List<SourceRead> changed = new ArrayList<>();
    for (SourceRead read : reads) {
      List<Claim> claims = new ArrayList<>();
      read.claims().forEach(claim -> claims.add(over(claim)));
      changed.add(new SourceRead(read.row(), claims, read.keepOthers(), read.refreshKeys()));
    }
    return changed;
  }

  private Claim over(Claim base) {
    Overlay overlay = overlays.get(base.ref());
    if (overlay == null || base.json() == null) {
      return base;
    }
    Claim claim = over(base, overlay, stage);
    bases.put(claim, base);
    return claim;
  }

  /** Returns the claim with its overlay, or as it is with an error when that is not valid. */
  static Claim over(Claim base, Overlay overlay, OverlayStage stage) {
    Claim claim = stage.apply(base, overlay.patch(), overlay.etag());
    if (claim.json() != null) {
      return claim;
    }
    return new Claim(
        base.ref(),
        base.locationKey(),
        base.line(),
        base.entity(),
        base.json(),
        base.relations(),
        claim.errors(),
        base.source(),
        hash(base, overlay.etag()) + "!" + Integer.toHexString(claim.errors().hashCode()));
  }

  /** Returns the hash of a claim with an overlay. */
  static String hash(Claim base, String etag) {
    return base.hash() + "+" + etag;
  }

  /** Remembers the bases of the claims that won. */
  void save() throws SQLException {
    OverlayTable.saveBases(connection, won);
  }

  /** Tells that a claim has its reference. */
  void won(Claim claim) {
    Claim base = bases.get(claim);
    if (base != null && !isKnown(base)) {
      won.add(base);
    }
  }

  private boolean isKnown(Claim base) {
    return overlays
        .get(base.ref())
        .base()
        .filter(known -> known.hash().equals(base.hash()))
        .filter(known -> known.locationKey().equals(base.locationKey()))
        .isPresent();
  }
}
