package dev.callboard.notifications.deliver;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what channels are to deliver with the notifications, and gives it to those that are there.
 * What is for a channel that is away waits. Thread-safe.
 */
@Component(immediate = true, service = Deliveries.class)
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Clock clock;
  private final DeliveryStore store;
  private final DeliveryIds ids = new DeliveryIds();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Set<String> begun = new HashSet<>();

  /** Called by Declarative Services. */
  @Activate
  public Deliveries(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference TaskExecutor tasks) {
    this(config, database, tasks, Clock.systemUTC());
  }

  Deliveries(ConfigService config, PluginDatabase database, TaskExecutor tasks, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.clock = requireNonNull(clock, "clock is null");
    store = new DeliveryStore(database);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(NotificationChannel channel) {
    Courier courier =
        new Courier(channel, store, config, ids, mapper, clock, () -> isHere(channel));
    Lane lane = new Lane(channel, tasks, courier);
    Lane before = lanes.put(channel.id(), lane);
    if (before != null) {
      before.stop();
    }
    tasks.submit("deliver notifications", () -> begin(channel, lane));
  }

  void remove(NotificationChannel channel) {
    Lane lane = lanes.get(channel.id());
    if (lane != null && lane.channel() == channel && lanes.remove(channel.id(), lane)) {
      lane.stop();
    }
  }

  private boolean isHere(NotificationChannel channel) {
    Lane lane = lanes.get(channel.id());
    return lane != null && lane.channel() == channel && !lane.isStopped();
  }

  /** What a process that ended had begun is begun again at once, when there is no other process. */
  private Void begin(NotificationChannel channel, Lane lane) {
    boolean first;
    synchronized (begun) {
      first = begun.add(channel.id());
    }
    long now = clock.millis();
    store.write(
        connection -> {
          KnownChannel.of(channel).seen(connection, now);
          if (first && store.database().dialect() == Dialect.SQLITE) {
            DeliveryTable.releaseAll(connection, channel.id(), now);
          }
          return null;
        });
    lane.wake();
    return null;
  }

  @Deactivate
  void stop() {
    lanes.values().forEach(Lane::stop);
    lanes.clear();
  }

  /** Returns the names of the channels that users have settings for, there or away. */
  public Set<String> personal() {
    Set<String> names = new TreeSet<>();
    for (KnownChannel channel : store.read(this::known)) {
      if (!channel.shared()) {
        names.add(channel.id());
      }
    }
    return names;
  }

  private List<KnownChannel> known(Connection connection) throws SQLException {
    DeliverySettings settings = DeliverySettings.of(config.current());
    Map<String, KnownChannel> known = new TreeMap<>();
    long since = clock.millis() - settings.maxAge().toMillis();
    KnownChannel.since(connection, since).forEach(each -> known.put(each.id(), each));
    lanes.values().forEach(lane -> known.put(lane.channel().id(), KnownChannel.of(lane.channel())));
    return List.copyOf(known.values());
  }

  /**
   * Stores what is to be delivered of notifications, in the transaction that stores them. Call
   * {@link #wake} after it.
   *
   * @param whole as it is told to rooms and groups
   * @param kept what each user has
   * @param settings what each of them wants
   * @param groups to whom it was sent, by their references
   */
  public void plan(
      Connection connection,
      Notification whole,
      List<Notification> kept,
      List<ChannelSettings> settings,
      Set<String> groups)
      throws SQLException {
    DeliverySettings current = DeliverySettings.of(config.current());
    DeliveryPlan plan =
        new DeliveryPlan(ids, mapper, current, Instant.ofEpochMilli(clock.millis()));
    DeliveryPlan.Sent sent = new DeliveryPlan.Sent(whole, kept, settings, groups);
    for (KnownChannel channel : known(connection)) {
      Lane lane = lanes.get(channel.id());
      if (lane != null && !lane.channel().wants(whole)) {
        continue;
      }
      if (DeliveryTable.count(connection, channel.id(), false) >= current.maxWaiting()) {
        LOG.warn("{} or more deliveries wait for {}", current.maxWaiting(), channel.id());
        continue;
      }
      plan.add(channel, sent);
    }
    DeliveryTable.insert(connection, plan.rows());
  }

  /** Has the channels look for what is due. */
  public void wake() {
    lanes.values().forEach(Lane::wake);
  }

  /** Returns what waits, or was given up, oldest first. */
  public List<DeliveryRow> list(boolean dead, Optional<String> channel, int limit) {
    return store.read(connection -> DeliveryTable.list(connection, dead, channel, limit));
  }

  /** Tries something again that failed; returns whether it is there. */
  public boolean retry(Connection connection, String id) throws SQLException {
    return DeliveryTable.retry(connection, id, clock.millis());
  }

  /** Deletes something; returns whether it was there. */
  public boolean delete(Connection connection, String id) throws SQLException {
    return DeliveryTable.delete(connection, id);
  }

  /** Does work in a transaction. */
  public <T> T write(dev.callboard.platform.database.SqlWork<T> work) {
    return store.write(work);
  }

  /** Returns how each channel stands, by their names. */
  public List<ChannelState> states() {
    return store.read(
        connection -> {
          List<ChannelState> states = new java.util.ArrayList<>();
          for (KnownChannel each : known(connection)) {
            states.add(
                new ChannelState(
                    each.id(),
                    lanes.containsKey(each.id()),
                    DeliveryTable.count(connection, each.id(), false),
                    DeliveryTable.count(connection, each.id(), true)));
          }
          return states;
        });
  }

  /**
   * Gives up what is too old, and deletes what was given up long ago; returns how many it gave up.
   */
  int expire() {
    long now = clock.millis();
    long age = DeliverySettings.of(config.current()).maxAge().toMillis();
    return store.write(
        connection -> {
          for (Lane lane : lanes.values()) {
            KnownChannel.of(lane.channel()).seen(connection, now);
          }
          DeliveryTable.purge(connection, now - 5 * age);
          return DeliveryTable.expire(
              connection,
              now - age,
              "The channel was not there for longer than " + age / 1_000 + " s");
        });
  }

  /**
   * How a channel stands.
   *
   * @param channel its name
   * @param here whether its bundle runs
   * @param waiting how many deliveries wait
   * @param dead how many were given up
   */
  public record ChannelState(String channel, boolean here, long waiting, long dead) {}
}
