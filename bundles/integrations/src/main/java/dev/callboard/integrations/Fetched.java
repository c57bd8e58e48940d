package dev.callboard.integrations;

import java.net.URI;

/**
 * One answer.
 *
 * @param bytes the content, or null when there is none
 * @param etag what to ask with next time, or null
 * @param redirect where to ask instead, or null
 */
record Fetched(byte[] bytes, String etag, URI redirect) {
  static Fetched content(byte[] bytes, String etag) {
    return new Fetched(bytes, etag, null);
  }

  static Fetched unchanged(String etag) {
    return new Fetched(null, etag, null);
  }

  static Fetched redirected(URI to) {
    return new Fetched(null, null, to);
  }
}
