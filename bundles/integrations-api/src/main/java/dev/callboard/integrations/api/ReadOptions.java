package dev.callboard.integrations.api;

import java.time.Instant;
import java.util.Optional;

/** What the reader of a file or tree knows already. Immutable; each method gives a changed copy. */
public final class ReadOptions {
  private static final ReadOptions NONE = new ReadOptions(null, null, null, 0, false);

  private final String etag;
  private final Instant lastModified;
  private final Instant asOf;
  private final int history;
  private final boolean lastCommit;

  private ReadOptions(
      String etag, Instant lastModified, Instant asOf, int history, boolean lastCommit) {
    this.etag = etag;
    this.lastModified = lastModified;
    this.asOf = asOf;
    this.history = history;
    this.lastCommit = lastCommit;
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
    return new ReadOptions(known, lastModified, asOf, history, lastCommit);
  }

  /**
   * Returns options with the time of the content that is known: older content is not sent. Hosts
   * that know no times, such as plain git, send it in any case.
   *
   * @param known may be null, which is the same as none
   */
  public ReadOptions withLastModified(Instant known) {
    return new ReadOptions(etag, known, asOf, history, lastCommit);
  }

  /**
   * Returns options that want what the host has at a moment or later. Otherwise what a host was
   * found to have a short while ago may count as known, so that many reads ask it once.
   *
   * @param moment may be null, which is the same as none
   */
  public ReadOptions withAsOf(Instant moment) {
    return new ReadOptions(etag, lastModified, moment, history, lastCommit);
  }

  /**
   * Returns options that want to know, of a tree, when and by whom its files were changed last.
   * Hosts that cannot tell leave it out.
   *
   * @param commits how many commits are looked at, from the newest; 0 for none
   */
  public ReadOptions withHistory(int commits) {
    return new ReadOptions(etag, lastModified, asOf, commits, lastCommit);
  }

  /**
   * Returns options that want to know, of a file, which commit changed it last. Many hosts have to
   * be asked for that by a request of its own; those that cannot tell leave it out.
   *
   * @since 1.4
   */
  public ReadOptions withLastCommit() {
    return new ReadOptions(etag, lastModified, asOf, history, true);
  }

  /**
   * Returns whether the commit that changed a file last is wanted.
   *
   * @since 1.4
   */
  public boolean wantsLastCommit() {
    return lastCommit;
  }

  /** Returns how many commits are to be looked at for the last changes of files, 0 for none. */
  public int history() {
    return history;
  }

  /** Returns what the last answer carried, or empty. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** Returns the time of the content that is known, or empty. */
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }

  /** Returns the moment whose content is wanted at the earliest, or empty. */
  public Optional<Instant> asOf() {
    return Optional.ofNullable(asOf);
  }
}
