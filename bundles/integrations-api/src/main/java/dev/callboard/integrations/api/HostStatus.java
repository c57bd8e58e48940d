package dev.callboard.integrations.api;

import java.time.Instant;
import java.util.Optional;

/**
 * How the server gets on with one source host.
 *
 * @param type the type of the host, such as {@code github}
 * @param name its name, such as {@code github.com}
 * @param failures how many requests in a row have failed
 * @param closedUntil nothing is sent to it before this time, or empty
 * @param rateLimit how many requests it allows in its period, or -1 when it did not tell
 * @param rateLeft how many of them are left, or -1 when it did not tell
 */
public record HostStatus(
    String type,
    String name,
    int failures,
    Optional<Instant> closedUntil,
    long rateLimit,
    long rateLeft) {}
