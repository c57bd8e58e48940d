package dev.callboard.platform.audit;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A record of the audit log as it is stored. Immutable.
 *
 * @param seq its number; the numbers of a log have no gaps
 * @param prev the hash of the record before, as {@code sha256:<hex>}
 * @param hash its own hash: the SHA-256 of {@code prev}, a line feed, {@code seq}, a line feed and
 *     {@code json}
 * @param json the record as canonical JSON (RFC 8785)
 * @param values the same as JSON values: {@code id}, {@code ts}, {@code node}, {@code eventId},
 *     {@code sub}, {@code severity}, {@code status}, {@code actor}, {@code target}, {@code cause},
 *     {@code meta}, and where there was a change {@code before}, {@code after}, {@code patch};
 *     empty when somebody tampered with the record so that it is no JSON
 */
public record AuditRecord(
    long seq, String prev, String hash, String json, Map<String, Object> values) {
  /** Checks the arguments; the values are not copied. */
  public AuditRecord {
    requireNonNull(prev, "prev is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(json, "json is null");
    requireNonNull(values, "values is null");
  }
}
