package dev.callboard.catalog.write;

import dev.callboard.catalog.store.CurrentEntity;
import dev.callboard.platform.error.ErrorCode;
import java.util.Optional;

/**
 * What has to hold of an entity before it is written.
 *
 * @param options how it is written
 * @param matchRequired whether a change has to say which version it is made to ({@code
 *     catalog.write.requireIfMatch})
 */
record WriteChecks(WriteOptions options, boolean matchRequired) {
  /**
   * Returns what the caller may know of an entity, null when that is nothing.
   *
   * @param current may be null
   */
  CurrentEntity known(CurrentEntity current) {
    boolean hidden =
        current != null
            && current.served().filter(before -> !options.guard().knows(before)).isPresent();
    return hidden ? null : current;
  }

  /**
   * Asks the guard.
   *
   * @param current may be null
   */
  void guard(String ref, CurrentEntity current) {
    options.guard().check(ref, Optional.ofNullable(current).flatMap(CurrentEntity::served));
  }

  /**
   * Checks the version.
   *
   * @param current may be null
   */
  void version(String ref, CurrentEntity current) {
    version(ref, current, Precondition.NONE);
  }

  /** Checks the version, which has to be one of two conditions too. */
  void version(String ref, CurrentEntity current, Precondition own) {
    Optional<String> etag =
        Optional.ofNullable(current)
            .filter(entity -> entity.served().isPresent())
            .map(CurrentEntity::etag);
    boolean unsaid = options.precondition().isNone() && own.isNone();
    if (matchRequired && etag.isPresent() && unsaid) {
      throw WriteRefused.precondition(
          "Say in If-Match which version is to be changed: the entity "
              + ref
              + " has the etag \""
              + etag.get()
              + "\" (catalog.write.requireIfMatch is set)",
          etag);
    }
    options.precondition().check("The entity " + ref, etag);
    own.check("The entity " + ref, etag);
  }

  /** Refuses what a file or a provider has. */
  static void notForeign(CurrentEntity current) {
    if (current != null && current.isForeign()) {
      throw foreign(current);
    }
  }

  static WriteRefused foreign(CurrentEntity current) {
    return WriteRefused.of(
        ErrorCode.CONFLICT,
        "The entity "
            + current.ref()
            + " comes from "
            + current.locationKey()
            + " and cannot be replaced here: change it there, remove it there first, or use PATCH"
            + " to lay an overlay over it");
  }

  /** Refuses what is there without the caller knowing; a name can be had only once. */
  static WriteRefused hidden(String ref) {
    return WriteRefused.of(ErrorCode.NOT_ALLOWED, "The entity " + ref + " may not be changed");
  }

  static WriteRefused unknown(String ref) {
    return WriteRefused.of(ErrorCode.NOT_FOUND, "There is no entity " + ref);
  }
}
