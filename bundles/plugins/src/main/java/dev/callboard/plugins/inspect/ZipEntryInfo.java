package dev.callboard.plugins.inspect;

/**
 * An entry as the central directory has it.
 *
 * @param name the path
 * @param flags the general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc the checksum of the content
 * @param packed the size in the file
 * @param size the size when unpacked
 * @param offset where the local header is
 * @param unixMode the upper half of the external attributes when written on Unix, else 0
 */
record ZipEntryInfo(
    String name,
    int flags,
    int method,
    long crc,
    long packed,
    long size,
    long offset,
    int unixMode) {
  boolean isDirectory() {
    return name.endsWith("/");
  }

  boolean hasDescriptor() {
    return (flags & 0x8) != 0;
  }

  boolean isEncrypted() {
    return (flags & 0x2041) != 0;
  }
}
