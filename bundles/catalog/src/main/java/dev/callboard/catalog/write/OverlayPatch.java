package dev.callboard.catalog.write;

import dev.callboard.catalog.model.MergePatch;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.store.Claim;
import dev.callboard.catalog.store.CurrentEntity;
import dev.callboard.catalog.store.EntitySession;
import dev.callboard.catalog.store.Overlay;
import dev.callboard.platform.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes and removes the overlay of one entity. */
final class OverlayPatch {
  private final String ref;
  private final WriteChecks checks;

  OverlayPatch(String ref, WriteChecks checks) {
    this.ref = ref;
    this.checks = checks;
  }

  /** Lays a patch over the entity, on top of the overlay that it has. */
  WriteResult apply(EntitySession session, Map<String, Object> patch, List<Problem> problems)
      throws SQLException {
    CurrentEntity current = checks.known(session.current(List.of(ref)).get(ref));
    if (current == null || current.served().isEmpty()) {
      throw WriteChecks.unknown(ref);
    }
    if (current.isWritten()) {
      throw new Outdated();
    }
    checks.guard(ref, current);
    if (!problems.isEmpty()) {
      throw WriteRefused.invalid(ref, problems);
    }
    checks.version(ref, current);
    Optional<Overlay> before = session.overlay(ref);
    Claim base = session.base(ref).orElseThrow(this::baseUnknown);
    Map<String, Object> composed =
        MergePatch.compose(before.map(Overlay::patch).orElse(Map.of()), patch, base.entity());
    if (before.map(Overlay::patch).orElse(Map.of()).equals(composed)) {
      return PutBatch.result(current, false, false);
    }
    String etag = etag(composed);
    Claim claim = session.over(base, composed, etag);
    if (claim.json() == null) {
      throw WriteRefused.invalid(ref, List.of(new Problem(Stage.KIND, "", claim.errors())));
    }
    String actor = checks.options().cause().actor().getName();
    session.put(
        new Overlay(ref, composed, etag, actor, System.currentTimeMillis(), Optional.of(base)),
        claim);
    return PutBatch.result(session.current(List.of(ref)).get(ref), false, false);
  }

  private WriteRefused baseUnknown() {
    return WriteRefused.of(
        ErrorCode.CONFLICT,
        "The entity " + ref + " has just moved to another file, which is being read; try again");
  }

  /**
   * Takes the overlay off. When the entity is gone there is nothing that a condition could be
   * judged on: then it is for those who may change every entity.
   */
  void remove(EntitySession session) throws SQLException {
    CurrentEntity current = checks.known(session.current(List.of(ref)).get(ref));
    boolean gone = current == null || current.served().isEmpty();
    if (!gone) {
      checks.guard(ref, current);
    } else if (!checks.options().guard().isUnconditional()) {
      throw WriteChecks.unknown(ref);
    }
    Overlay overlay = session.overlay(ref).orElseThrow(() -> unknown(ref));
    checks.options().precondition().check("The overlay of " + ref, Optional.of(overlay.etag()));
    session.remove(overlay);
  }

  static WriteRefused unknown(String ref) {
    return WriteRefused.of(ErrorCode.NOT_FOUND, "The entity " + ref + " has no overlay");
  }

  private static String etag(Map<String, Object> patch) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(Documents.text(patch).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
