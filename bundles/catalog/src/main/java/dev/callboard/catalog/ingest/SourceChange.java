package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.SourcePlace;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody pushed.
 *
 * @param repository as {@link SourcePlace} names it
 * @param branch that was pushed to, or empty for all
 * @param isDefault whether it is the one that counts where none is named
 * @param paths the files that changed or are gone
 * @param complete whether these are all
 */
public record SourceChange(
    String repository, String branch, boolean isDefault, Set<String> paths, boolean complete) {
  /** Checks and copies the arguments. */
  public SourceChange {
    requireNonNull(repository, "repository is null");
    requireNonNull(branch, "branch is null");
    paths = Set.copyOf(paths);
  }

  static SourceChange of(SourcePlace repository, Push push) {
    return new SourceChange(
        repository.repository(), push.branch(), push.isDefault(), push.paths(), push.complete());
  }

  /** Returns whether what lies at a place may be another now; wildcards stand for any file. */
  public boolean touches(SourcePlace place) {
    return place.repository().equals(repository)
        && path(place)
            .filter(
                path ->
                    !complete || path.isEmpty() || path.indexOf('*') >= 0 || paths.contains(path))
            .isPresent();
  }

  private Optional<String> path(SourcePlace place) {
    return branch.isEmpty() || place.ref().isEmpty()
        ? Optional.of(place.path())
        : place.pathAt(branch, isDefault);
  }
}
