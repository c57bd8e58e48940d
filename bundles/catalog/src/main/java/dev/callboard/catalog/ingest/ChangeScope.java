package dev.callboard.catalog.ingest;

import dev.callboard.integrations.api.SourcePlace;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what a push may have changed, and what was read together with that. */
final class ChangeScope implements ReadScope {
  private static final String URL = "url:";

  private final List<SourceChange> changes;
  private final Function<String, Optional<SourcePlace>> places;
  private final Set<String> dependent = new HashSet<>();

  /**
   * Creates a scope.
   *
   * @param places tells where a URL leads
   * @param refreshKeys of the files of the root, by their sources
   */
  ChangeScope(
      List<SourceChange> changes,
      Function<String, Optional<SourcePlace>> places,
      Map<String, ? extends Collection<String>> refreshKeys) {
    this.changes = changes;
    this.places = places;
    refreshKeys.forEach(
        (source, keys) -> {
          if (keys.stream().anyMatch(this::isTouched)) {
            dependent.add(source);
          }
        });
  }

  @Override
  public boolean reads(String sourceKey) {
    return dependent.contains(sourceKey) || isTouched(sourceKey);
  }

  private boolean isTouched(String key) {
    if (!key.startsWith(URL)) {
      return false;
    }
    Optional<SourcePlace> place = places.apply(key.substring(URL.length()));
    return place.isPresent() && changes.stream().anyMatch(each -> each.touches(place.get()));
  }
}
