package dev.callboard.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server signs of the log: that its record of this number had this hash at this time, and
 * with it all records before. The text is a signed note as C2SP tlog-checkpoint lays it out, with
 * the hash of the last record in place of the root of a tree, and a line with the time.
 *
 * @param seq the number of the record
 * @param hash its hash
 * @param keyId the key that signed, which says nothing before {@link #signedBy}
 * @param note the whole text
 */
record Checkpoint(long seq, String hash, Instant time, String keyId, String note) {
  /** What these notes are about, and the name of whoever signs them. */
  static final String ORIGIN = "callboard-audit";

  private static final int KEY_ID = 4;
  private static final Pattern FORM =
      Pattern.compile(
          "("
              + ORIGIN
              + "\n([1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\ntime ([0-9TZ:.-]{20,32})\n)\n\u2014 "
              + ORIGIN
              + " ([A-Za-z0-9+/]{91}=)\n");
  private static final String HASH = "sha256:";

  /** Signs a record. */
  static Checkpoint sign(long seq, String hash, Instant time, SigningKey key) {
    byte[] digest = HexFormat.of().parseHex(hash.substring(HASH.length()));
    String text =
        ORIGIN
            + "\n"
            + seq
            + "\n"
            + Base64.getEncoder().encodeToString(digest)
            + "\ntime "
            + time
            + "\n";
    byte[] id = HexFormat.of().parseHex(key.verifier().id());
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    String line = "\u2014 " + ORIGIN + " " + Base64.getEncoder().encodeToString(both) + "\n";
    return new Checkpoint(seq, hash, time, key.verifier().id(), text + "\n" + line);
  }

  /**
   * Reads a note, whoever signed it.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Checkpoint parse(String note) {
    Matcher parts = FORM.matcher(note);
    if (!parts.matches()) {
      throw new IllegalArgumentException("This is no checkpoint of an audit log");
    }
    try {
      byte[] digest = Base64.getDecoder().decode(parts.group(3));
      return new Checkpoint(
          Long.parseLong(parts.group(2)),
          HASH + HexFormat.of().formatHex(digest),
          Instant.parse(parts.group(4)),
          HexFormat.of().formatHex(signature(parts), 0, KEY_ID),
          note);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("The time of this checkpoint is none", e);
    }
  }

  private static byte[] signature(Matcher parts) {
    return Base64.getDecoder().decode(parts.group(5));
  }

  /** Returns whether the note is what this key signed. */
  boolean signedBy(VerifierKey key) {
    Matcher parts = FORM.matcher(note);
    if (!parts.matches()) {
      return false;
    }
    byte[] signature = signature(parts);
    return key.verifies(
        parts.group(1).getBytes(StandardCharsets.UTF_8),
        Arrays.copyOfRange(signature, KEY_ID, signature.length));
  }

  /** Returns whether it tells of the same record as another one. */
  boolean agrees(long otherSeq, String otherHash) {
    return seq == otherSeq && hash.equals(otherHash);
  }
}
