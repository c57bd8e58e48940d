package dev.callboard.integrations.repository;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells that nothing has changed where the host does not: not all of them know what was sent. */
final class Known {
  private Known() {}

  static UrlContent unless(UrlContent content, ReadOptions options) {
    if (content.bytes().isEmpty()) {
      return content;
    }
    String etag = content.etag().orElseGet(() -> digest(content.bytes().orElseThrow()));
    boolean same = options.etag().filter(etag::equals).isPresent();
    boolean older =
        options.lastModified().isPresent()
            && content.lastModified().isPresent()
            && !content.lastModified().get().isAfter(options.lastModified().get());
    if (same || older) {
      return UrlContent.notModified(etag);
    }
    return UrlContent.of(content.bytes().orElseThrow(), etag)
        .withLastModified(content.lastModified().orElse(null))
        .withCommit(content.commit().orElse(null));
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"sha256-" + HexFormat.of().formatHex(hash) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
