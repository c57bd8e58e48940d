package dev.callboard.integrations.api;

import java.time.Instant;
import java.util.Optional;

/** What the reader of a file or tree knows already. Immutable; each method gives a changed copy. */
public final class ReadOptions {
  private static final ReadOptions NONE = new ReadOptions(null, null);

  private final String etag;
  private final Instant lastModified;

  private ReadOptions(String etag, Instant lastModified) {
    this.etag = etag;
    this.lastModified = lastModified;
  }

  /** Returns options that know nothing: the content is read in any case. */
  public static ReadOptions none() {
    return NONE;
  }

  /**
   * Returns options with what the last answer carried: the same content is not sent again.
   *
   * @param known may be null, which is the same as none
   */
  public ReadOptions withEtag(String known) {
    return new ReadOptions(known, lastModified);
  }

  /**
   * Returns options with the time of the content that is known: older content is not sent. Hosts
   * that know no times, such as plain git, send it in any case.
   *
   * @param known may be null, which is the same as none
   */
  public ReadOptions withLastModified(Instant known) {
    return new ReadOptions(etag, known);
  }

  /** Returns what the last answer carried, or empty. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Returns the time of the content that is known, or empty. */
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }
}
