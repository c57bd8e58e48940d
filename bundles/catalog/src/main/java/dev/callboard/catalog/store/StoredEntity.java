package dev.callboard.catalog.store;

/** The row of an entity, without its JSON. */
record StoredEntity(
    String ref,
    String uid,
    String locationKey,
    String hash,
    boolean served,
    boolean orphan,
    String etag) {}
