package dev.callboard.platform.audit;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is given all records of the audit log in the order of their numbers, such as to
 * carry them elsewhere or to look for what is suspicious. How far it is is kept in the database
 * under its id: after a restart, or when it was away, it goes on where it was. Records come at
 * least once, the last ones again after a crash. Of several nodes one at a time serves a follower.
 *
 * <p>A follower that is slow or fails is behind and disturbs nobody: neither recording nor other
 * followers wait for it.
 */
@ConsumerType
public interface AuditFollower {
  /**
   * Returns the id that its place is kept under: at most 100 letters, digits, dots, colons and
   * hyphens, beginning with the id of its plugin. Asked once.
   */
  String id();

  /**
   * Returns whether a follower that is new is given the whole log; else it begins at its end. Asked
   * when there is no place under its id.
   */
  default boolean fromBeginning() {
    return true;
  }

  /**
   * Takes the next records. On a background thread, one call at a time; may block, but not longer
   * than some seconds where several nodes run, for another node takes over from one that is silent
   * for half a minute. Must end soon after an interrupt.
   *
   * @param records at least one, in order, without gaps between them and the calls before
   * @throws Exception to be given them again later, after a pause that grows up to minutes
   */
  void accept(List<AuditRecord> records) throws Exception;
}
