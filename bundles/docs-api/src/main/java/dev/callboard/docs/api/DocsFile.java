package dev.callboard.docs.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file of a published site.
 *
 * @param bytes its content, not copied, not null
 * @param modified when it was written, not null
 * @param tag a text that changes with the content, without quotes, not null
 */
public record DocsFile(byte[] bytes, Instant modified, String tag) {
  /** Refuses null. */
  public DocsFile {
    requireNonNull(bytes, "bytes is null");
    requireNonNull(modified, "modified is null");
    requireNonNull(tag, "tag is null");
  }
}
