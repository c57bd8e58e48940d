package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.UrlPath;
import java.util.Map;

/** Sets variables of GitHub Actions of a repository or environment. */
final class GitHubVariables {
  private static final int EXISTS = 409;

  private final GitHubRepository repository;
  private final String path;

  /**
   * Creates a writer.
   *
   * @param path where the variables are, such as {@code /repos/acme/shop/actions/variables}
   */
  GitHubVariables(GitHubRepository repository, String path) {
    this.repository = repository;
    this.path = path;
  }

  /** Sets texts by their names. Setting them again does no harm. */
  void set(Map<String, Object> variables) {
    variables.forEach(this::set);
  }

  private void set(String name, Object value) {
    String what = "Setting the variable '" + name + "'";
    Map<String, Object> body = Map.of("name", name, "value", String.valueOf(value));
    repository.context().checkCancelled();
    RestAnswer answer = repository.api().send("POST", path, body);
    if (answer.status() == EXISTS) {
      repository.call(what, "PATCH", path + "/" + UrlPath.encode(name), body);
      return;
    }
    answer.require(what);
  }
}
