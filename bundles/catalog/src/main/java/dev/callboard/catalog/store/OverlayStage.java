package dev.callboard.catalog.store;

import java.util.Map;

/** Lays a change over a processed entity. Thread-safe; quick, and without effects. */
@FunctionalInterface
public interface OverlayStage {
  /**
   * Returns the claim with a change.
   *
   * @param base a valid claim
   * @param patch a JSON Merge Patch
   * @param etag names the change
   * @return the changed claim; one without JSON, with errors, when the result is not valid
   */
  Claim apply(Claim base, Map<String, Object> patch, String etag);
}
