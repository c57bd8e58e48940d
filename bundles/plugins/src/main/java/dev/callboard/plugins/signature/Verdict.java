package dev.callboard.plugins.signature;

import java.util.Optional;

/**
 * What a verifier found.
 *
 * @param status the status
 * @param publisher who vouches for the jar; {@value #UNSIGNED_PUBLISHER} when nobody does
 * @param keyId the key that the signature file names, or empty
 * @param pluginId the plugin id that was signed, or empty unless it is signed
 * @param version the version that was signed, or empty unless it is signed
 * @param reason why it is not simply signed, in words for an operator; else empty
 */
public record Verdict(
    SignatureStatus status,
    String publisher,
    Optional<String> keyId,
    Optional<String> pluginId,
    Optional<String> version,
    String reason) {
  /** The publisher of what nobody signed. */
  public static final String UNSIGNED_PUBLISHER = "unsigned";

  /** The publisher of what comes with the server. */
  public static final String SERVER_PUBLISHER = "callboard";

  /** Returns whether it is a plugin of the installation. */
  public boolean isShipped() {
    return status == SignatureStatus.SHIPPED;
  }

  /** Returns whether there is a signature that must not be relied on. */
  public boolean isBad() {
    return status == SignatureStatus.INVALID || status == SignatureStatus.MODIFIED;
  }

  /** Returns the verdict on a jar without a signature. */
  public static Verdict unsigned() {
    return new Verdict(
        SignatureStatus.UNSIGNED,
        UNSIGNED_PUBLISHER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "there is no signature");
  }

  /** Returns the verdict on a plugin of the installation, whatever signature lies beside it. */
  public static Verdict shipped() {
    return new Verdict(
        SignatureStatus.SHIPPED,
        SERVER_PUBLISHER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  static Verdict bad(SignatureStatus status, Optional<String> keyId, String reason) {
    return new Verdict(
        status, UNSIGNED_PUBLISHER, keyId, Optional.empty(), Optional.empty(), reason);
  }

  static Verdict signed(PluginSignature signature, String publisher) {
    return new Verdict(
        SignatureStatus.SIGNED,
        publisher,
        Optional.of(signature.keyId()),
        Optional.of(signature.pluginId()),
        Optional.of(signature.version()),
        "");
  }
}
