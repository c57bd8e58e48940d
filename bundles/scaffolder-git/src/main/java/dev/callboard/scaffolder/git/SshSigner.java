package dev.callboard.scaffolder.git;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Signs with a key of ssh, as {@code ssh-keygen -Y sign -n git} does it; the format is described in
 * OpenSSH's PROTOCOL.sshsig.
 */
record SshSigner(KeyPair key) implements CommitSigner {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String NAMESPACE = "git";
  private static final String HASH = "sha512";
  private static final String RSA = "rsa-sha2-512";

  @Override
  public String sign(byte[] content, Instant time) throws GeneralSecurityException {
    Buffer signed = new ByteArrayBuffer();
    signed.putRawBytes(MAGIC);
    signed.putString(NAMESPACE);
    signed.putString("");
    signed.putString(HASH);
    signed.putBytes(MessageDigest.getInstance("SHA-512").digest(content));
    Buffer blob = new ByteArrayBuffer();
    blob.putRawBytes(MAGIC);
    blob.putUInt(VERSION);
    blob.putPublicKey(key.getPublic());
    blob.putString(NAMESPACE);
    blob.putString("");
    blob.putString(HASH);
    blob.putBytes(signature(signed.getCompactData()));
    String lines =
        Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob.getCompactData());
    return "-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----";
  }

  private byte[] signature(byte[] data) throws GeneralSecurityException {
    String type = KeyUtils.getKeyType(key);
    String algorithm = KeyPairProvider.SSH_RSA.equals(type) ? RSA : type;
    BuiltinSignatures factory = BuiltinSignatures.fromFactoryName(algorithm);
    if (factory == null) {
      throw CommitSigner.wrong();
    }
    try {
      Signature signature = factory.create();
      signature.initSigner(null, key.getPrivate());
      signature.update(null, data);
      Buffer both = new ByteArrayBuffer();
      both.putString(algorithm);
      both.putBytes(signature.sign(null));
      return both.getCompactData();
    } catch (GeneralSecurityException e) {
      throw e;
    } catch (Exception e) {
      throw new GeneralSecurityException("the key does not sign", e);
    }
  }
}
