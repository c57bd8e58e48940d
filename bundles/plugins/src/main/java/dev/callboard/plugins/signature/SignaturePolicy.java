package dev.callboard.plugins.signature;

import java.util.Locale;

/** What happens to a plugin without a signature. One with a bad signature is always refused. */
public enum SignaturePolicy {
  /** It is installed. */
  ALLOW,
  /** It is installed, and a warning says so. */
  WARN,
  /** It is refused. */
  DENY;

  /**
   * Reads the value of {@code plugins.signatures.policy}.
   *
   * @param text {@code allow}, {@code warn} or {@code deny}
   * @return the policy
   * @throws IllegalArgumentException for any other text
   */
  public static SignaturePolicy of(String text) {
    for (SignaturePolicy policy : values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "plugins.signatures.policy is '" + text + "'; it must be allow, warn or deny");
  }
}
