package dev.callboard.search.follow;

/**
 * How the index of a type stands.
 *
 * @param type the type of document
 * @param state {@code waiting} before it is opened, {@code building} while there is nothing to
 *     search, {@code rebuilding} while the old index still answers, {@code ready}, {@code failing}
 *     when the collator failed last and is tried again
 * @param documents how many there are
 * @param position up to where the collator has been followed, empty for one without positions
 * @param problem what went wrong last, empty when all is well
 */
public record TypeState(
    String type, String state, long documents, String position, String problem) {}
