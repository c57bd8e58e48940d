package dev.callboard.scaffolder.git;

import java.util.Iterator;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/** Tells what an OpenPGP key is for. */
final class PgpKeyUse {
  private PgpKeyUse() {}

  /** Returns whether a key may sign: none of those who certify it says that it is for else. */
  static boolean signs(PGPPublicKey key) {
    boolean told = false;
    for (Iterator<PGPSignature> all = key.getSignatures(); all.hasNext(); ) {
      PGPSignatureSubpacketVector parts = all.next().getHashedSubPackets();
      int flags = parts == null ? 0 : parts.getKeyFlags();
      if ((flags & KeyFlags.SIGN_DATA) != 0) {
        return true;
      }
      told |= flags != 0;
    }
    return !told;
  }
}
