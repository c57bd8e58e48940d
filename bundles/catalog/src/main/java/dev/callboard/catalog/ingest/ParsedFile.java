package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.Claim;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is in a file.
 *
 * @param claims its entities, valid or not, in their order
 * @param failures what cannot be blamed on one of them
 * @param targets what its Location entities name
 * @param incomplete whether some of it could not be read
 * @param foreign whether it is no entity file at all
 * @param refreshKeys what it depends on
 * @param entities the valid ones as JSON values
 * @param retry whether a processor failed, so that another try may go better
 */
record ParsedFile(
    List<Claim> claims,
    List<Failure> failures,
    List<ListedTarget> targets,
    boolean incomplete,
    boolean foreign,
    Set<String> refreshKeys,
    List<Map<String, Object>> entities,
    boolean retry) {}
