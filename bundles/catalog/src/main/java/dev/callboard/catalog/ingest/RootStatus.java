package dev.callboard.catalog.ingest;

/**
 * How a root stands.
 *
 * @param key who said so and what
 * @param ref {@code <type>:<target>}
 * @param state {@code queued}, {@code reading} or {@code idle}
 * @param lastStart when it was begun to be read last, in milliseconds, 0 for never
 * @param lastEnd when that ended, in milliseconds, 0 for never
 * @param error why the last reading did not come to its end, or null
 */
public record RootStatus(
    String key, String ref, String state, long lastStart, long lastEnd, String error) {}
