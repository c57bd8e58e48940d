package dev.callboard.catalog.webhook;

/**
 * How a webhook stands. Times are in milliseconds, 0 for never.
 *
 * @param name which one
 * @param position the last change that it was told of, or that it did not want
 * @param pendingEnd the last change of a delivery that was begun and not acknowledged, or 0
 * @param leaseOwner who sends, or null
 * @param leaseUntil how long nobody else does
 * @param attempts how often the delivery has failed so far
 * @param nextAttempt when it is tried again
 * @param delivered how many changes it was told of
 * @param deliveredAt when it was told of something last
 * @param lastError what went wrong last, null when nothing has since the last delivery
 * @param lastErrorAt when
 */
public record WebhookState(
    String name,
    long position,
    long pendingEnd,
    String leaseOwner,
    long leaseUntil,
    int attempts,
    long nextAttempt,
    long delivered,
    long deliveredAt,
    String lastError,
    long lastErrorAt) {}
