package dev.callboard.supply.chain.model;

import java.util.List;
import java.util.Optional;

/**
 * What one scanner reports at one place. Texts are empty when it does not tell.
 *
 * @param vulnerability the id, such as {@code CVE-2021-44228}
 * @param aliases other ids of the same
 * @param pkg the package it is in; empty for what is in no package
 * @param version of the package
 * @param severity as told, or by the score
 * @param score CVSS base score, or -1
 * @param fixed versions without it, joined by commas
 * @param title one line
 * @param url where more is told
 * @param location a file, with its line
 */
public record Occurrence(
    String vulnerability,
    List<String> aliases,
    Optional<PackageId> pkg,
    String version,
    Severity severity,
    double score,
    String fixed,
    String title,
    String url,
    String location) {
  /** Copies the list, and takes the severity from the score when it is not told. */
  public Occurrence {
    aliases = List.copyOf(aliases);
    severity = severity == Severity.UNKNOWN ? Severity.ofScore(score) : severity;
  }
}
