package dev.callboard.catalog.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short texts that change when a file does. */
final class Stamps {
  private Stamps() {}

  /** Returns size, time and inode of a file, or {@code missing}. */
  static String of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      BasicFileAttributes link =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.size()
          + " "
          + attributes.lastModifiedTime()
          + " "
          + attributes.fileKey()
          + (link.isSymbolicLink() ? " " + link.lastModifiedTime() : "");
    } catch (IOException e) {
      return "missing";
    }
  }

  /** Returns what stands for the commit that changed a file of a source host last. */
  static String commit(String id) {
    return "commit " + id;
  }

  /** Returns the SHA-256 of some parts as hexadecimal digits. */
  static String sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
