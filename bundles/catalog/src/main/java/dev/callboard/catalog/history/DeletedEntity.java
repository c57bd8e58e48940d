package dev.callboard.catalog.history;

import dev.callboard.catalog.changes.Change;

/**
 * An entity in the trash.
 *
 * @param change its deletion
 * @param form how it was before
 */
public record DeletedEntity(Change change, Form form) {}
