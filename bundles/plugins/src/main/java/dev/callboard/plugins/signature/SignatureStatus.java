package dev.callboard.plugins.signature;

import java.util.Locale;

/** What is known about the signature of a plugin. */
public enum SignatureStatus {
  /** It came with the server. */
  CORE,
  /** It is a plugin of the installation, which is trusted as the server itself is. */
  SHIPPED,
  /** A trusted key signed exactly these bytes. */
  SIGNED,
  /** There is no signature. */
  UNSIGNED,
  /** There is a signature, for other bytes than these. */
  MODIFIED,
  /** There is a signature, and it must not be relied on; the reason says why. */
  INVALID;

  /** Returns the name in the way the REST API writes it, such as {@code signed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
