package dev.callboard.supply.chain.feed;

import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.Severity;
import java.util.List;

/**
 * An advisory of OSV.
 *
 * @param id such as {@code GHSA-jfh8-c2jp-5v3q}
 * @param modified when, as it was written
 * @param withdrawn whether it no longer holds
 * @param aliases other ids of the same vulnerability
 * @param title one line
 * @param severity how bad
 * @param score CVSS base score, or -1
 * @param affected which packages
 */
public record Advisory(
    String id,
    String modified,
    boolean withdrawn,
    List<String> aliases,
    String title,
    Severity severity,
    double score,
    List<Affected> affected) {
  /** Copies the lists. */
  public Advisory {
    aliases = List.copyOf(aliases);
    affected = List.copyOf(affected);
  }

  /**
   * Versions of a package.
   *
   * @param pkg the package
   * @param versions which versions
   */
  public record Affected(PackageId pkg, AffectedVersions versions) {}
}
