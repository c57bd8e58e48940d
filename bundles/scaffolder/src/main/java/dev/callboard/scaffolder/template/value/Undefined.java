package dev.callboard.scaffolder.template.value;

/** The value of what is not there. It is not null, which is a value of its own. */
public enum Undefined {
  /** The only one. */
  UNDEFINED;

  /** Whether a value is null or undefined. */
  public static boolean orNull(Object value) {
    return value == null || value == UNDEFINED;
  }

  /** Java's view: null for undefined. */
  public static Object toNull(Object value) {
    return value == UNDEFINED ? null : value;
  }
}
