package dev.callboard.notifications.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.DeliveryResult;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.config.Secrets;
import dev.callboard.platform.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers for one channel, and notes what became of it. Thread-safe; blocks. */
final class Courier implements Lane.Work {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** Another node may have stored something, or have gone in the middle of it. */
  private static final Duration POLL = Duration.ofSeconds(15);

  private static final int LONGEST_ERROR = 500;

  private final NotificationChannel channel;
  private final DeliveryStore store;
  private final ConfigService config;
  private final DeliveryIds ids;
  private final ObjectMapper mapper;
  private final Clock clock;
  private final BooleanSupplier here;

  Courier(
      NotificationChannel channel,
      DeliveryStore store,
      ConfigService config,
      DeliveryIds ids,
      ObjectMapper mapper,
      Clock clock,
      BooleanSupplier here) {
    this.channel = channel;
    this.store = store;
    this.config = config;
    this.ids = ids;
    this.mapper = mapper;
    this.clock = clock;
    this.here = here;
  }

  private DeliverySettings settings() {
    return DeliverySettings.of(config.current());
  }

  @Override
  public List<Batch> claim() {
    return here.getAsBoolean()
        ? store.claim(channel.id(), Math.max(1, channel.concurrency()), settings(), clock.millis())
        : List.of();
  }

  @Override
  public Optional<Duration> idle() {
    Optional<Long> next = store.read(connection -> DeliveryTable.next(connection, channel.id()));
    Optional<Duration> wait = next.map(due -> Duration.ofMillis(Math.max(1, due - clock.millis())));
    if (store.database().dialect() == Dialect.SQLITE) {
      return wait;
    }
    return Optional.of(wait.filter(due -> due.compareTo(POLL) < 0).orElse(POLL));
  }

  @Override
  public void deliver(Batch batch) {
    if (!here.getAsBoolean()) {
      store.release(batch, clock.millis());
      return;
    }
    try {
      NotificationDelivery delivery = batch.delivery(mapper);
      DeliveryResult result = wanted(delivery) ? channel.deliver(delivery) : DeliveryResult.done();
      store.done(batch, connection -> each(connection, delivery, result));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      release(batch);
    } catch (DeliveryException e) {
      failed(batch, e.isFinal(), e, e.retryAfter());
    } catch (Exception | LinkageError e) {
      failed(batch, false, e, Optional.empty());
    }
  }

  /** Its filter may have changed since the delivery was stored, or it was away then. */
  private boolean wanted(NotificationDelivery delivery) {
    return delivery.notifications().stream().anyMatch(channel::wants);
  }

  /** Makes a delivery to everyone one to each user who wants it. */
  private List<DeliveryRow> each(
      Connection connection, NotificationDelivery delivery, DeliveryResult result)
      throws SQLException {
    DeliveryPlan plan =
        new DeliveryPlan(ids, mapper, settings(), Instant.ofEpochMilli(clock.millis()));
    for (String user : result.each()) {
      ChannelSettings wanted =
          ChannelSettings.of(NotificationStore.settings(connection, user), config.current());
      for (Notification each : delivery.notifications()) {
        plan.add(channel.id(), to(user, each), wanted);
      }
    }
    return plan.rows();
  }

  private static Notification to(String user, Notification all) {
    return new Notification(
        all.id(),
        Optional.of(user),
        all.origin(),
        all.created(),
        all.updated(),
        all.read(),
        all.saved(),
        all.payload());
  }

  private void failed(Batch batch, boolean last, Throwable e, Optional<Duration> pause) {
    if (!here.getAsBoolean()) {
      release(batch);
      return;
    }
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String error = Secrets.hide(said);
    error = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    DeliverySettings settings = settings();
    store.failed(batch, last, error, pause.map(Duration::toMillis), settings, clock.millis());
    LOG.warn(
        "Notification {} was not delivered through {} at try {} of {}: {}",
        batch.rows().get(0).id(),
        channel.id(),
        batch.rows().get(0).tries() + 1,
        settings.maxTries(),
        error);
  }

  /** The channel or the server stops: this was no try. */
  private void release(Batch batch) {
    boolean interrupted = Thread.interrupted();
    try {
      store.release(batch, clock.millis());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
