package dev.callboard.supply.chain.model;

import java.util.Locale;

/** How bad a vulnerability is, the least first, by the bands of CVSS 3.1 section 5. */
public enum Severity {
  /** Nobody has told. */
  UNKNOWN,
  /** Of no consequence. */
  NONE,
  /** Below 4. */
  LOW,
  /** Below 7. */
  MEDIUM,
  /** Below 9. */
  HIGH,
  /** 9 and more. */
  CRITICAL;

  /** Returns the band of a CVSS base score; a negative one is unknown. */
  public static Severity ofScore(double score) {
    if (score < 0) {
      return UNKNOWN;
    }
    if (score == 0) {
      return NONE;
    }
    return score < 4 ? LOW : score < 7 ? MEDIUM : score < 9 ? HIGH : CRITICAL;
  }

  /** Reads what scanners write, in any case; a word that is none of theirs is unknown. */
  public static Severity ofText(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "critical" -> CRITICAL;
      case "high", "important", "error" -> HIGH;
      case "medium", "moderate", "warning" -> MEDIUM;
      case "low", "negligible", "minor", "note" -> LOW;
      case "none", "info", "informational" -> NONE;
      default -> UNKNOWN;
    };
  }

  /** Returns the name as it is written in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
