package dev.callboard.scorecards.spi;

import dev.callboard.catalog.api.Entity;
import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that knows something of entities. Checks read it as {@code facts.<id>.<name>}. It is
 * used from the moment it is registered; when it goes, what it said is unknown.
 *
 * <p>Called on threads of the scorecards, several at a time.
 */
@ConsumerType
public interface FactProvider {
  /**
   * Returns the name under which checks read the facts: a word of {@code a-z 0-9 -}. Asked once.
   */
  String id();

  /**
   * Returns what is known of an entity. The same state of the world must give the same facts, so
   * leave out ages and times of reading. May block when {@link #keepFor} is not zero.
   *
   * @param entity as the catalog has it; not null
   * @return not null; what is left out is unknown, and a check that needs it is unknown, too. An
   *     exception makes all facts of this provider unknown for the entity, with its message
   */
  Facts facts(Entity entity);

  /**
   * Returns for how long facts are kept before they are read again. Zero, the default, is for what
   * is answered from memory: it is asked at each evaluation. Anything else is read in the
   * background and kept in the database.
   */
  default Duration keepFor() {
    return Duration.ZERO;
  }

  /**
   * Has somebody told when facts have changed, so that checks are held against them at once.
   *
   * @param changed takes the canonical reference of an entity; may be called on any thread, and
   *     does not block
   * @return ends it
   */
  default AutoCloseable onChange(Consumer<String> changed) {
    return () -> {};
  }
}
