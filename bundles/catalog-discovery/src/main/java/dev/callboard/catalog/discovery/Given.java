package dev.callboard.catalog.discovery;

/**
 * What was given to the catalog of an entity.
 *
 * @param digest of the entity
 * @param repository where it was found, as {@link Repositories#key} writes it; empty when in none
 */
record Given(String digest, String repository) {}
