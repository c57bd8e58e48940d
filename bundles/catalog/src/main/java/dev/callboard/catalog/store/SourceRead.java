package dev.callboard.catalog.store;

import java.util.List;
import java.util.Set;

/**
 * What reading one file gave.
 *
 * @param row what is remembered of it
 * @param claims its entities in the order of the file
 * @param keepOthers whether entities that the file gave before stay: part of it could not be read
 * @param refreshKeys keys by which the file can be asked to be read again
 */
public record SourceRead(
    SourceRow row, List<Claim> claims, boolean keepOthers, Set<String> refreshKeys) {}
