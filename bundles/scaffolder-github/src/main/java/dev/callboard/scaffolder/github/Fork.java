package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.Pause;
import java.util.Map;

/** Finds the repository to push to: the target itself, or a fork of those who may not. */
final class Fork {
  private static final int TRIES = 30;
  private static final long PAUSE_MILLIS = 1_000;

  private final GitHubRepository target;

  Fork(GitHubRepository target) {
    this.target = target;
  }

  GitHubRepository source(RestAnswer found, boolean force, String base)
      throws InterruptedException {
    boolean push =
        !(found.object().get("permissions") instanceof Map<?, ?> permissions)
            || !Boolean.FALSE.equals(permissions.get("push"));
    if (push && !force) {
      return target;
    }
    // GitHub answers with the fork that is there, when there is one.
    RestAnswer fork = target.call("Forking " + target, "POST", target.path("forks"), Map.of());
    String owner = fork.requireText("owner", "login");
    String name = fork.requireText("name");
    GitHubRepository made =
        new GitHubRepository(
            target.context(), target.api(), target.settings(), target.token(), owner, name);
    for (int i = 0; i < TRIES; i++) {
      if (new HeadBranch(made, base).commit().isPresent()) {
        return made;
      }
      Pause.millis(PAUSE_MILLIS);
    }
    throw PortalException.unavailable("The fork " + made + " has no branch '" + base + "' yet");
  }
}
