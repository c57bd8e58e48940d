package dev.callboard.ownership.authorship;

/**
 * What somebody has done for the files of an entity.
 *
 * @param person a reference of the catalog, or an e-mail address or name that nobody there has
 * @param commits how many commits
 * @param files how many files the person is author of, in parts where there are several
 * @param lastMillis when the last commit was
 */
public record Contribution(String person, int commits, double files, long lastMillis) {}
