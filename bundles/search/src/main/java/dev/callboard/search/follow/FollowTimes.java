package dev.callboard.search.follow;

import dev.callboard.platform.config.Config;
import java.time.Duration;

/**
 * When the index does what.
 *
 * @param start how long after the server is ready the index is opened, unless somebody searches
 *     before
 * @param gather how long changes are gathered before they are taken
 * @param commit how long after a change what is in memory is saved
 * @param keepUnused how long the index of a type is kept at least that nobody brings any more
 * @param retry after a failure, doubled with each further one
 * @param longestRetry the longest time between two tries
 */
record FollowTimes(
    Duration start,
    Duration gather,
    Duration commit,
    Duration keepUnused,
    Duration retry,
    Duration longestRetry) {
  static FollowTimes of(Config config) {
    return new FollowTimes(
        config.duration("search.index.startDelay").orElse(Duration.ofSeconds(3)),
        config.duration("search.index.gather").orElse(Duration.ofMillis(50)),
        config.duration("search.index.commitInterval").orElse(Duration.ofSeconds(30)),
        config.duration("search.index.keepUnused").orElse(Duration.ofHours(1)),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
  }
}
