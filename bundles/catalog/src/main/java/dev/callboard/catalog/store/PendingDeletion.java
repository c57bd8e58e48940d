package dev.callboard.catalog.store;

/**
 * A deletion that was held because it is too large. Its entities stay served until it is approved
 * or something lists them again.
 *
 * @param id names it
 * @param rootKey the root that no longer lists the entities
 * @param state {@code held}, or {@code rejected} when somebody said that they are to stay
 * @param heldAt when it was held, in milliseconds
 * @param seenAt when a reading last came to the same, in milliseconds
 * @param readings how many readings in a row came to it
 * @param owned how many entities the root listed when it was held
 * @param entities how many are to be deleted
 */
public record PendingDeletion(
    String id,
    String rootKey,
    String state,
    long heldAt,
    long seenAt,
    int readings,
    int owned,
    int entities) {}
