package dev.callboard.docs.build;

import dev.callboard.integrations.api.SourcePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an event {@code source.push} tells.
 *
 * @param repository the address of the repository
 * @param branch that was pushed to
 * @param isDefault whether it is the branch that addresses without one mean
 * @param paths that were changed or removed
 * @param complete whether those are all
 */
record PushedFiles(
    String repository, String branch, boolean isDefault, List<String> paths, boolean complete) {
  /** The topic of the events. */
  static final String TOPIC = "source.push";

  /** Returns what the payload of an event tells; empty when it tells nothing that we know. */
  static Optional<PushedFiles> of(Map<String, Object> payload) {
    if (!(payload.get("url") instanceof String url)
        || !(payload.get("branch") instanceof String branch)
        || url.isBlank()
        || branch.isBlank()) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>(texts(payload.get("changed")));
    paths.addAll(texts(payload.get("removed")));
    return Optional.of(
        new PushedFiles(
            url,
            branch,
            Boolean.TRUE.equals(payload.get("defaultBranch")),
            List.copyOf(paths),
            Boolean.TRUE.equals(payload.get("complete"))));
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /**
   * Returns the changed paths below the folder that an address names, as seen from there; empty
   * when the folder is not of this push. When not all paths are known, the list has one empty path.
   *
   * @param places tells where addresses lead
   */
  Optional<List<String>> below(String tree, Function<String, Optional<SourcePlace>> places) {
    return folder(tree, places)
        .map(folder -> complete ? below(folder, paths) : List.of(""))
        .filter(changed -> !changed.isEmpty());
  }

  private static List<String> below(String folder, List<String> paths) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return paths.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  /** A host that does not tell which branch and folder it is may mean any. */
  private Optional<String> folder(String tree, Function<String, Optional<SourcePlace>> places) {
    Optional<SourcePlace> pushed =
        places.apply(repository).or(() -> places.apply(repository + ".git"));
    return places
        .apply(tree)
        .filter(
            place -> pushed.filter(own -> own.repository().equals(place.repository())).isPresent())
        .flatMap(
            place -> place.ref().isEmpty() ? Optional.of("") : place.pathAt(branch, isDefault));
  }
}
