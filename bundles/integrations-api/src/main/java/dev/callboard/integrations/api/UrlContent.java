package dev.callboard.integrations.api;

import java.util.Optional;

/** What reading a URL gave. */
public final class UrlContent {
  private final byte[] bytes;
  private final String etag;

  private UrlContent(byte[] bytes, String etag) {
    this.bytes = bytes;
    this.etag = etag;
  }

  /**
   * Returns the content of a file.
   *
   * @param bytes the content; not copied, do not change it
   * @param etag what to ask with next time, or null
   */
  public static UrlContent of(byte[] bytes, String etag) {
    return new UrlContent(bytes, etag);
  }

  /** Returns the answer for a file that has not changed. */
  public static UrlContent notModified(String etag) {
    return new UrlContent(null, etag);
  }

  /** Returns the content, or empty when the file has not changed. Do not change the array. */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(bytes);
  }

  /** Returns what to ask with next time, or empty. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }
}
