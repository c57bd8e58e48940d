package dev.callboard.plugins.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the central directory of an archive (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16).
 * Stricter than the readers of the JDK: the end record must end the file, and zip64 is refused,
 * since no jar below 4 GiB needs it.
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_SIZE = 22;
  private static final int ENTRY_SIZE = 46;
  private static final int MAX_COMMENT = 0xffff;

  private final List<ZipEntryInfo> entries;
  private final long start;

  private ZipDirectory(List<ZipEntryInfo> entries, long start) {
    this.entries = List.copyOf(entries);
    this.start = start;
  }

  List<ZipEntryInfo> entries() {
    return entries;
  }

  /** Returns where the central directory starts, which is where the entries end. */
  long start() {
    return start;
  }

  /**
   * Returns whether the file ends with an end record: a jar that is still being copied does not.
   */
  static boolean looksComplete(ByteSource source) throws IOException {
    return findEnd(source) >= 0;
  }

  private static long findEnd(ByteSource source) throws IOException {
    long size = source.size();
    int tail = (int) Math.min(size, END_SIZE + MAX_COMMENT);
    ByteBuffer buffer = source.bytes(size - tail, tail);
    for (int at = tail - END_SIZE; at >= 0; at--) {
      if (buffer.getInt(at) == END_SIGNATURE
          && at + END_SIZE + unsignedShort(buffer, at + 20) == tail) {
        return size - tail + at;
      }
    }
    return -1;
  }

  static ZipDirectory read(ByteSource source, Budget budget)
      throws IOException, JarRefusedException {
    long end = findEnd(source);
    if (end < 0) {
      throw new JarRefusedException(
          "not-a-zip",
          "the file does not end with the end record of a zip archive: it is cut off, has bytes"
              + " appended, or is no jar");
    }
    ByteBuffer record = source.bytes(end, END_SIZE);
    int count = unsignedShort(record, 10);
    long size = unsignedInt(record, 12);
    long start = unsignedInt(record, 16);
    if (count == 0xffff || size == 0xffffffffL || start == 0xffffffffL) {
      throw new JarRefusedException("zip64", "the archive is in zip64 form; write a plain zip");
    }
    if (record.getShort(4) != 0 || record.getShort(6) != 0 || unsignedShort(record, 8) != count) {
      throw new JarRefusedException("bad-zip", "the archive is one of several volumes");
    }
    if (start + size != end) {
      throw new JarRefusedException(
          "bad-zip",
          "the central directory is not where the end record says: bytes were put before the"
              + " archive or into it");
    }
    budget.takeEntries(count);
    return new ZipDirectory(readEntries(source, start, size, count, budget), start);
  }

  private static List<ZipEntryInfo> readEntries(
      ByteSource source, long start, long size, int count, Budget budget)
      throws IOException, JarRefusedException {
    // Each entry takes this many bytes with the longest name that is allowed and its extra fields.
    if (size > (long) count * (ENTRY_SIZE + 3L * 0xffff)) {
      throw new JarRefusedException("bad-zip", "the central directory is too large");
    }
    List<ZipEntryInfo> entries = new ArrayList<>(count);
    long at = start;
    for (int i = 0; i < count; i++) {
      budget.checkTime();
      ByteBuffer fixed = entryBytes(source, at, ENTRY_SIZE, start + size);
      if (fixed.getInt(0) != ENTRY_SIGNATURE) {
        throw new JarRefusedException("bad-zip", "entry " + i + " of the central directory is bad");
      }
      int nameLength = unsignedShort(fixed, 28);
      if (nameLength > budget.limits().pathLength()) {
        throw new JarRefusedException(
            "path-too-long",
            "the name of entry "
                + i
                + " has "
                + nameLength
                + " bytes; plugins.limits.pathLength is "
                + budget.limits().pathLength());
      }
      entries.add(
          entry(fixed, name(entryBytes(source, at + ENTRY_SIZE, nameLength, start + size))));
      at += ENTRY_SIZE + nameLength + unsignedShort(fixed, 30) + unsignedShort(fixed, 32);
    }
    if (at != start + size) {
      throw new JarRefusedException("bad-zip", "the central directory has more than its entries");
    }
    return entries;
  }

  private static ByteBuffer entryBytes(ByteSource source, long at, int length, long limit)
      throws IOException, JarRefusedException {
    if (at + length > limit) {
      throw new JarRefusedException("bad-zip", "the central directory ends within an entry");
    }
    try {
      return source.bytes(at, length);
    } catch (EOFException e) {
      throw new JarRefusedException("bad-zip", "the central directory ends early");
    }
  }

  private static ZipEntryInfo entry(ByteBuffer fixed, String name) throws JarRefusedException {
    boolean unix = (fixed.get(5) & 0xff) == 3;
    ZipEntryInfo entry =
        new ZipEntryInfo(
            name,
            unsignedShort(fixed, 8),
            unsignedShort(fixed, 10),
            unsignedInt(fixed, 16),
            unsignedInt(fixed, 20),
            unsignedInt(fixed, 24),
            unsignedInt(fixed, 42),
            unix ? unsignedShort(fixed, 40) : 0);
    boolean zip64 =
        entry.packed() == 0xffffffffL
            || entry.size() == 0xffffffffL
            || entry.offset() == 0xffffffffL;
    if (zip64) {
      throw new JarRefusedException("zip64", "the archive is in zip64 form; write a plain zip");
    }
    return entry;
  }

  static String name(ByteBuffer bytes) throws JarRefusedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new JarRefusedException("bad-name", "the name of an entry is not UTF-8");
    }
  }

  static int unsignedShort(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }

  static long unsignedInt(ByteBuffer buffer, int at) {
    return buffer.getInt(at) & 0xffffffffL;
  }
}
