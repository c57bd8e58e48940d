package dev.callboard.supply.chain.finding;

import dev.callboard.supply.chain.model.Severity;
import java.util.List;

/** An occurrence as it is stored, with the document that reports it. */
record Seen(
    String source,
    long receivedMillis,
    String vulnerability,
    List<String> aliases,
    long packageId,
    String packageName,
    String version,
    Severity severity,
    double score,
    String fixed,
    String title,
    String url) {}
