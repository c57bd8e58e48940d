package dev.callboard.catalog.discovery;

import dev.callboard.catalog.api.Entity;
import java.util.List;

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
   * Returns whether a repository is one that this source may read, whatever its filters say of it.
   *
   * @param url its address, as the host writes it
   */
  default boolean has(String url) {
    return false;
  }

  /**
   * Returns what is found in one repository: nothing when it is gone or left out. Errors are those
   * of {@link #page}.
   *
   * @param url of one that this source has
   */
  default List<Entity> repository(String url) {
    throw new UnsupportedOperationException("no repositories");
  }

  /** Returns the address of the repository that an entity was found in, empty when in none. */
  default String repositoryOf(Entity entity) {
    return "";
  }

  /** Returns whether a file of a repository, by its path there, is one that is looked for. */
  default boolean reads(String path) {
    return false;
  }

  /**
   * Returns whether something can be overlooked when others are added or removed while pages are
   * read. Then it is gone only when two runs did not find it.
   */
  default boolean overlooks() {
    return false;
  }
}
