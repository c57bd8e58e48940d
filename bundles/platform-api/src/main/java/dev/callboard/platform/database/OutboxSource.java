package dev.callboard.platform.database;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The outboxes of all plugin databases, for the one who carries their rows on. An outbox is the
 * table {@value #TABLE} with the text columns {@code id} and {@code body}, which exists in every
 * plugin database before its own migrations run; whoever writes a row does so in the transaction of
 * the change that the row tells of. Not meant for plugins. Thread-safe; every method except {@link
 * #databases} blocks.
 */
@ProviderType
public interface OutboxSource {
  /** The name of the table. */
  String TABLE = "callboard_audit_outbox";

  /** Returns the ids of the plugins whose database is open now. */
  Set<String> databases();

  /**
   * Returns the oldest committed rows.
   *
   * @param database the id of a plugin; one that is not open gives an empty list
   * @param limit how many rows at the most
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     the database cannot be read now
   */
  List<OutboxRow> read(String database, int limit);

  /**
   * Deletes rows. Ids that do not exist are ignored, so doing it twice does no harm.
   *
   * @param database the id of a plugin; one that is not open is ignored
   * @param ids which rows
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     the database cannot be written now
   */
  void delete(String database, Collection<String> ids);
}
