package dev.callboard.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the active configuration and replaces it when its files changed and are good. A change is
 * taken up only when the files look the same at two polls, so that a file that is being written is
 * left alone. {@link #poll} belongs to one thread; the other methods are safe from any.
 */
final class Reloader {
  /** What a poll found. */
  enum Outcome {
    /** Nothing has changed. */
    UNCHANGED,
    /** Something has changed and may still be changing. */
    WAITING,
    /** The files were read again; the values are what they were. */
    SAME,
    /** Another configuration is active. */
    RELOADED,
    /** The files are not good; the configuration that was active still is. */
    FAILED,
    /** The files are still not good, for the same reason. */
    FAILED_AGAIN
  }

  private final ConfigLoader loader;
  private volatile LoadedConfig current;
  private volatile List<ConfigProblem> problems = List.of();
  private Map<Path, String> known;
  private Map<Path, String> pending = Map.of();

  /**
   * Loads the first configuration.
   *
   * @throws ConfigException when it cannot be used
   */
  Reloader(ConfigLoader loader) {
    this.loader = loader;
    this.current = loader.load();
    this.known = FileStamp.of(current.files());
  }

  /** The active configuration. */
  LoadedConfig current() {
    return current;
  }

  /** Why the files as they are now could not be made active; empty when they are. */
  List<ConfigProblem> problems() {
    return problems;
  }

  Outcome poll() {
    Map<Path, String> now = FileStamp.of(known.keySet());
    if (now.equals(known)) {
      pending = Map.of();
      return Outcome.UNCHANGED;
    }
    if (!now.equals(pending)) {
      pending = now;
      return Outcome.WAITING;
    }
    pending = Map.of();
    return reload(now);
  }

  private Outcome reload(Map<Path, String> before) {
    ConfigLoader.Attempt attempt = loader.attempt();
    Set<Path> watched = new HashSet<>(attempt.files());
    if (!attempt.problems().isEmpty()) {
      watched.addAll(before.keySet());
    }
    // Stamps from before the reading win: a file that changed meanwhile is read once more.
    known = new HashMap<>(FileStamp.of(watched));
    before.forEach((path, stamp) -> known.replace(path, stamp));
    if (!attempt.problems().isEmpty()) {
      boolean again = attempt.problems().equals(problems);
      problems = attempt.problems();
      return again ? Outcome.FAILED_AGAIN : Outcome.FAILED;
    }
    problems = List.of();
    boolean same = attempt.config().equals(current.config());
    current = new LoadedConfig(attempt.config(), attempt.files());
    return same ? Outcome.SAME : Outcome.RELOADED;
  }
}
