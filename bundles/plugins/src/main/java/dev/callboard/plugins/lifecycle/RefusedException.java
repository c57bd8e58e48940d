package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;

/** Something that is not done to a plugin, and why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String rule;
  private final boolean hostile;

  private RefusedException(ErrorCode code, String rule, boolean hostile, String message) {
    super(message);
    this.code = code;
    this.rule = rule;
    this.hostile = hostile;
  }

  /** Returns the refusal of a jar that no server should take. */
  static RefusedException hostile(String rule, String message) {
    return new RefusedException(ErrorCode.UNPROCESSABLE, rule, true, message);
  }

  /** Returns the refusal of a jar that does not fit what is installed here. */
  static RefusedException conflict(String rule, String message) {
    return new RefusedException(ErrorCode.CONFLICT, rule, false, message);
  }

  /** Returns a refusal with another code. */
  static RefusedException of(ErrorCode code, String rule, String message) {
    return new RefusedException(code, rule, false, message);
  }

  ErrorCode code() {
    return code;
  }

  /** Returns the short name of the rule. */
  String rule() {
    return rule;
  }

  /** Returns whether the jar belongs into quarantine. */
  boolean isHostile() {
    return hostile;
  }
}
