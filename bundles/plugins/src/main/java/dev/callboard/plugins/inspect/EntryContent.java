package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks entries, never beyond the size they claim, and checks size and checksum. */
final class EntryContent {
  private static final int BUFFER = 64 * 1024;

  private final ByteSource source;
  private final ZipLayout layout;
  private final Budget budget;

  EntryContent(ByteSource source, ZipLayout layout, Budget budget) {
    this.source = source;
    this.layout = layout;
    this.budget = budget;
  }

  /** Takes unpacked bytes. */
  private interface Sink {
    void accept(byte[] bytes, int length);
  }

  /** Unpacks an entry to nowhere, for the sake of the checks. */
  void verify(ZipEntryInfo entry) throws IOException, JarRefusedException {
    unpack(entry, (bytes, length) -> {});
  }

  /** Unpacks an entry to memory. The caller has checked its size. */
  byte[] read(ZipEntryInfo entry) throws IOException, JarRefusedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(entry.size(), 1 << 20));
    unpack(entry, (bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  private void unpack(ZipEntryInfo entry, Sink sink) throws IOException, JarRefusedException {
    CRC32 crc = new CRC32();
    Sink checked =
        (bytes, length) -> {
          crc.update(bytes, 0, length);
          sink.accept(bytes, length);
        };
    long size = entry.method() == 0 ? copy(entry, checked) : inflate(entry, checked);
    if (size != entry.size() || crc.getValue() != entry.crc()) {
      throw new JarRefusedException(
          "wrong-size",
          "the entry " + quote(entry.name()) + " does not have the size or checksum it claims");
    }
  }

  private long copy(ZipEntryInfo entry, Sink sink) throws IOException, JarRefusedException {
    long at = layout.dataOffset(entry);
    long end = at + entry.packed();
    while (at < end) {
      budget.checkTime();
      int length = (int) Math.min(BUFFER, end - at);
      sink.accept(source.bytes(at, length).array(), length);
      at += length;
    }
    return entry.packed();
  }

  private long inflate(ZipEntryInfo entry, Sink sink) throws IOException, JarRefusedException {
    Inflater inflater = new Inflater(true);
    try {
      return inflate(entry, sink, inflater);
    } catch (DataFormatException e) {
      throw new JarRefusedException(
          "bad-zip", "the entry " + quote(entry.name()) + " cannot be unpacked");
    } finally {
      inflater.end();
    }
  }

  private long inflate(ZipEntryInfo entry, Sink sink, Inflater inflater)
      throws IOException, JarRefusedException, DataFormatException {
    byte[] out = new byte[BUFFER];
    long at = layout.dataOffset(entry);
    long end = at + entry.packed();
    long total = 0;
    while (!inflater.finished()) {
      budget.checkTime();
      int n = inflater.inflate(out);
      total += n;
      if (total > entry.size()) {
        return total;
      }
      sink.accept(out, n);
      if (n > 0 || inflater.finished()) {
        continue;
      }
      if (!inflater.needsInput() || at >= end) {
        throw new DataFormatException("ends early");
      }
      int length = (int) Math.min(BUFFER, end - at);
      ByteBuffer packed = source.bytes(at, length);
      inflater.setInput(packed.array(), 0, length);
      at += length;
    }
    if (inflater.getRemaining() > 0 || at < end) {
      throw new DataFormatException("has hidden bytes");
    }
    return total;
  }
}
