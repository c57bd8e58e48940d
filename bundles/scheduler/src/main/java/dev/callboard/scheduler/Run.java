package dev.callboard.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a task that has ended.
 *
 * @param start when it began
 * @param took how long it took
 * @param error why it failed, or empty
 */
record Run(Instant start, Duration took, Optional<String> error) {}
