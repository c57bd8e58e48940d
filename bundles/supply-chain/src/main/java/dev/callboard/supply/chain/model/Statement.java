package dev.callboard.supply.chain.model;

import java.util.List;
import java.util.Optional;

/**
 * What a VEX document says about one vulnerability.
 *
 * @param vulnerability the id
 * @param aliases other ids of the same
 * @param pkg the package it is about; empty for the whole entity
 * @param version of the package; empty for all
 * @param status what is said
 * @param justification the code that the format has for the reason; empty for none
 * @param detail the reason in words; empty for none
 */
public record Statement(
    String vulnerability,
    List<String> aliases,
    Optional<PackageId> pkg,
    String version,
    VexStatus status,
    String justification,
    String detail) {
  /** Copies the list. */
  public Statement {
    aliases = List.copyOf(aliases);
  }
}
