package dev.callboard.http.health;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.hc.api.Result;

/** What an operator can do about a check that is not well, by its tag. */
final class HealthHints {
  private static final Map<String, String> BY_TAG =
      Map.of(
          "audit",
          "Look at the database of the audit log: the disk may be full, or the database away. Until"
              + " it is back, changes are refused.",
          "config",
          "Correct the file that is named; the server takes it up within a second. Where a restart"
              + " is asked for, restart at a quiet time.",
          "database",
          "See whether the database answers, whether its disk is full, and whether"
              + " backend.database fits.",
          "auth",
          "Correct the keys of auth that are named; nobody can sign in that way until then.",
          "permission",
          "Correct the policy that is named. Until then the one of before counts, or nobody but"
              + " administrators is let in.",
          "plugins",
          "Open the plugin that is named: its page says what it misses, and its log what it said.",
          "scheduler",
          "Open the scheduled tasks: the last runs say why a task failed, and it can be run again.",
          "search",
          "Search goes on with what it has. The log of the plugin search says more; it tries again"
              + " by itself.");

  private static final String PLUGIN =
      "The check is of a plugin: open the plugin and its log, or ask its publisher.";

  private HealthHints() {}

  /** Returns a hint, or empty when all is well. */
  static Optional<String> of(Result.Status status, List<String> tags, String own) {
    if (status == Result.Status.OK) {
      return Optional.empty();
    }
    if (!own.isEmpty()) {
      return Optional.of(own);
    }
    if (status == Result.Status.HEALTH_CHECK_ERROR) {
      return Optional.of(
          "The check itself failed, so nothing is known. Look into the log; backend.health.timeout"
              + " says how long a check may take.");
    }
    return Optional.of(
        tags.stream().map(BY_TAG::get).filter(hint -> hint != null).findFirst().orElse(PLUGIN));
  }
}
