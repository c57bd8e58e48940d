package dev.callboard.scorecards.define;

/** What a condition comes to when not everything is known, by the strong logic of Kleene. */
public enum Truth {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** It depends on what is not known. */
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? YES : NO;
  }

  Truth not() {
    return this == UNKNOWN ? UNKNOWN : of(this == NO);
  }
}
