package dev.callboard.catalog.webhook;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends the changes of one webhook, in their order, for as long as it has the lease. What was sent
 * and not noted because of a crash is sent again. For one thread at a time; blocks.
 */
final class Sender {
  /** Sends a body and returns the status of the answer. */
  interface Post {
    int send(String url, java.util.Map<String, String> headers, byte[] body);
  }

  private static final int READ = 200;

  private final Webhook webhook;
  private final WebhookLimits limits;
  private final PluginDatabase database;
  private final Post post;
  private final String owner;
  private final Clock clock;

  Sender(
      Webhook webhook,
      WebhookLimits limits,
      PluginDatabase database,
      Post post,
      String owner,
      Clock clock) {
    this.webhook = webhook;
    this.limits = limits;
    this.database = database;
    this.post = post;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Sends what there is.
   *
   * @return when to come back, in milliseconds, 0 when everything has been sent
   */
  long run() throws SQLException {
    while (!Thread.currentThread().isInterrupted()) {
      long now = clock.millis();
      long wait = look(now);
      if (wait >= 0) {
        return wait;
      }
      WebhookState state = claim(now);
      if (!owner.equals(state.leaseOwner())) {
        return state.leaseUntil();
      }
      Delivery delivery = next(state);
      if (delivery == null) {
        release();
        return 0;
      }
      if (delivery.count() > 0) {
        String error = attempt(delivery);
        if (error != null) {
          return failed(error, state.attempts() + 1);
        }
      }
      long told = clock.millis();
      boolean kept =
          database.write(
              connection ->
                  WebhookTable.advance(
                      connection, webhook.name(), owner, delivery.end(), delivery.count(), told));
      if (!kept) {
        // Somebody else took over meanwhile and sends the same again.
        return told;
      }
    }
    return clock.millis();
  }

  /**
   * Returns when to come back, or -1 when there is something to do. Writes nothing, since whoever
   * hears of writes looks here again.
   */
  private long look(long now) throws SQLException {
    return database.read(
        connection -> {
          Optional<WebhookState> found = WebhookTable.find(connection, webhook.name());
          if (found.isEmpty()) {
            return -1L;
          }
          WebhookState state = found.get();
          if (state.nextAttempt() > now) {
            return state.nextAttempt();
          }
          boolean idle = state.position() == ChangeTable.last(connection);
          return idle && !owner.equals(state.leaseOwner()) ? 0L : -1L;
        });
  }

  private WebhookState claim(long now) throws SQLException {
    boolean alone = database.dialect() == Dialect.SQLITE;
    long until = now + limits.lease().toMillis();
    return database.write(
        connection -> {
          WebhookTable.add(connection, webhook.name(), ChangeTable.last(connection));
          WebhookTable.claim(connection, webhook.name(), owner, now, until, alone);
          return WebhookTable.find(connection, webhook.name()).orElseThrow();
        });
  }

  private void release() throws SQLException {
    database.write(
        connection -> {
          WebhookTable.release(connection, webhook.name(), owner);
          return null;
        });
  }

  /** Returns what to send next and notes it; null when there is nothing. */
  private Delivery next(WebhookState state) throws SQLException {
    Delivery delivery =
        database.read(
            connection -> {
              long last = ChangeTable.last(connection);
              if (state.position() + 1 < ChangeTable.first(connection) || state.position() > last) {
                return Delivery.reset(webhook, last);
              }
              List<Change> changes = ChangeTable.after(connection, state.position(), READ);
              return changes.isEmpty()
                  ? null
                  : Delivery.of(webhook, changes, state.pendingEnd(), limits);
            });
    if (delivery != null && delivery.count() > 0 && delivery.end() != state.pendingEnd()) {
      database.write(
          connection -> WebhookTable.begin(connection, webhook.name(), owner, delivery.end()));
    }
    return delivery;
  }

  /** Returns what went wrong, or null. */
  private String attempt(Delivery delivery) {
    try {
      int status =
          post.send(
              webhook.url(), delivery.headers(webhook, clock.millis() / 1_000), delivery.body());
      return status / 100 == 2 ? null : "the host answered " + status;
    } catch (PortalException e) {
      return e.code() == ErrorCode.INTERNAL ? "it could not be sent" : e.getMessage();
    }
  }

  private long failed(String error, int failures) throws SQLException {
    long now = clock.millis();
    long next = now + limits.pause(failures).toMillis();
    database.write(
        connection -> {
          WebhookTable.failed(connection, webhook.name(), owner, error, now, next);
          return null;
        });
    return next;
  }
}
