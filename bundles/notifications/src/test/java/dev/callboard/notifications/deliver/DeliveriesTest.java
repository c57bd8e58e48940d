package dev.callboard.notifications.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.DeliveryResult;
import dev.callboard.notifications.spi.NotificationChannel;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.Choice;
import dev.callboard.notifications.store.Frequency;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.notifications.store.Preference;
import dev.callboard.notifications.store.UserSettings;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveriesTest {
  private static final String ALICE = "user:default/alice";
  private static final String BOB = "user:default/bob";

  private final Tasks tasks = new Tasks();
  private final Box mail = new Box("Email", NotificationChannel.Audience.PERSONAL);
  private final Box room = new Box("webhook:room", NotificationChannel.Audience.SHARED);
  private Instant now = Instant.parse("2026-11-21T10:20:00Z");
  private MapConfig config =
      MapConfig.of(
          "notifications.deliveries.maxTries", 3L,
          "notifications.deliveries.maxWaiting", 6L,
          "notifications.digest.maxItems", 2L);
  private TestDatabase database;
  private NotificationStore store;
  private Deliveries deliveries;

  private void open(Dialect dialect) throws Exception {
    database =
        new TestDatabase(dialect, NotificationStore.class, "001-notifications", "002-deliveries");
    store = new NotificationStore(database);
    deliveries = restarted();
    deliveries.add(mail);
    deliveries.add(room);
    tasks.run();
  }

  private Deliveries restarted() {
    return new Deliveries(() -> config, database, tasks, new TestClock());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void send(String title, NotificationSeverity severity, String... users) {
    NotificationPayload payload = NotificationPayload.titled(title).severity(severity).build();
    List<Notification> all = new ArrayList<>();
    List<ChannelSettings> settings = new ArrayList<>();
    for (String user : users) {
      all.add(notification(Optional.of(user), payload));
      settings.add(ChannelSettings.of(store.settings(user), config));
    }
    Notification whole = notification(Optional.empty(), payload);
    store.put(
        all,
        (connection, kept) ->
            deliveries.plan(connection, whole, kept, settings, Set.of("group:default/team")));
    deliveries.wake();
  }

  private void send(String title, String... users) {
    send(title, NotificationSeverity.NORMAL, users);
  }

  private Notification notification(Optional<String> user, NotificationPayload payload) {
    return new Notification(
        UUID.randomUUID().toString(),
        user,
        "plugin:ci",
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        payload);
  }

  private void pass(Duration time) throws Exception {
    now = now.plus(time);
    deliveries.wake();
    tasks.run();
  }

  private long waiting(String channel) {
    return deliveries.list(false, Optional.of(channel), 100).size();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachUserGetsItOnceAndARoomOnceForAll(Dialect dialect) throws Exception {
    open(dialect);
    send("hello", ALICE, BOB);
    tasks.run();
    assertEquals(List.of(ALICE + " hello", BOB + " hello"), mail.sorted());
    assertEquals(List.of("all hello"), room.sorted());
    assertEquals(Set.of(ALICE, BOB), Set.copyOf(room.given.get(0).recipients()));
    assertEquals(0, waiting("Email") + waiting("webhook:room"));
    assertEquals(Set.of("Email"), deliveries.personal());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void F48_whatFailsIsTriedAgainWithItsIdAndGivenUpAtTheLastTry(Dialect dialect) throws Exception {
    open(dialect);
    assertTrue(new DeliveryHealth(deliveries).execute().isOk());
    room.failure = DeliveryException.later("refused token=verysecret", null);
    send("a", ALICE);
    tasks.run();
    assertEquals(1, mail.given.size(), "another channel is not held up");
    pass(Duration.ofHours(2));
    assertEquals(1, waiting("webhook:room"));
    pass(Duration.ofHours(2));
    pass(Duration.ofHours(2));
    assertEquals(3, room.given.size());
    assertEquals(1, room.ids().size(), "the id stays");
    DeliveryRow dead = deliveries.list(true, Optional.empty(), 10).get(0);
    assertEquals("webhook:room", dead.channel());
    assertFalse(dead.error().orElseThrow().contains("verysecret"), dead.error().get());
    assertTrue(new DeliveryHealth(deliveries).execute().toString().contains("given up"));

    room.failure = null;
    assertEquals(true, retry(dead));
    pass(Duration.ZERO);
    assertEquals(4, room.given.size());
    assertEquals(List.of(), deliveries.list(true, Optional.empty(), 10));
    assertEquals(false, retry(dead));
  }

  private boolean retry(DeliveryRow row) {
    return deliveries.write(connection -> deliveries.retry(connection, row.id()));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void thePauseThatAHostWantsIsKeptAndWhatNeverWorksIsGivenUpAtOnce(Dialect dialect)
      throws Exception {
    open(dialect);
    room.failure = DeliveryException.after(Duration.ofHours(5), "busy");
    mail.failure = DeliveryException.never("no such mailbox");
    send("a", ALICE);
    tasks.run();
    assertEquals(1, deliveries.list(true, Optional.of("Email"), 10).size());
    pass(Duration.ofHours(4));
    assertEquals(1, room.given.size());
    pass(Duration.ofHours(2));
    assertEquals(2, room.given.size());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsForAChannelThatIsAwayWaitsUntilItIsBackOrTooOld(Dialect dialect) throws Exception {
    open(dialect);
    deliveries.remove(mail);
    send("while away", ALICE);
    tasks.run();
    assertEquals(List.of(), mail.given);
    assertEquals(1, room.given.size());
    assertEquals(1, waiting("Email"));
    assertEquals(Set.of("Email"), deliveries.personal());
    deliveries.add(mail);
    tasks.run();
    assertEquals(List.of(ALICE + " while away"), mail.sorted());

    deliveries.remove(mail);
    send("too old", ALICE);
    tasks.run();
    now = now.plus(Duration.ofDays(7)).minusMillis(1);
    assertEquals(0, deliveries.expire());
    now = now.plusMillis(2);
    assertEquals(1, deliveries.expire());
    send("nobody comes back for it", ALICE);
    tasks.run();
    assertEquals(0, waiting("Email"));
    now = now.plus(Duration.ofDays(36));
    deliveries.expire();
    assertEquals(List.of(), deliveries.list(true, Optional.empty(), 10));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatAProcessHadBegunIsBegunAgainByTheNext(Dialect dialect) throws Exception {
    open(dialect);
    send("cut short", ALICE);
    DeliverySettings settings = DeliverySettings.of(config);
    DeliveryStore rows = new DeliveryStore(database);
    String id = rows.claim("Email", 10, settings, now.toEpochMilli()).get(0).rows().get(0).id();
    assertEquals(List.of(), rows.claim("Email", 10, settings, now.toEpochMilli()));
    deliveries.stop();
    tasks.waiting.clear();
    deliveries = restarted();
    deliveries.add(mail);
    tasks.run();
    if (dialect == Dialect.POSTGRESQL) {
      assertEquals(List.of(), mail.given, "another node may be at it");
      pass(Duration.ofMinutes(5));
    }
    assertEquals(Set.of(id), mail.ids());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void digestsBringAllOfAnHourTogetherAndWhatIsCriticalAtOnce(Dialect dialect) throws Exception {
    open(dialect);
    prefer(ALICE, Frequency.HOURLY, NotificationSeverity.NORMAL);
    prefer(BOB, Frequency.DAILY, NotificationSeverity.LOW);
    send("one", ALICE, BOB);
    send("two", ALICE);
    send("three", ALICE);
    send("too little", NotificationSeverity.LOW, ALICE);
    send("now", NotificationSeverity.CRITICAL, ALICE);
    tasks.run();
    assertEquals(List.of(ALICE + " now"), mail.sorted());
    now = now.plus(Duration.ofMinutes(40)).minusMillis(1);
    pass(Duration.ZERO);
    assertEquals(1, mail.given.size());
    pass(Duration.ofMillis(1));
    assertEquals(3, mail.given.size());
    assertEquals(List.of("one", "two"), titles(mail.given.get(1)));
    assertTrue(mail.given.get(1).digest());
    assertEquals(List.of("three"), titles(mail.given.get(2)));
    now = Instant.parse("2026-11-22T07:59:59Z");
    pass(Duration.ZERO);
    assertEquals(3, mail.given.size());
    pass(Duration.ofSeconds(1));
    assertEquals(BOB + " one", mail.given.get(3).recipient().get() + " one");
    assertEquals(8, room.given.size() + mail.given.size() - 1, "rooms have no digests");
  }

  private void prefer(String user, Frequency frequency, NotificationSeverity least) {
    store.choose(
        user,
        new UserSettings(
            Map.of(), Map.of("Email", new Preference(Optional.of(frequency), Optional.of(least)))));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void choicesHoldForEachUserAlsoOfABroadcast(Dialect dialect) throws Exception {
    open(dialect);
    store.choose(
        BOB, new UserSettings(Map.of(new Choice("Email", "plugin:ci", ""), false), Map.of()));
    send("own", ALICE, BOB);
    tasks.run();
    assertEquals(List.of(ALICE + " own"), mail.sorted());
    mail.given.clear();
    mail.everyone = Set.of(ALICE, BOB);
    NotificationPayload payload = NotificationPayload.titled("for all").build();
    Notification all = notification(Optional.empty(), payload);
    store.put(
        List.of(all),
        (connection, kept) ->
            deliveries.plan(
                connection,
                all,
                kept,
                List.of(ChannelSettings.of(UserSettings.NONE, config)),
                Set.of()));
    deliveries.wake();
    tasks.run();
    assertEquals(List.of(ALICE + " for all", "all for all"), mail.sorted());

    prefer(ALICE, Frequency.DAILY, NotificationSeverity.HIGH);
    store.choose(ALICE, UserSettings.NONE);
    assertEquals(
        Optional.of(Frequency.DAILY),
        store.settings(ALICE).preferences().get("Email").frequency(),
        "clients that do not know of it leave it alone");
    store.forget(ALICE, connection -> null);
    assertEquals(Map.of(), store.settings(ALICE).preferences());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void groupsAreReachedWhenTheChannelWants(Dialect dialect) throws Exception {
    open(dialect);
    mail.groups = true;
    send("hello", ALICE);
    tasks.run();
    assertEquals(List.of("group:default/team hello", ALICE + " hello"), mail.sorted());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noMoreThanTheLimitWaitForAChannel(Dialect dialect) throws Exception {
    open(dialect);
    deliveries.remove(mail);
    for (int i = 1; i <= 5; i++) {
      send("n" + i, ALICE);
    }
    assertEquals(5, waiting("Email"));
    send("n6", ALICE);
    assertEquals(6, waiting("Email"));
    send("n7", ALICE);
    assertEquals(6, waiting("Email"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTransactionThatFailsLeavesNeitherNotificationNorDelivery(Dialect dialect) throws Exception {
    open(dialect);
    database.setBroken(true);
    try {
      send("lost", ALICE);
    } catch (RuntimeException e) {
      assertTrue(e.getMessage().contains("cannot be reached"), e.getMessage());
    }
    database.setBroken(false);
    assertEquals(0, waiting("Email"));
    assertEquals(0, store.status(ALICE).unread());
  }

  private static List<String> titles(NotificationDelivery delivery) {
    return delivery.notifications().stream().map(each -> each.payload().title()).toList();
  }

  /** Takes what it is given, or fails. */
  private static final class Box implements NotificationChannel {
    private final String id;
    private final Audience audience;
    private final List<NotificationDelivery> given = new ArrayList<>();
    private DeliveryException failure;
    private Set<String> everyone = Set.of();
    private boolean groups;

    Box(String id, Audience audience) {
      this.id = id;
      this.audience = audience;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Audience audience() {
      return audience;
    }

    @Override
    public boolean reachesGroups() {
      return groups;
    }

    @Override
    public DeliveryResult deliver(NotificationDelivery delivery) throws DeliveryException {
      given.add(delivery);
      if (failure != null) {
        throw failure;
      }
      return delivery.recipient().isEmpty()
          ? DeliveryResult.forEach(everyone)
          : DeliveryResult.done();
    }

    private List<String> sorted() {
      return given.stream()
          .map(each -> each.recipient().orElse("all") + " " + String.join(",", titles(each)))
          .sorted(
              java.util.Comparator.comparing((String text) -> text.startsWith("all"))
                  .thenComparing(text -> text))
          .toList();
    }

    private Set<String> ids() {
      return Set.copyOf(given.stream().map(NotificationDelivery::id).distinct().toList());
    }
  }

  /** Runs what is due by the clock of the test, when it is told to. */
  private final class Tasks implements TaskExecutor {
    private final List<Task> waiting = new ArrayList<>();

    private record Task(Instant due, Callable<?> work, CompletableFuture<?> future) {}

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      return schedule(name, Duration.ZERO, work);
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      CompletableFuture<T> future = new CompletableFuture<>();
      waiting.add(new Task(now.plus(delay), work, future));
      return future;
    }

    private void run() throws Exception {
      for (int i = 0; i < waiting.size(); ) {
        Task task = waiting.get(i);
        if (task.due().isAfter(now)) {
          i++;
          continue;
        }
        waiting.remove(i);
        if (!task.future().isDone()) {
          task.work().call();
        }
        i = 0;
      }
    }
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
