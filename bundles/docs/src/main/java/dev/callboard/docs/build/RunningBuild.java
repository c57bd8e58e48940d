package dev.callboard.docs.build;

import java.util.concurrent.CompletableFuture;

/**
 * A build under way or done.
 *
 * @param log its lines
 * @param result whether there is a new version; ends exceptionally when it failed
 */
public record RunningBuild(BuildLog log, CompletableFuture<Boolean> result) {
  /** Returns a build that had nothing to do. */
  static RunningBuild nothing() {
    return new RunningBuild(new BuildLog(), CompletableFuture.completedFuture(false));
  }
}
