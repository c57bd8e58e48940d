package dev.callboard.scaffolder.github;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * Encrypts a text so that only the owner of a public key can read it, as GitHub wants secrets: a
 * sealed box of NaCl, as libsodium's documentation describes it. The box is an ephemeral public key
 * and {@code crypto_box(text)} with BLAKE2b of both public keys as nonce; {@code crypto_box} is
 * XSalsa20-Poly1305 with HSalsa20 of the X25519 secret as key.
 */
final class SealedBox {
  private static final int KEY = 32;
  private static final int NONCE = 24;
  private static final int MAC = 16;
  private static final byte[] SIGMA = "expand 32-byte k".getBytes(StandardCharsets.US_ASCII);
  // Where constant, key and nonce are in Salsa20's state, and where HSalsa20 takes its key from.
  private static final int[] CONSTANTS = {0, 5, 10, 15};
  private static final int[] KEYS = {1, 2, 3, 4, 11, 12, 13, 14};
  private static final int[] TAKEN = {0, 5, 10, 15, 6, 7, 8, 9};
  private static final int WORDS = 16;
  private static final int ROUNDS = 20;

  private final byte[] publicKey;

  /**
   * Creates a box.
   *
   * @param publicKey in Base64
   * @throws IllegalArgumentException when it is no key
   */
  SealedBox(String publicKey) {
    this.publicKey = Base64.getDecoder().decode(publicKey);
    if (this.publicKey.length != KEY) {
      throw new IllegalArgumentException("the key has " + this.publicKey.length + " bytes");
    }
  }

  /** Returns the sealed text in Base64. */
  String seal(String text) {
    byte[] secret = new byte[KEY];
    X25519.generatePrivateKey(new SecureRandom(), secret);
    byte[] ephemeral = new byte[KEY];
    X25519.generatePublicKey(secret, 0, ephemeral, 0);
    byte[] key = key(secret, publicKey);
    byte[] box = encrypt(key, nonce(ephemeral, publicKey), text.getBytes(StandardCharsets.UTF_8));
    byte[] sealed = Arrays.copyOf(ephemeral, KEY + box.length);
    System.arraycopy(box, 0, sealed, KEY, box.length);
    return Base64.getEncoder().encodeToString(sealed);
  }

  static byte[] nonce(byte[] ephemeral, byte[] receiver) {
    Blake2bDigest digest = new Blake2bDigest(NONCE * 8);
    digest.update(ephemeral, 0, KEY);
    digest.update(receiver, 0, KEY);
    byte[] nonce = new byte[NONCE];
    digest.doFinal(nonce, 0);
    return nonce;
  }

  /** Returns the key of {@code crypto_box} between two parties. */
  static byte[] key(byte[] secret, byte[] other) {
    byte[] shared = new byte[KEY];
    X25519.scalarMult(secret, 0, other, 0, shared, 0);
    int[] state = new int[WORDS];
    fill(state, CONSTANTS, SIGMA);
    fill(state, KEYS, shared);
    int[] mixed = new int[WORDS];
    Salsa20Engine.salsaCore(ROUNDS, state, mixed);
    ByteBuffer key = ByteBuffer.allocate(KEY).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : TAKEN) {
      // HSalsa20 leaves out the addition of the state that Salsa20 ends with.
      key.putInt(mixed[word] - state[word]);
    }
    return key.array();
  }

  private static void fill(int[] state, int[] words, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      state[word] = buffer.getInt();
    }
  }

  private static byte[] encrypt(byte[] key, byte[] nonce, byte[] text) {
    XSalsa20Engine cipher = cipher(key, nonce);
    byte[] macKey = new byte[KEY];
    cipher.processBytes(macKey, 0, KEY, macKey, 0);
    byte[] box = new byte[MAC + text.length];
    cipher.processBytes(text, 0, text.length, box, MAC);
    mac(macKey, box);
    return box;
  }

  static XSalsa20Engine cipher(byte[] key, byte[] nonce) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return cipher;
  }

  /** Writes the tag of what follows it. */
  static void mac(byte[] macKey, byte[] box) {
    Poly1305 poly = new Poly1305();
    poly.init(new KeyParameter(macKey));
    poly.update(box, MAC, box.length - MAC);
    poly.doFinal(box, 0);
  }
}
