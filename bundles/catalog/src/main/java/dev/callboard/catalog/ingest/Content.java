package dev.callboard.catalog.ingest;

/**
 * What reading a file gave.
 *
 * @param bytes the content, null when it has not changed since it was read last
 * @param etag what the host calls this version, or null
 * @param stamp size and time of a local file, the commit of one of a source host, or null
 * @param digest of the content, null when it was not read
 */
record Content(byte[] bytes, String etag, String stamp, String digest) {
  /** What is known of something that could not be read, or that stands in no file. */
  static final Content NONE = new Content(null, null, null, null);

  boolean unchanged() {
    return bytes == null;
  }
}
