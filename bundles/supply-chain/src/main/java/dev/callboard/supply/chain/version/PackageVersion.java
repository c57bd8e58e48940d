package dev.callboard.supply.chain.version;

/**
 * The parts of a version of a Linux package, {@code [epoch:]version[-release]}, as Debian and RPM
 * split it.
 *
 * @param epoch 0 when none is named
 * @param release empty when none is named; Debian calls it revision
 */
record PackageVersion(String epoch, String version, String release) {
  static PackageVersion of(String text) {
    int colon = text.indexOf(':');
    boolean hasEpoch = colon > 0 && Digits.isNumber(text.substring(0, colon));
    String rest = hasEpoch ? text.substring(colon + 1) : text;
    int dash = rest.lastIndexOf('-');
    return new PackageVersion(
        hasEpoch ? text.substring(0, colon) : "0",
        dash < 0 ? rest : rest.substring(0, dash),
        dash < 0 ? "" : rest.substring(dash + 1));
  }
}
