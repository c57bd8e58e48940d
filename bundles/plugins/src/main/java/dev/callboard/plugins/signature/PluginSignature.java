package dev.callboard.plugins.signature;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The content of a file {@code x.jar.sig}: six lines of text, in this order.
 *
 * <pre>
 * callboard-plugin-signature: 1
 * key-id: acme-2026
 * plugin-id: hello
 * version: 1.2.0
 * sha256: 64 lower-case hexadecimal digits
 * signature: base64 of the 64 bytes of an Ed25519 signature
 * </pre>
 *
 * <p>What is signed is the text of the first five lines, each ended by one line feed, in UTF-8. It
 * is made anew from the values read, and each value has a strict grammar, so that two readers
 * cannot see different things.
 */
public final class PluginSignature {
  /** The largest signature file that is read, in bytes. */
  public static final int MAX_SIZE = 4096;

  private static final String VERSION_LINE = "callboard-plugin-signature";
  private static final List<String> NAMES =
      List.of(VERSION_LINE, "key-id", "plugin-id", "version", "sha256", "signature");
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PLUGIN_ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]{1,64})?");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final String keyId;
  private final String pluginId;
  private final String version;
  private final String sha256;
  private final byte[] bytes;

  /**
   * Creates a signature from its parts.
   *
   * @param keyId the name of the key: 1 to 64 of letters, digits and {@code . _ -}
   * @param pluginId the id that the jar may claim
   * @param version the version that the jar may claim, with three numbers at least
   * @param sha256 the digest of the whole jar
   * @param signature the 64 bytes of the signature
   * @throws IllegalArgumentException when a part does not fit its grammar
   */
  public PluginSignature(
      String keyId, String pluginId, String version, String sha256, byte[] signature) {
    this.keyId = check("key-id", KEY_ID, keyId);
    this.pluginId = check("plugin-id", PLUGIN_ID, pluginId);
    this.version = check("version", VERSION, version);
    this.sha256 = check("sha256", SHA256, sha256);
    this.bytes = signature.clone();
    if (bytes.length != 64) {
      throw new IllegalArgumentException(
          "signature has " + bytes.length + " bytes; an Ed25519 signature has 64");
    }
  }

  /**
   * Reads the content of a signature file.
   *
   * @param content at most {@value #MAX_SIZE} bytes
   * @throws IllegalArgumentException that tells which line is wrong and what would be right
   */
  public static PluginSignature parse(byte[] content) {
    if (content.length > MAX_SIZE) {
      throw new IllegalArgumentException(
          "the signature file has " + content.length + " bytes; at most 4096 are read");
    }
    List<String> values = values(text(content));
    if (!values.get(0).equals("1")) {
      throw new IllegalArgumentException("line 1: the format version must be 1");
    }
    return new PluginSignature(
        values.get(1), values.get(2), values.get(3), values.get(4), decode(values.get(5)));
  }

  private static List<String> values(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String[] lines = body.split("\n", -1);
    if (lines.length != NAMES.size()) {
      throw new IllegalArgumentException(
          "the signature file has " + lines.length + " lines; it must have " + NAMES.size());
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].endsWith("\r") ? chop(lines[i]) : lines[i];
      String prefix = NAMES.get(i) + ": ";
      if (!line.startsWith(prefix)) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + " of the signature file must start with '" + prefix + "'");
      }
      values.add(line.substring(prefix.length()));
    }
    return values;
  }

  private static String chop(String line) {
    return line.substring(0, line.length() - 1);
  }

  private static String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the signature file is not text in UTF-8", e);
    }
  }

  private static byte[] decode(String base64) {
    try {
      byte[] decoded = Base64.getDecoder().decode(base64);
      if (!Base64.getEncoder().encodeToString(decoded).equals(base64)) {
        throw new IllegalArgumentException("not canonical");
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line 6: the signature is not base64", e);
    }
  }

  private static String check(String name, Pattern grammar, String value) {
    if (!grammar.matcher(requireNonNull(value, name + " is null")).matches()) {
      throw new IllegalArgumentException(
          name + " of the signature must match " + grammar.pattern());
    }
    return value;
  }

  /** Returns the bytes that the key signs. */
  static byte[] signedBytes(String keyId, String pluginId, String version, String sha256) {
    List<String> values = List.of("1", keyId, pluginId, version, sha256);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(NAMES.get(i)).append(": ").append(values.get(i)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] signedBytes() {
    return signedBytes(keyId, pluginId, version, sha256);
  }

  byte[] signatureBytes() {
    return bytes.clone();
  }

  /** Returns the name of the key that signed. */
  public String keyId() {
    return keyId;
  }

  /** Returns the plugin id that the signer vouches for. */
  public String pluginId() {
    return pluginId;
  }

  /** Returns the version that the signer vouches for. */
  public String version() {
    return version;
  }

  /** Returns the digest of the jar that was signed. */
  public String sha256() {
    return sha256;
  }

  /** Returns the content of a signature file. */
  public byte[] toBytes() {
    String last = "signature: " + Base64.getEncoder().encodeToString(bytes) + "\n";
    byte[] head = signedBytes();
    byte[] tail = last.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
