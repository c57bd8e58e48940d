package dev.callboard.plugins.store;

/**
 * Places at which a test can end the process or make it fail, to prove that a crash there leaves a
 * consistent state. Does nothing unless the system property {@value #PROPERTY} names the place:
 * {@code install.stored=halt} ends the process as {@code kill -9} would, {@code
 * install.stored=throw} throws.
 */
public final class FailPoint {
  /** The system property: {@code place=action}, several separated by commas. */
  public static final String PROPERTY = "callboard.failpoints";

  private FailPoint() {}

  /** Marks a place. */
  public static void hit(String place) {
    String armed = System.getProperty(PROPERTY);
    if (armed == null) {
      return;
    }
    for (String one : armed.split(",")) {
      if (one.equals(place + "=halt")) {
        Runtime.getRuntime().halt(137);
      }
      if (one.equals(place + "=throw")) {
        throw new IllegalStateException("fail point " + place);
      }
    }
  }
}
