package dev.callboard.catalog.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that replaces {@code {$name: value}} in entity files. Called on threads of the catalog,
 * by several at a time; may block on reads. Of two with one name the first to appear serves.
 */
@ConsumerType
public interface PlaceholderResolver {
  /** Returns the name without the dollar sign, such as {@code text}. */
  String name();

  /**
   * Resolves one placeholder.
   *
   * @param value the text given
   * @param source reads files relative to the entity's own, within its repository
   * @return the JSON value to put in its place
   * @throws dev.callboard.platform.error.PortalException when it cannot be resolved; the entity
   *     fails with its message
   */
  Object resolve(String value, Source source);

  /** Where the entity comes from. */
  @org.osgi.annotation.versioning.ProviderType
  interface Source {
    /** Returns the location of the entity's file, such as {@code url:https://…}. */
    String location();

    /**
     * Reads a file as UTF-8 text and registers it as a refresh key of the entity.
     *
     * @param reference a URL, or a path relative to the entity's file; within the entity's own
     *     repository
     */
    String read(String reference);

    /**
     * Returns the location that {@link #read} would read for a reference, such as {@code
     * url:https://…}, without reading it.
     */
    String resolve(String reference);
  }
}
