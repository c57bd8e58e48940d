package dev.callboard.notifications.store;

import dev.callboard.notifications.api.Notification;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
import dev.callboard.platform.database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The notifications and settings of all users. Users are named in lower case. Blocks. */
@Component(service = NotificationStore.class)
public final class NotificationStore {
  private final PluginTransactions transactions;
  private final NotificationTable table = new NotificationTable();

  /** A page of notifications, and how many there are on all pages. */
  public record Page(long totalCount, List<Notification> notifications) {}

  /** How many notifications were read and were not. */
  public record Status(long unread, long read) {}

  /** Called by Declarative Services. */
  @Activate
  public NotificationStore(@Reference PluginDatabase database) {
    this.transactions = new PluginTransactions(database, "The notifications cannot be reached now");
  }

  /** Does more in the transaction that stores notifications. */
  @FunctionalInterface
  public interface Alongside {
    /** Called with the notifications as they are kept. */
    void apply(Connection connection, List<Notification> kept) throws SQLException;
  }

  /** Stores notifications, all or none; returns them as they are kept. */
  public List<Notification> put(List<Notification> fresh, Alongside alongside) {
    return transactions.write(
        connection -> {
          List<Notification> kept = new ArrayList<>();
          for (Notification each : fresh) {
            kept.add(table.put(connection, each));
          }
          alongside.apply(connection, kept);
          return kept;
        });
  }

  /** Returns a page of what a user has. */
  public Page list(
      String user, NotificationQuery query, NotificationOrder order, int limit, int offset) {
    return transactions.read(
        connection ->
            new Page(
                table.count(connection, user, query),
                table.list(connection, user, query, order.sql(), limit, offset)));
  }

  /** Returns a notification that a user has. */
  public Optional<Notification> get(String user, String id) {
    return transactions.read(
        connection -> table.byIds(connection, user, Set.of(id)).stream().findFirst());
  }

  /** Counts what a user has. */
  public Status status(String user) {
    NotificationQuery all = NotificationQuery.all();
    NotificationQuery read =
        new NotificationQuery(
            all.search(), Optional.of(true), all.saved(), all.createdAfterMillis(), all.topic(), 0);
    return transactions.read(
        connection -> {
          long known = table.count(connection, user, read);
          return new Status(table.count(connection, user, all) - known, known);
        });
  }

  /** Returns the topics of what a user has. */
  public List<String> topics(String user, NotificationQuery query) {
    return transactions.read(connection -> table.distinct(connection, "n.topic", user, query));
  }

  /** Returns who has sent something to a user. */
  public List<String> origins(String user) {
    return transactions.read(
        connection -> table.distinct(connection, "n.origin", user, NotificationQuery.all()));
  }

  /** Marks those of the ids that the user has; returns them as they are then. */
  public List<Notification> mark(
      String user, Set<String> ids, Optional<Boolean> read, Optional<Boolean> saved, long now) {
    return transactions.write(
        connection -> {
          for (Notification known : table.byIds(connection, user, ids)) {
            if (read.isPresent()) {
              table.mark(connection, "read_ms", known.id(), user, read.get() ? now : null);
            }
            if (saved.isPresent()) {
              table.mark(connection, "saved_ms", known.id(), user, saved.get() ? now : null);
            }
          }
          return table.byIds(connection, user, ids);
        });
  }

  /** Returns what a user wants. */
  public UserSettings settings(String user) {
    return transactions.read(connection -> SettingTable.get(connection, user));
  }

  /** Returns what a user wants, in a transaction. */
  public static UserSettings settings(Connection connection, String user) throws SQLException {
    return SettingTable.get(connection, user);
  }

  /** Replaces what a user turned on and off; preferences that are not given stay. */
  public void choose(String user, UserSettings settings) {
    transactions.write(
        connection -> {
          SettingTable.put(connection, user, settings);
          return null;
        });
  }

  /** Deletes what is older than a time; returns how many. */
  public int purge(long beforeMillis) {
    return transactions.write(connection -> table.purge(connection, beforeMillis));
  }

  /** Does work in a transaction after everything of a user was deleted. */
  public void forget(String user, SqlWork<?> alongside) {
    transactions.write(
        connection -> {
          table.forget(connection, user);
          return alongside.apply(connection);
        });
  }
}
