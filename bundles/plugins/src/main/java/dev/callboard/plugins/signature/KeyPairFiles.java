package dev.callboard.plugins.signature;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * Ed25519 keys in files, in the PEM forms that other tools use too: {@code PRIVATE KEY} (PKCS #8)
 * and {@code PUBLIC KEY} (SubjectPublicKeyInfo, RFC 8410). In the configuration a public key is the
 * base64 text of the latter, without the frame.
 */
public final class KeyPairFiles {
  private static final int MAX_SIZE = 16 * 1024;
  // RFC 8410: the SubjectPublicKeyInfo of Ed25519 is this prefix and the 32 bytes of the key.
  private static final byte[] SPKI_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private KeyPairFiles() {}

  /** Returns a new key pair. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 runtime has Ed25519", e);
    }
  }

  /**
   * Makes a key pair and writes {@code <keyId>.key}, readable by its owner only, and {@code
   * <keyId>.pub}. Never replaces a file.
   *
   * @param directory where to, must exist
   * @param keyId the name of the key
   * @return the key pair
   * @throws IOException when a file exists already or cannot be written
   */
  public static KeyPair generate(Path directory, String keyId) throws IOException {
    if (!keyId.matches("[A-Za-z0-9._-]{1,64}") || keyId.startsWith(".")) {
      throw new IllegalArgumentException(
          "the key id '" + keyId + "' must be 1 to 64 letters, digits and . _ -");
    }
    KeyPair pair = generate();
    write(
        directory.resolve(keyId + ".key"),
        pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
        true);
    write(
        directory.resolve(keyId + ".pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()), false);
    return pair;
  }

  /**
   * Reads a private key file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it holds no Ed25519 private key; the message does not
   *     repeat the content
   */
  public static PrivateKey readPrivate(Path file) throws IOException {
    return decodePrivate(read(file));
  }

  /**
   * Reads a public key file, as {@link #decodePublic}.
   *
   * @throws IOException when it cannot be read
   */
  public static PublicKey readPublic(Path file) throws IOException {
    return decodePublic(read(file));
  }

  /**
   * Reads a private key from PEM text or from the base64 inside it.
   *
   * @throws IllegalArgumentException when it is no Ed25519 private key
   */
  public static PrivateKey decodePrivate(String text) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(unframe("PRIVATE KEY", text)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause could quote the key.
      throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8 PEM form");
    }
  }

  /**
   * Reads a public key from PEM text, from the base64 inside it, or from the base64 of the 32 bytes
   * of the key.
   *
   * @throws IllegalArgumentException when it is no Ed25519 public key
   */
  public static PublicKey decodePublic(String text) {
    try {
      byte[] der = unframe("PUBLIC KEY", text);
      byte[] spki = der.length == 32 ? concat(SPKI_PREFIX, der) : der;
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not an Ed25519 public key: give the PEM text or the base64 inside it", e);
    }
  }

  /** Returns the text of a public key for {@code plugins.signatures.trustedKeys[].publicKey}. */
  public static String encode(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  private static byte[] unframe(String label, String text) {
    String body =
        text.replace("-----BEGIN " + label + "-----", "")
            .replace("-----END " + label + "-----", "");
    return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > MAX_SIZE) {
      throw new IllegalArgumentException("the key file is larger than 16 KiB");
    }
    return Files.readString(file, StandardCharsets.US_ASCII);
  }

  private static void write(Path file, String text, boolean secret) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<Set<PosixFilePermission>> mode =
        PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"));
    FileAttribute<?>[] modes = posix ? new FileAttribute<?>[] {mode} : new FileAttribute<?>[0];
    try (FileChannel out = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), modes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = new byte[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
