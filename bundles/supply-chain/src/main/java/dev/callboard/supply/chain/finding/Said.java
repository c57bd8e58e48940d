package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.model.VexStatus;
import java.util.List;

/** A statement as it is stored; a package of 0 stands for the whole entity. */
record Said(
    String source,
    String format,
    long receivedMillis,
    String vulnerability,
    List<String> aliases,
    long packageId,
    String version,
    VexStatus status,
    String justification,
    String detail) {
  boolean isAbout(Seen seen) {
    return packageId == 0
        || (packageId == seen.packageId() && (version.isEmpty() || version.equals(seen.version())));
  }
}
