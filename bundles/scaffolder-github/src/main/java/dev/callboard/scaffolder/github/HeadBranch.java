package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A branch of a repository on GitHub. */
final class HeadBranch {
  private final GitHubRepository repository;
  private final String name;

  HeadBranch(GitHubRepository repository, String name) {
    this.repository = repository;
    this.name = name;
    if (name.isBlank() || Arrays.asList(name.split("/")).contains("..")) {
      throw PortalException.input("'" + name + "' is no name of a branch");
    }
  }

  /** A slash in a name is one in the path. */
  private String path(String kind) {
    return repository.path("git", kind, "heads")
        + "/"
        + UrlPath.join(Arrays.asList(name.split("/")));
  }

  /** Returns its last commit, or empty when it is missing. */
  Optional<String> commit() {
    RestAnswer answer = repository.api().get(path("ref"));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    answer.require("Looking for the branch '" + name + "' of " + repository);
    return Optional.of(answer.requireText("object", "sha"));
  }

  /** Returns its last commit. */
  String require() {
    return commit()
        .orElseThrow(() -> PortalException.notFound(repository + " has no branch '" + name + "'"));
  }

  /** Has it end with a commit that follows its last one, unless it does already. */
  void set(String commit, String parent) {
    Optional<String> there = commit();
    if (there.filter(commit::equals).isPresent()) {
      return;
    }
    if (there.isEmpty()) {
      repository.call(
          "Making the branch '" + name + "'",
          "POST",
          repository.path("git", "refs"),
          Map.of("ref", "refs/heads/" + name, "sha", commit));
      return;
    }
    if (!there.get().equals(parent)) {
      throw PortalException.conflict(
          "The branch '" + name + "' of " + repository + " was changed in the meantime");
    }
    repository.call(
        "Moving the branch '" + name + "'",
        "PATCH",
        path("refs"),
        Map.of("sha", commit, "force", false));
  }
}
