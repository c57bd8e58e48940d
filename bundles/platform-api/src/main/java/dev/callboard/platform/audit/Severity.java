package dev.callboard.platform.audit;

/** How much an event matters to somebody who watches. */
public enum Severity {
  /** Reading, and changes without risk. */
  LOW,
  /** Ordinary changes. */
  MEDIUM,
  /** Changes of who may do what, refused attempts, conflicts. */
  HIGH,
  /** Signs of an attack. */
  CRITICAL
}
