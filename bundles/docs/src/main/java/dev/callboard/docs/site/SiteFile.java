package dev.callboard.docs.site;

import java.util.function.Supplier;

/** A file of a site that may have to be written. For one thread at a time. */
final class SiteFile {
  private final String path;
  private final Supplier<byte[]> content;
  private String digest;
  private byte[] bytes;

  private SiteFile(String path, String digest, Supplier<byte[]> content) {
    this.path = path;
    this.digest = digest;
    this.content = content;
  }

  /** Makes a file whose digest stands for its content, which is made only when it is written. */
  static SiteFile of(String path, String digest, Supplier<byte[]> content) {
    return new SiteFile(path, digest, content);
  }

  /** Makes a file that is known by its content. */
  static SiteFile of(String path, Supplier<byte[]> content) {
    return new SiteFile(path, null, content);
  }

  String path() {
    return path;
  }

  String digest() {
    if (digest == null) {
      bytes = content.get();
      digest = Digests.of(bytes);
    }
    return digest;
  }

  /** Returns the content, which is not kept. */
  byte[] bytes() {
    byte[] made = bytes == null ? content.get() : bytes;
    forget();
    return made;
  }

  /** Lets go of content that was only made for its digest. */
  void forget() {
    bytes = null;
  }
}
