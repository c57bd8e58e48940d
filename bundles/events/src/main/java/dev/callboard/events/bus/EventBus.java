package dev.callboard.events.bus;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
import dev.callboard.platform.database.SignalListener;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps events for those who subscribed before they were published. Each is read once for a
 * subscription, whatever the number of its readers; positions outlive the server. Thread-safe;
 * blocks.
 */
@Component(service = {EventBus.class, SignalListener.class})
public final class EventBus implements SignalListener {
  private static final String DATABASE = "events";
  private static final String SIGNAL = "bus";
  private static final int BATCH = 10;
  private static final long BATCH_CHARS = 5L * 1024 * 1024;

  private final ConfigService config;
  private final PluginDatabase database;
  private final PluginTransactions transactions;
  private final Clock clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Called by Declarative Services. */
  @Activate
  public EventBus(@Reference ConfigService config, @Reference PluginDatabase database) {
    this(config, database, Clock.systemUTC());
  }

  EventBus(ConfigService config, PluginDatabase database, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.database = requireNonNull(database, "database is null");
    this.transactions = new PluginTransactions(database, "The event bus cannot be reached now");
    this.clock = requireNonNull(clock, "clock is null");
  }

  BusSettings settings() {
    return BusSettings.of(config.current());
  }

  /** Has work done whenever there may be an event to read; it must only take a note. */
  AutoCloseable onEvents(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Publishes an event, unless all who want it know it already.
   *
   * @param payload as JSON
   * @param notified ids of subscriptions that know it
   * @return whether it was kept for somebody
   */
  public boolean publish(String topic, String payload, Set<String> notified) {
    long now = clock.millis();
    boolean wanted =
        transactions.read(
            connection ->
                BusTable.subscriptions(connection).stream()
                    .anyMatch(
                        each -> each.topics().contains(topic) && !notified.contains(each.id())));
    if (!wanted) {
      return false;
    }
    transactions.write(
        connection -> {
          BusTable.publish(connection, new BusEvent(topic, payload), notified, now);
          database.signal(connection, SIGNAL);
          return null;
        });
    listeners.forEach(Runnable::run);
    return true;
  }

  /** Makes a subscription, or changes its topics. */
  void subscribe(String id, Collection<String> topics) {
    long now = clock.millis();
    long most = settings().maxSubscriptions();
    transactions.write(
        connection -> {
          List<BusTable.Subscription> all = BusTable.subscriptions(connection);
          boolean known = all.stream().anyMatch(each -> each.id().equals(id));
          if (!known && all.size() >= most) {
            throw PortalException.input(
                "There are " + most + " subscriptions already (events.bus.maxSubscriptions)");
          }
          BusTable.put(connection, id, topics, now);
          return null;
        });
  }

  /**
   * Reads what is next for a subscription.
   *
   * @throws PortalException with code {@code NOT_FOUND} when there is no such subscription
   */
  List<BusEvent> read(String id) {
    long now = clock.millis();
    return transactions.write(
        connection -> {
          Optional<BusTable.Subscription> found = BusTable.lock(connection, id, now);
          if (found.isEmpty()) {
            throw PortalException.notFound("There is no subscription '" + id + "'");
          }
          return BusTable.next(connection, found.get(), BATCH, BATCH_CHARS);
        });
  }

  /** Returns whether there is something to read; moves nothing. */
  boolean hasEvents(String id) {
    return transactions.read(connection -> BusTable.hasNext(connection, id));
  }

  void purge() {
    long now = clock.millis();
    BusSettings settings = settings();
    transactions.write(
        connection -> {
          BusTable.purge(
              connection,
              now - settings.maxAge().toMillis(),
              now - settings.minAge().toMillis(),
              settings.maxEvents());
          return null;
        });
  }

  @Override
  public void signalled(String plugin, String topic) {
    if (plugin.equals(DATABASE) && topic.equals(SIGNAL)) {
      listeners.forEach(Runnable::run);
    }
  }

  @Override
  public void missed() {
    listeners.forEach(Runnable::run);
  }
}
