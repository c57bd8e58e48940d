package dev.callboard.catalog.ingest;

import dev.callboard.catalog.model.MergePatch;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.process.Annotations;
import dev.callboard.catalog.process.ProcessedEntity;
import dev.callboard.catalog.store.Claim;
import dev.callboard.catalog.store.OverlayStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lays changes over entities with the kinds and limits that hold now. */
final class PipelineOverlay implements OverlayStage {
  private final Supplier<Processing> processing;

  PipelineOverlay(Supplier<Processing> processing) {
    this.processing = processing;
  }

  @Override
  public Claim apply(Claim base, Map<String, Object> patch, String etag) {
    ProcessedEntity merged =
        processing
            .get()
            .pipeline()
            .merged(
                base.entity(),
                base.relations(),
                marked(MergePatch.apply(base.entity(), patch), etag));
    if (!merged.isValid()) {
      List<Failure> failures = new ArrayList<>(Failure.parse(base.errors()));
      for (Problem problem : merged.problems()) {
        failures.add(
            new Failure(
                "The overlay of this entity is not applied: " + problem.message(),
                base.locationKey(),
                0,
                0,
                true));
      }
      return new Claim(
          base.ref(),
          base.locationKey(),
          base.line(),
          null,
          null,
          List.of(),
          Failure.text(failures),
          base.source(),
          base.hash());
    }
    return new Claim(
        base.ref(),
        base.locationKey(),
        base.line(),
        merged.entity(),
        merged.json(),
        merged.relations(),
        base.errors(),
        base.source(),
        base.hash() + "+" + etag);
  }

  private static Map<String, Object> marked(Map<String, Object> entity, String etag) {
    Map<String, Object> mark = Map.of("annotations", Map.of(Annotations.OVERLAY, etag));
    return MergePatch.apply(entity, Map.of("metadata", mark));
  }
}
