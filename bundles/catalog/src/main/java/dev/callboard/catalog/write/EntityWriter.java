package dev.callboard.catalog.write;

import dev.callboard.catalog.api.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes entities because somebody asks for it, not because a file did. What a method returns is
 * stored, and on this node it is what readers see. Thread-safe; every method blocks as the database
 * does.
 *
 * <p>What is refused is a {@link WriteRefused}, and nothing is stored.
 */
public interface EntityWriter {
  /**
   * Creates an entity that no file owns, or replaces it.
   *
   * @param ref what it is to be; kind, namespace and name of the entity have to agree with it
   * @param entity as in a descriptor file, without what the catalog adds (see {@link
   *     Descriptors#of})
   * @throws WriteRefused with code {@code INPUT} and all problems when the entity is not valid,
   *     {@code CONFLICT} when a file or a provider owns it, {@code PRECONDITION_FAILED} when it is
   *     not the version that was expected
   */
  WriteResult put(EntityRef ref, Map<String, Object> entity, WriteOptions options);

  /**
   * Creates or replaces several entities in one transaction.
   *
   * @param atomic whether one that is refused keeps all from being stored
   * @return one outcome for each, in the order of the puts
   */
  List<WriteOutcome> putAll(List<EntityPut> puts, boolean atomic, WriteOptions options);

  /**
   * Changes an entity by a JSON Merge Patch (RFC 7396): one that no file owns as such, another one
   * by an overlay over what its file says.
   *
   * @throws WriteRefused as {@link #put}; {@code NOT_FOUND} when there is no such entity
   */
  WriteResult patch(EntityRef ref, Map<String, Object> mergePatch, WriteOptions options);

  /** Returns the overlay of an entity. */
  Optional<EntityOverlay> overlay(EntityRef ref);

  /**
   * Takes the overlay off an entity, which is then as its file says. The precondition is about the
   * etag of the overlay.
   *
   * @throws WriteRefused with code {@code NOT_FOUND} when there is none
   */
  void removeOverlay(EntityRef ref, WriteOptions options);

  /**
   * Deletes an entity. One that a file owns comes back when the file is read and still lists it.
   *
   * @throws WriteRefused with code {@code NOT_FOUND} when there is no such entity
   */
  void delete(EntityRef ref, WriteOptions options);
}
