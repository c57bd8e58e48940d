package dev.callboard.scaffolder.fetch;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Guesses whether a file is text, in the way the npm package {@code isbinaryfile} documents: marks
 * of Unicode say yes, a zero byte says no, and more than a tenth of bytes at its beginning that are
 * neither printable ASCII nor UTF-8 says no.
 */
final class BinaryContent {
  private static final int LOOKED_AT = 512;
  private static final int DECIDED_AT = 32;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final List<byte[]> TEXT_MARKS =
      List.of(
          bytes(0xEF, 0xBB, 0xBF),
          bytes(0, 0, 0xFE, 0xFF),
          bytes(0xFF, 0xFE, 0, 0),
          bytes(0x84, 0x31, 0x95, 0x33),
          bytes(0xFE, 0xFF),
          bytes(0xFF, 0xFE));

  private BinaryContent() {}

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static boolean isBinary(byte[] content) {
    if (TEXT_MARKS.stream().anyMatch(mark -> startsWith(content, mark))) {
      return false;
    }
    return startsWith(content, PDF) || looksBinary(content);
  }

  private static boolean startsWith(byte[] content, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= content.length || content[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean looksBinary(byte[] content) {
    int total = Math.min(content.length, LOOKED_AT);
    int suspicious = 0;
    for (int i = 0; i < total; i++) {
      int value = content[i] & 0xFF;
      if (value == 0) {
        return true;
      }
      boolean isPlain = (value >= 7 && value <= 14) || (value >= 32 && value <= 127);
      if (isPlain) {
        continue;
      }
      int following = following(content, i, total);
      if (following > 0) {
        i += following;
        continue;
      }
      suspicious++;
      if (i >= DECIDED_AT && suspicious * 10 > total) {
        return true;
      }
    }
    return suspicious * 10 > total;
  }

  /** How many bytes a character of UTF-8 has after its first one; 0 when it is none. */
  private static int following(byte[] content, int at, int total) {
    int first = content[at] & 0xFF;
    int count = first >= 0xF0 && first <= 0xF7 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC0 || first > 0xF7 || at + count >= total) {
      return 0;
    }
    for (int i = at + 1; i <= at + count; i++) {
      if ((content[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return count;
  }
}
