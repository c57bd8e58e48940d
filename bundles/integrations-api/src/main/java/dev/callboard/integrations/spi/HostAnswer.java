package dev.callboard.integrations.spi;

import dev.callboard.integrations.api.UrlContent;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An answer of a host. Immutable. */
public final class HostAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] bytes;

  /**
   * Creates an answer.
   *
   * @param status the status code
   * @param headers by name in lower case
   * @param bytes the body; empty when it went to a file
   */
  public HostAnswer(int status, Map<String, List<String>> headers, byte[] bytes) {
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns whether the host says that nothing has changed. */
  public boolean notModified() {
    return status == 304;
  }

  /** Returns the first value of a header, or empty. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.stream().findFirst();
  }

  /** Returns all headers by name in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Returns the answer as that of a file, with what its headers tell. */
  public UrlContent content() {
    String etag = header("etag").orElse(null);
    if (notModified()) {
      return UrlContent.notModified(etag);
    }
    return UrlContent.of(bytes, etag).withLastModified(lastModified());
  }

  private Instant lastModified() {
    try {
      return header("last-modified")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElse(null);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns the body, empty when it went to a file. Do not change it. */
  public byte[] bytes() {
    return bytes;
  }
}
