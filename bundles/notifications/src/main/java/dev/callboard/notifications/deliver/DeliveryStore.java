package dev.callboard.notifications.deliver;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
import dev.callboard.platform.database.SqlWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What waits for channels. Thread-safe; blocks. */
final class DeliveryStore {
  private final PluginDatabase database;
  private final PluginTransactions transactions;

  DeliveryStore(PluginDatabase database) {
    this.database = database;
    this.transactions = new PluginTransactions(database, "The deliveries cannot be reached now");
  }

  PluginDatabase database() {
    return database;
  }

  /**
   * Takes what is due for a channel, for itself alone until the lease ends.
   *
   * @param limit how many at the most
   */
  List<Batch> claim(String channel, int limit, DeliverySettings settings, long now) {
    if (read(connection -> DeliveryTable.due(connection, channel, now, 1)).isEmpty()) {
      return List.of();
    }
    long until = now + settings.lease().toMillis();
    return write(
        connection -> {
          List<Batch> batches = new ArrayList<>();
          Set<String> taken = new HashSet<>();
          for (DeliveryRow due : DeliveryTable.due(connection, channel, now, limit)) {
            List<DeliveryRow> together =
                due.digest().isEmpty()
                    ? List.of(due)
                    : DeliveryTable.digest(connection, due, now, settings.digestItems());
            List<DeliveryRow> mine = new ArrayList<>();
            for (DeliveryRow row : together) {
              if (taken.add(row.id()) && DeliveryTable.claim(connection, row, until)) {
                mine.add(row);
              }
            }
            if (!mine.isEmpty()) {
              batches.add(new Batch(mine));
            }
          }
          return batches;
        });
  }

  /** Notes that rows are delivered, and what is to be delivered in their place. */
  void done(Batch batch, SqlWork<List<DeliveryRow>> instead) {
    write(
        connection -> {
          for (DeliveryRow row : batch.rows()) {
            DeliveryTable.delete(connection, row.id());
          }
          DeliveryTable.insert(connection, instead.apply(connection));
          return null;
        });
  }

  /** Notes that rows could not be delivered. */
  void failed(
      Batch batch,
      boolean last,
      String error,
      Optional<Long> pause,
      DeliverySettings settings,
      long now) {
    write(
        connection -> {
          for (DeliveryRow row : batch.rows()) {
            long tries = row.tries() + 1;
            boolean old = row.created() + settings.maxAge().toMillis() <= now;
            boolean dead = last || old || tries >= settings.maxTries();
            long wait = Math.max(pause.orElse(0L), settings.pause(tries));
            DeliveryTable.failed(connection, row.id(), dead, error, now + wait);
          }
          return null;
        });
  }

  /** Gives rows back that were not tried. */
  void release(Batch batch, long now) {
    write(
        connection -> {
          for (DeliveryRow row : batch.rows()) {
            DeliveryTable.release(connection, row.id(), now);
          }
          return null;
        });
  }

  <T> T read(SqlWork<T> work) {
    return transactions.read(work);
  }

  <T> T write(SqlWork<T> work) {
    return transactions.write(work);
  }
}
