package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a commit over the API: git objects that no branch knows yet. */
final class ProposedCommit {
  private final GitHubRepository repository;
  private final ProposedFiles files;

  /**
   * A commit.
   *
   * @param sha of it
   * @param changed whether it differs from its parent
   */
  record Made(String sha, boolean changed) {}

  ProposedCommit(GitHubRepository repository, ProposedFiles files) {
    this.repository = repository;
    this.files = files;
  }

  /** Makes the commit that follows another one. */
  Made make(String parent, String message, Optional<Map<String, Object>> author)
      throws IOException {
    String base =
        repository
            .call("Reading a commit", "GET", repository.path("git", "commits", parent), null)
            .requireText("tree", "sha");
    List<Object> items = new ArrayList<>();
    for (WorkspaceEntry file : files.files()) {
      items.add(
          RestBody.of()
              .with("path", files.targetPath() + file.path())
              .with("mode", file.executable() ? "100755" : "100644")
              .with("type", "blob")
              .with("sha", blob(file))
              .build());
    }
    items.addAll(deletions(base));
    String tree = items.isEmpty() ? base : tree(base, items);
    RestAnswer commit =
        repository.call(
            "Making a commit",
            "POST",
            repository.path("git", "commits"),
            RestBody.of()
                .with("message", message)
                .with("tree", tree)
                .with("parents", List.of(parent))
                .with("author", author)
                .build());
    return new Made(commit.requireText("sha"), !tree.equals(base));
  }

  private String tree(String base, List<Object> items) {
    Map<String, Object> body = Map.of("base_tree", base, "tree", items);
    return repository
        .call("Making a tree", "POST", repository.path("git", "trees"), body)
        .requireText("sha");
  }

  private String blob(WorkspaceEntry file) throws IOException {
    String content = Base64.getEncoder().encodeToString(files.source().readBytes(file.path()));
    return repository
        .call(
            "Storing the file '" + file.path() + "'",
            "POST",
            repository.path("git", "blobs"),
            Map.of("content", content, "encoding", "base64"))
        .requireText("sha");
  }

  /** GitHub refuses to delete what is not there, which is no reason to fail. */
  private List<Object> deletions(String base) {
    if (files.deleted().isEmpty()) {
      return List.of();
    }
    RestAnswer tree =
        repository.call(
            "Reading a tree", "GET", repository.path("git", "trees", base) + "?recursive=1", null);
    Set<Object> there = new HashSet<>();
    if (tree.object().get("tree") instanceof List<?> items) {
      items.forEach(item -> there.add(item instanceof Map<?, ?> map ? map.get("path") : null));
    }
    List<Object> deletions = new ArrayList<>();
    for (String path : files.deleted()) {
      if (there.contains(path)) {
        deletions.add(
            RestBody.of()
                .with("path", path)
                .with("mode", "100644")
                .with("type", "blob")
                .withNull("sha")
                .build());
      }
    }
    return deletions;
  }
}
