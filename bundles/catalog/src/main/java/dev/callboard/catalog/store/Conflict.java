package dev.callboard.catalog.store;

/**
 * A document that is not served because another one has its reference.
 *
 * @param ref the reference
 * @param loserKey the file of this document
 * @param loserLine where it starts in the file
 * @param winnerKey the file of the other one
 * @param rootKey the root that led to this document
 * @param kind {@code location}, or {@code duplicate} for two in one file
 * @param firstSeen when it was noticed, in milliseconds
 */
public record Conflict(
    String ref,
    String loserKey,
    int loserLine,
    String winnerKey,
    String rootKey,
    String kind,
    long firstSeen) {}
