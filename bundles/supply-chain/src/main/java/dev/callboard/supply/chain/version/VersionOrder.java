package dev.callboard.supply.chain.version;

import java.util.Comparator;
import java.util.Optional;

/**
 * The order of the versions of an ecosystem. Total: a text that is no version has a place, too, so
 * that nothing that a scanner wrote can make a comparison fail. Thread-safe.
 */
@FunctionalInterface
public interface VersionOrder extends Comparator<String> {
  /**
   * Returns the order of an ecosystem.
   *
   * @param ecosystem as OSV names it, with or without a release after a colon
   * @return empty when its order is not known
   */
  static Optional<VersionOrder> of(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return Optional.ofNullable(
        switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
          case "npm", "crates.io", "Go", "Hex", "Pub", "SwiftURL", "GitHub Actions" ->
              SemanticOrder.INSTANCE;
          case "Maven" -> MavenOrder.INSTANCE;
          case "PyPI" -> PythonOrder.INSTANCE;
          case "RubyGems" -> GemOrder.INSTANCE;
          case "NuGet" -> NuGetOrder.INSTANCE;
          case "Packagist" -> ComposerOrder.INSTANCE;
          case "Debian", "Ubuntu" -> DebianOrder.INSTANCE;
          case "Alpine", "Wolfi", "Chainguard" -> AlpineOrder.INSTANCE;
          case "Rocky Linux",
              "AlmaLinux",
              "Red Hat",
              "redhat",
              "centos",
              "fedora",
              "amzn",
              "openSUSE",
              "SUSE",
              "Mageia",
              "openEuler",
              "Photon OS" ->
              RpmOrder.INSTANCE;
          default -> null;
        });
  }
}
