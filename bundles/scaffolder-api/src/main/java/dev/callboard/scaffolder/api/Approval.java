package dev.callboard.scaffolder.api;

import java.time.Instant;

/**
 * How somebody answered a request.
 *
 * @param approved whether the step may go on
 * @param by the name of the principal who answered, such as {@code user:default/bob}
 * @param comment what was written with it; empty for nothing
 * @param at when
 */
public record Approval(boolean approved, String by, String comment, Instant at) {}
