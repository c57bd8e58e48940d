package dev.callboard.integrations;

import dev.callboard.platform.error.PortalException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The entries of a tar archive, one after the other, as POSIX.1-2001 describes them under {@code
 * pax}, with the long names that GNU writes. What belongs to an entry and was not read is skipped.
 * For one thread.
 */
final class TarEntries implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int LONGEST_HEADER = 64 * 1024;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long unpacked;
  private final long most;
  private long left;
  private int padding;
  private String longName;
  private String name;
  private char type;

  /**
   * Reads an archive.
   *
   * @param most how many bytes it may be unpacked; some room for headers is added
   */
  TarEntries(InputStream in, long most) {
    this.in = in;
    this.most = 2 * Math.max(most, 0) + (1 << 20);
  }

  /** Goes to the next entry; returns false when there is none. */
  boolean next() throws IOException {
    longName = null;
    while (header()) {
      if (type == 'L') {
        longName = text(small()).replaceFirst("\0.*", "");
      } else if (type == 'x') {
        pax(small());
      } else if (type != 'g' && type != 'K') {
        name = longName == null ? name : longName;
        return true;
      }
    }
    return false;
  }

  private boolean header() throws IOException {
    skip(left + padding);
    int read = in.readNBytes(header, 0, BLOCK);
    // The archive ends with blocks of zeros.
    if (read == 0 || (read == BLOCK && header[0] == 0)) {
      return false;
    }
    count(read);
    if (read < BLOCK || number(148, 8) != sum()) {
      throw damaged();
    }
    String prefix = text(257, 5).equals("ustar") ? text(345, 155) : "";
    name = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    type = (char) header[156];
    left = number(124, 12);
    padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
    return true;
  }

  /** The sum counts its own field as blanks. */
  private long sum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private long number(int start, int length) throws IOException {
    String digits = text(start, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw damaged();
    }
    return Long.parseLong(digits, 8);
  }

  private String text(int start, int length) {
    return text(Arrays.copyOfRange(header, start, start + length)).replaceFirst("(?s)\0.*", "");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] small() throws IOException {
    if (left > LONGEST_HEADER) {
      throw PortalException.input("the archive has a name or header that is too long");
    }
    byte[] bytes = in.readNBytes((int) left);
    count(bytes.length);
    if (bytes.length < left) {
      throw damaged();
    }
    left = 0;
    return bytes;
  }

  /** Records are a length, a blank, a name, an equals sign, a value and a line feed. */
  private void pax(byte[] records) throws IOException {
    int start = 0;
    while (start < records.length) {
      int blank = start;
      while (blank < records.length && records[blank] != ' ') {
        blank++;
      }
      String digits = text(Arrays.copyOfRange(records, start, blank));
      if (!digits.matches("[0-9]{1,6}")) {
        throw damaged();
      }
      int end = start + Integer.parseInt(digits);
      if (end <= blank + 1 || end > records.length) {
        throw damaged();
      }
      String record = text(Arrays.copyOfRange(records, blank + 1, end - 1));
      if (record.startsWith("path=")) {
        longName = record.substring("path=".length());
      }
      start = end;
    }
  }

  /** Returns the name of the entry. */
  String name() {
    return name;
  }

  /** Returns whether the entry is a directory. */
  boolean isDirectory() {
    return type == '5' || name.endsWith("/");
  }

  /** Returns whether the entry is a file, and no link or device. */
  boolean isFile() {
    return type == '0' || type == '\0';
  }

  /** Returns the content of the entry, to be read before the next entry. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int start, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int read = in.read(target, start, (int) Math.min(left, length));
        if (read < 0) {
          throw damaged();
        }
        count(read);
        left -= read;
        return read;
      }
    };
  }

  private void skip(long many) throws IOException {
    byte[] buffer = new byte[8192];
    for (long rest = many; rest > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (read < 0) {
        throw damaged();
      }
      count(read);
      rest -= read;
    }
  }

  /** What is skipped is unpacked, too. */
  private void count(int read) {
    unpacked += read;
    if (unpacked > most) {
      throw PortalException.input("the archive unpacks to more than is allowed");
    }
  }

  private static EOFException damaged() {
    return new EOFException("it is cut off or no tar archive");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
