package dev.callboard.scaffolder.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Signs with a key of OpenPGP, as {@code gpg --detach-sign --armor} does it (RFC 4880). */
record PgpSigner(PGPPublicKey publicKey, PGPPrivateKey privateKey) implements CommitSigner {
  static PgpSigner of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      PGPSecretKeyRing ring =
          new PGPSecretKeyRing(
              PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes)),
              new BcKeyFingerprintCalculator());
      PGPSecretKey key = signing(ring);
      if (key != null) {
        PGPPrivateKey secret =
            key.extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                    .build(new char[0]));
        return new PgpSigner(key.getPublicKey(), secret);
      }
    } catch (IOException | PGPException | RuntimeException e) {
      // Told without the cause, which may quote the key.
    }
    throw CommitSigner.wrong();
  }

  /** Returns the last key that may sign: subkeys come after the primary one, newer ones last. */
  private static PGPSecretKey signing(PGPSecretKeyRing ring) {
    PGPSecretKey last = null;
    for (Iterator<PGPSecretKey> keys = ring.getSecretKeys(); keys.hasNext(); ) {
      PGPSecretKey key = keys.next();
      if (key.isSigningKey() && !key.isPrivateKeyEmpty() && PgpKeyUse.signs(key.getPublicKey())) {
        last = key;
      }
    }
    return last;
  }

  @Override
  public String sign(byte[] content, Instant time) throws IOException, GeneralSecurityException {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512),
              publicKey);
      generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
      PGPSignatureSubpacketGenerator parts = new PGPSignatureSubpacketGenerator();
      parts.setSignatureCreationTime(false, Date.from(time));
      parts.setIssuerFingerprint(false, publicKey);
      generator.setHashedSubpackets(parts.generate());
      generator.update(content);
      return armoured(generator.generate());
    } catch (PGPException e) {
      throw new GeneralSecurityException("the key does not sign", e);
    }
  }

  private static String armoured(PGPSignature signature) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
      signature.encode(out);
    }
    return bytes.toString(StandardCharsets.US_ASCII).replace("\r", "").strip();
  }
}
