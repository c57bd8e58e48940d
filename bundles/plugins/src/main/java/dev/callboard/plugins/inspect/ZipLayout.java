package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares local headers with the central directory and makes sure that the entries cover the file
 * from its first byte to the central directory, without gaps and overlaps. So there is one reading
 * of the archive, whichever of the two a reader follows, and nothing is hidden between entries.
 */
final class ZipLayout {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int LOCAL_SIZE = 30;

  private final ByteSource source;
  private final Map<ZipEntryInfo, Long> dataOffsets = new HashMap<>();

  private ZipLayout(ByteSource source) {
    this.source = source;
  }

  static ZipLayout check(ByteSource source, ZipDirectory directory, Budget budget)
      throws IOException, JarRefusedException {
    ZipLayout layout = new ZipLayout(source);
    List<ZipEntryInfo> ordered = new ArrayList<>(directory.entries());
    ordered.sort(Comparator.comparingLong(ZipEntryInfo::offset));
    long at = 0;
    for (int i = 0; i < ordered.size(); i++) {
      budget.checkTime();
      long next = i + 1 < ordered.size() ? ordered.get(i + 1).offset() : directory.start();
      if (ordered.get(i).offset() != at) {
        throw new JarRefusedException(
            "prepended-bytes", "the file has bytes before its first entry");
      }
      layout.checkEntry(ordered.get(i), next);
      at = next;
    }
    if (at != directory.start()) {
      throw new JarRefusedException("prepended-bytes", "the file has bytes before its directory");
    }
    return layout;
  }

  /** Returns where the packed content of an entry starts. */
  long dataOffset(ZipEntryInfo entry) {
    return dataOffsets.get(entry);
  }

  private void checkEntry(ZipEntryInfo entry, long next) throws IOException, JarRefusedException {
    ByteBuffer local = bytes(entry, entry.offset(), LOCAL_SIZE);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw mismatch(entry, "has no local header where the directory says");
    }
    int nameLength = ZipDirectory.unsignedShort(local, 26);
    long nameAt = entry.offset() + LOCAL_SIZE;
    if (!ZipDirectory.name(bytes(entry, nameAt, nameLength)).equals(entry.name())) {
      throw mismatch(entry, "has another name in its local header");
    }
    if (ZipDirectory.unsignedShort(local, 8) != entry.method()
        || ((ZipDirectory.unsignedShort(local, 6) ^ entry.flags()) & 0x2049) != 0) {
      throw mismatch(entry, "has another method or other flags in its local header");
    }
    checkSizes(entry, local);
    long data = nameAt + nameLength + ZipDirectory.unsignedShort(local, 28);
    dataOffsets.put(entry, data);
    checkEnd(entry, data + entry.packed(), next);
  }

  private static void checkSizes(ZipEntryInfo entry, ByteBuffer local) throws JarRefusedException {
    long crc = ZipDirectory.unsignedInt(local, 14);
    long packed = ZipDirectory.unsignedInt(local, 18);
    long size = ZipDirectory.unsignedInt(local, 22);
    boolean same = crc == entry.crc() && packed == entry.packed() && size == entry.size();
    boolean later = entry.hasDescriptor() && crc == 0 && packed == 0 && size == 0;
    if (!same && !later) {
      throw mismatch(entry, "has another size or checksum in its local header");
    }
  }

  private void checkEnd(ZipEntryInfo entry, long end, long next)
      throws IOException, JarRefusedException {
    long rest = next - end;
    if (!entry.hasDescriptor() && rest == 0) {
      return;
    }
    // With or without its optional signature.
    if (entry.hasDescriptor() && (rest == 12 || rest == 16)) {
      ByteBuffer descriptor = bytes(entry, end, (int) rest);
      int skip = rest == 16 ? 4 : 0;
      boolean good =
          (skip == 0 || descriptor.getInt(0) == DESCRIPTOR_SIGNATURE)
              && ZipDirectory.unsignedInt(descriptor, skip) == entry.crc()
              && ZipDirectory.unsignedInt(descriptor, skip + 4) == entry.packed()
              && ZipDirectory.unsignedInt(descriptor, skip + 8) == entry.size();
      if (good) {
        return;
      }
    }
    throw mismatch(entry, "overlaps the next entry or is followed by hidden bytes");
  }

  private ByteBuffer bytes(ZipEntryInfo entry, long at, int length)
      throws IOException, JarRefusedException {
    try {
      return source.bytes(at, length);
    } catch (EOFException e) {
      throw mismatch(entry, "lies outside the file");
    }
  }

  private static JarRefusedException mismatch(ZipEntryInfo entry, String what) {
    return new JarRefusedException("bad-zip", "the entry " + quote(entry.name()) + " " + what);
  }
}
