package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.store.Changes;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Deletes entities on somebody's behalf, and has what listed them read again. */
final class Deletion {
  private final Ingestion ingestion;

  Deletion(Ingestion ingestion) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
  }

  /** Deletes the entity of a uid; does nothing when there is none. */
  void delete(String uid, PortalPrincipal caller, String request) {
    Set<String> roots = new LinkedHashSet<>();
    Cause cause = Cause.request(caller, request);
    Optional<Changes> changes = ingestion.store().delete(uid, roots, cause);
    if (changes.isEmpty()) {
      return;
    }
    changes.get().takeovers().forEach(source -> roots.add(source.rootKey()));
    roots.remove("");
    ingestion.refresh(roots);
  }
}
