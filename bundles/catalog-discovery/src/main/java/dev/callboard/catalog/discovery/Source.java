package dev.callboard.catalog.discovery;

/** Where entities are found. Used by one thread at a time; {@link #page} blocks. */
public interface Source {
  /** Returns the name of the provider, the same at each start. */
  String name();

  /** Returns a text that is another one when it may find other things than before. */
  String fingerprint();

  /**
   * Returns some of what there is.
   *
   * @param place where to go on, as the page before says; null for the first page
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     the same question may be answered later, with another one when not
   */
  Page page(String place);

  /**
   * Returns whether something can be overlooked when others are added or removed while pages are
   * read. Then it is gone only when two runs did not find it.
   */
  default boolean overlooks() {
    return false;
  }
}
