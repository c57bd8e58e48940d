package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.Claim;
import java.util.List;
import java.util.Map;

/** Processes what is written through the API, and shows it to an index. */
public final class OfflineProcessing implements EntityProcessing {
  private final CatalogStore store;
  private final OfflineIngestion ingestion;
  private volatile Processing processing = OfflineIngestion.processing();
  private volatile CatalogRules rules;

  /** Creates it over the same store and index as those of the ingestion. */
  public OfflineProcessing(CatalogStore store, OfflineIngestion ingestion, CatalogRules rules) {
    this.store = store;
    this.ingestion = ingestion;
    this.rules = rules;
    store.overlays(new PipelineOverlay(() -> processing));
  }

  /** Processes everything anew under other rules. */
  public void rules(CatalogRules other) {
    rules = other;
    again();
  }

  /** Processes everything anew, as after a change of kinds or processors. */
  public void anew(String generation) {
    processing = new Processing(processing.yaml(), processing.pipeline(), generation);
    again();
  }

  /** Has changes refused that make a field of the spec, as after a change of kinds. */
  public void forbid(String pointer) {
    PipelineOverlay usual = new PipelineOverlay(() -> processing);
    store.overlays(
        (base, patch, etag) -> {
          Claim claim = usual.apply(base, patch, etag);
          if (pointer == null || !new String(claim.json()).contains("dependsOn")) {
            return claim;
          }
          String errors = Failure.text(List.of(new Failure("overlay: no " + pointer, "", 0, 0)));
          return new Claim(
              base.ref(), base.locationKey(), 0, null, null, List.of(), errors, null, base.hash());
        });
  }

  private void again() {
    new WrittenRun(store, new ApiRoot(processing, rules), this::publish).run();
  }

  @Override
  public CatalogStore store() {
    return store;
  }

  @Override
  public WrittenEntity process(String ref, Map<String, Object> document) {
    return new ApiRoot(processing, rules).process(ref, document);
  }

  @Override
  public void publish(Changes changes) {
    changes.takeovers().forEach(source -> ingestion.refresh(List.of(source.rootKey())));
  }
}
