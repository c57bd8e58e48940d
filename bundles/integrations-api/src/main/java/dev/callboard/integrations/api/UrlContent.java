package dev.callboard.integrations.api;

import java.time.Instant;
import java.util.Optional;

/** What reading a URL gave. Immutable, as long as nobody writes into the array. */
public final class UrlContent {
  private final byte[] bytes;
  private final String etag;
  private final Instant lastModified;
  private final String commit;

  private UrlContent(byte[] bytes, String etag, Instant lastModified, String commit) {
    this.bytes = bytes;
    this.etag = etag;
    this.lastModified = lastModified;
    this.commit = commit;
  }

  /**
   * Returns the content of a file.
   *
   * @param bytes the content; not copied, do not change it
   * @param etag what to ask with next time, or null
   */
  public static UrlContent of(byte[] bytes, String etag) {
    return new UrlContent(bytes, etag, null, null);
  }

  /** Returns the answer for a file that has not changed. */
  public static UrlContent notModified(String etag) {
    return new UrlContent(null, etag, null, null);
  }

  /** Returns the same with the time of the content, which may be null. */
  public UrlContent withLastModified(Instant time) {
    return new UrlContent(bytes, etag, time, commit);
  }

  /** Returns the same with the commit that last changed the content, which may be null. */
  public UrlContent withCommit(String id) {
    return new UrlContent(bytes, etag, lastModified, id);
  }

  /** Returns the content, or empty when the file has not changed. Do not change the array. */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(bytes);
  }

  /** Returns what to ask with next time, or empty. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Returns when the content was changed last, or empty when the host does not tell. */
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }

  /**
   * Returns the commit that the content comes from, the last one that changed it where the host
   * tells, or empty. Most hosts tell it only when {@link ReadOptions#withLastCommit} asks for it.
   */
  public Optional<String> commit() {
    return Optional.ofNullable(commit);
  }
}
