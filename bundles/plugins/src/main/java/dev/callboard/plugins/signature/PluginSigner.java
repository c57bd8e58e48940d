package dev.callboard.plugins.signature;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs plugin jars. Thread-safe. */
public final class PluginSigner {
  private final String keyId;
  private final PrivateKey key;

  /**
   * Creates a signer.
   *
   * @param keyId the name under which the public key is trusted
   * @param key an Ed25519 private key
   */
  public PluginSigner(String keyId, PrivateKey key) {
    this.keyId = requireNonNull(keyId, "keyId is null");
    this.key = requireNonNull(key, "key is null");
  }

  /**
   * Signs a digest.
   *
   * @param pluginId the id that the jar declares
   * @param version the version that the jar declares, with three numbers at least
   * @param sha256 the digest of the whole jar
   * @throws IllegalArgumentException when an argument does not fit the format
   */
  public PluginSignature sign(String pluginId, String version, String sha256) {
    // Checks the grammar before anything is signed.
    new PluginSignature(keyId, pluginId, version, sha256, new byte[64]);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(PluginSignature.signedBytes(keyId, pluginId, version, sha256));
      return new PluginSignature(keyId, pluginId, version, sha256, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the private key cannot make Ed25519 signatures", e);
    }
  }

  /**
   * Signs a jar with the id and version of its manifest and writes the signature beside it, as
   * {@code <name of the jar>.sig}, in one step.
   *
   * @param jar a plugin bundle
   * @return the signature file
   * @throws IOException when a file cannot be read or written
   * @throws IllegalArgumentException when the jar is not a plugin bundle
   */
  public Path signFile(Path jar) throws IOException {
    JarIdentity identity = JarIdentity.read(jar);
    PluginSignature signature = sign(identity.pluginId(), identity.version(), Digests.sha256(jar));
    Path target = signatureFileOf(jar);
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.write(temporary, signature.toBytes());
    return Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the path of the signature file of a jar: the same name with {@code .sig} added. */
  public static Path signatureFileOf(Path jar) {
    return jar.resolveSibling(jar.getFileName() + ".sig");
  }
}
