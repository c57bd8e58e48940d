package dev.callboard.supply.chain.model;

import static java.util.Objects.requireNonNull;

/**
 * A package without its version, named as OSV names it: {@code Maven} and {@code group:artifact},
 * {@code npm} and {@code @scope/name}, {@code Debian:11} and the source package.
 *
 * @param ecosystem empty for what belongs to no ecosystem that is known here
 * @param name the name within the ecosystem
 */
public record PackageId(String ecosystem, String name) {
  /** Refuses null. */
  public PackageId {
    requireNonNull(ecosystem, "ecosystem is null");
    requireNonNull(name, "name is null");
  }

  /** Returns the last part of the name, which is what people call it. */
  public String shortName() {
    int at = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
    return name.substring(at + 1);
  }

  @Override
  public String toString() {
    return ecosystem.isEmpty() ? name : ecosystem + "/" + name;
  }
}
