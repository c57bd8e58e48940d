package dev.callboard.scaffolder.publish;

import dev.callboard.platform.error.PortalException;
import java.util.Optional;

/** Says when a step must not use the credentials of the operator. */
public final class PersonalToken {
  /** The key of the configuration that wants tokens of people. */
  public static final String KEY = "scaffolder.requireScmUserCredentials";

  private PersonalToken() {}

  /**
   * Checks that there is a token of a person where one is wanted.
   *
   * @param wanted the value at {@link #KEY}
   * @param host for the message
   * @param given the input of the step
   * @throws PortalException with code {@code INPUT} when there is none
   */
  public static void check(boolean wanted, String host, Optional<String> given) {
    if (wanted && given.isEmpty()) {
      throw PortalException.input(
          "No user credentials provided for host " + host + ", but " + KEY + " is enabled");
    }
  }
}
