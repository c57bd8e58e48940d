package dev.callboard.notifications.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.deliver.Deliveries;
import dev.callboard.notifications.spi.NotificationProcessor;
import dev.callboard.notifications.store.Choice;
import dev.callboard.notifications.store.NotificationOrder;
import dev.callboard.notifications.store.NotificationQuery;
import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.notifications.store.UserSettings;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultNotificationServiceTest {
  private static final String ALICE = "user:default/alice";
  private static final String BOB = "user:default/bob";

  private final Catalog catalog = new Catalog();
  private final List<String> told = new ArrayList<>();
  private final Mail mail = new Mail();
  private final List<Duration> pauses = new ArrayList<>();
  private List<Callable<?>> held;
  private MapConfig settings =
      MapConfig.of("notifications.maxRecipients", 3L, "notifications.maxPayload", 60L);
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private TestDatabase database;
  private NotificationStore store;
  private DefaultNotificationService service;

  private void open(Dialect dialect) throws Exception {
    database =
        new TestDatabase(dialect, NotificationStore.class, "001-notifications", "002-deliveries");
    store = new NotificationStore(database);
    ConfigService config = () -> settings;
    NotificationSignals signals = new NotificationSignals();
    signals.bindSignals(
        (recipients, channel, message) ->
            told.add(
                (recipients.everyone() ? "all" : new TreeSet<>(recipients.entityRefs()))
                    + " "
                    + message.get("action")));
    service =
        new DefaultNotificationService(
            config,
            store,
            new Processors(config, new AtOnce(), List.of(mail)),
            new Deliveries(config, database, new AtOnce()),
            signals,
            new UserResolver(catalog, null),
            new Clock() {
              @Override
              public ZoneOffset getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(java.time.ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now;
              }
            });
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private List<Notification> send(String to, NotificationPayload.Builder payload) {
    return service.send("plugin:ci", NotificationRecipients.entities(List.of(to)), payload.build());
  }

  private static NotificationPayload.Builder titled(String title) {
    return NotificationPayload.titled(title);
  }

  private List<String> titles(String user, NotificationQuery query) {
    return store
        .list(user, query, NotificationOrder.of(List.of("created,asc")), 10, 0)
        .notifications()
        .stream()
        .map(each -> each.payload().title())
        .toList();
  }

  private List<String> titles(String user) {
    return titles(user, NotificationQuery.all());
  }

  private static Set<String> users(List<Notification> sent) {
    return sent.stream().map(each -> each.user().orElse("all")).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void recipientsAreUsersMembersWithNestingAndOwners(Dialect dialect) throws Exception {
    open(dialect);
    catalog.relate("group:default/all", "parentOf", "group:default/team");
    catalog.relate("group:default/team", "parentOf", "group:default/all");
    catalog.relate("group:default/team", "hasMember", ALICE);
    catalog.relate("group:default/all", "hasMember", BOB);
    catalog.relate("component:default/pay", "ownedBy", "group:default/team");
    catalog.relate("component:default/pay", "dependsOn", BOB);
    assertEquals(Set.of(ALICE, BOB), users(send("group:default/all", titled("a"))));
    assertEquals(Set.of("user:x/guest"), users(send("User:x/Guest", titled("not in it"))));
    assertEquals(Set.of(), users(send("component:default/none", titled("b"))));
    assertEquals(Set.of(ALICE, BOB), users(send("component:default/pay", titled("c"))));
    NotificationRecipients without =
        new NotificationRecipients(false, Set.of("group:default/all"), Set.of(BOB));
    assertEquals(Set.of(ALICE), users(service.send("plugin:ci", without, titled("d").build())));
    assertEquals(List.of("a", "c", "d"), titles(ALICE).stream().sorted().toList());
    catalog.relate("group:default/all", "hasMember", "user:default/c");
    send("group:default/all", titled("three"));
    catalog.relate("group:default/all", "hasMember", "user:default/d");
    assertThrows(PortalException.class, () -> send("group:default/all", titled("four")));
    assertThrows(PortalException.class, () -> send("nobody", titled("no kind")));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aScopeReplacesWhatWasBeforeAndIsUnreadAgain(Dialect dialect) throws Exception {
    open(dialect);
    String id = send(ALICE, titled("first").scope("s")).get(0).id();
    store.mark(ALICE, Set.of(id), Optional.of(true), Optional.of(true), 5);
    assertEquals(1, store.status(ALICE).read());
    now = now.plusSeconds(60);
    Notification again = send(ALICE, titled("second").scope("s").topic("t")).get(0);
    assertEquals(id, again.id());
    assertEquals(Optional.of(now), again.updated());
    Notification kept = store.get(ALICE, id).orElseThrow();
    assertEquals("second", kept.payload().title());
    assertEquals(Optional.empty(), kept.read());
    assertEquals(now.minusSeconds(60), kept.created());
    assertTrue(store.get(BOB, id).isEmpty());
    send(BOB, titled("other user").scope("s"));
    service.send(
        "plugin:other",
        NotificationRecipients.entities(List.of(ALICE)),
        titled("other origin").scope("s").build());
    assertEquals(List.of("other origin", "second"), titles(ALICE).stream().sorted().toList());
    for (String title : List.of("x", "y")) {
      service.send(
          "plugin:ci", NotificationRecipients.broadcast(), titled(title).scope("b").build());
    }
    assertTrue(titles(BOB).contains("y"));
    assertEquals(2, titles(BOB).size());
    assertEquals("all new_notification", told.get(told.size() - 1));
    assertEquals("[" + ALICE + "] new_notification", told.get(0));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void listsAreFilteredAndEachReadsABroadcastAlone(Dialect dialect) throws Exception {
    open(dialect);
    String all =
        service
            .send("plugin:ci", NotificationRecipients.broadcast(), titled("100% of all").build())
            .get(0)
            .id();
    now = now.plusSeconds(60);
    send(ALICE, titled("mine").topic("t").severity(NotificationSeverity.HIGH).description("Zz_"));
    store.mark(ALICE, Set.of(all), Optional.of(true), Optional.empty(), 7);
    assertEquals(new NotificationStore.Status(1, 1), store.status(ALICE));
    assertEquals(new NotificationStore.Status(1, 0), store.status(BOB));
    NotificationQuery any = NotificationQuery.all();
    Optional<String> no = Optional.empty();
    assertEquals(
        List.of("mine"),
        titles(
            ALICE,
            new NotificationQuery(
                no, Optional.of(false), any.saved(), any.createdAfterMillis(), no, 0)));
    for (String words : List.of("0% O", "%")) {
      assertEquals(List.of("100% of all"), titles(ALICE, search(words)), words);
    }
    assertEquals(List.of("mine"), titles(ALICE, search("zz_")));
    assertEquals(List.of(), titles(ALICE, search("z__")));
    assertEquals(List.of("t"), store.topics(ALICE, any));
    assertEquals(List.of(), store.topics(BOB, any));
    long first = now.minusSeconds(60).toEpochMilli();
    assertEquals(
        List.of("mine"),
        titles(
            ALICE,
            new NotificationQuery(
                no, Optional.empty(), any.saved(), Optional.of(first), Optional.of("t"), 2)));
    NotificationOrder byTopic = NotificationOrder.of(List.of("topic,desc", "created"));
    assertEquals(
        "mine", store.list(ALICE, any, byTopic, 1, 0).notifications().get(0).payload().title());
    assertEquals(2, store.list(ALICE, any, byTopic, 1, 1).totalCount());
    assertThrows(PortalException.class, () -> NotificationOrder.of(List.of("id; DROP TABLE x")));
    store.mark(ALICE, Set.of(all), Optional.of(false), Optional.of(true), 8);
    assertEquals(new NotificationStore.Status(2, 0), store.status(ALICE));
    store.forget(ALICE, connection -> null);
    assertEquals(List.of("100% of all"), titles(ALICE));
    assertEquals(new NotificationStore.Status(1, 0), store.status(ALICE));
  }

  private static NotificationQuery search(String words) {
    NotificationQuery any = NotificationQuery.all();
    return new NotificationQuery(
        Optional.of(words), any.read(), any.saved(), any.createdAfterMillis(), any.topic(), 0);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoTurnedItOffGetsNone(Dialect dialect) throws Exception {
    open(dialect);
    store.choose(
        ALICE,
        new UserSettings(
            Map.of(
                new Choice("Web", "plugin:ci", ""), false,
                new Choice("Web", "plugin:ci", "wanted"), true,
                new Choice("Mail", "plugin:ci", ""), false),
            Map.of()));
    assertEquals(List.of(), send(ALICE, titled("a")));
    assertEquals(List.of(), send(ALICE, titled("b").topic("t")));
    assertEquals(1, send(ALICE, titled("c").topic("wanted")).size());
    assertEquals(List.of(), mail.sent);
    send(BOB, titled("d"));
    assertEquals(List.of("d (seen)"), mail.sent);
    store.choose(ALICE, UserSettings.NONE);
    send(ALICE, titled("e"));
    assertEquals(List.of("d (seen)", "e (seen)"), mail.sent);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void processorsAreGivenWhatTheyWantAtAPace(Dialect dialect) throws Exception {
    open(dialect);
    settings = settings.with("notifications.concurrencyLimit", 2L);
    settings = settings.with("notifications.throttleInterval", "PT3S");
    send(ALICE, titled("too low").severity(NotificationSeverity.LOW));
    send(ALICE, titled("excluded").topic("noise"));
    mail.failing = true;
    send(ALICE, titled("fails"));
    mail.failing = false;
    assertEquals(List.of(), mail.sent);
    assertEquals(3, titles(ALICE).size());
    held = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      catalog.relate("group:default/three", "hasMember", "user:default/" + name);
    }
    send("group:default/three", titled("x"));
    assertEquals(0, mail.sent.size());
    List<Callable<?>> work = held;
    held = null;
    assertEquals(1, work.size(), "one thread at a time");
    pauses.clear();
    work.get(0).call();
    assertEquals(3, mail.sent.size());
    assertEquals(List.of(Duration.ofSeconds(3)), pauses);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void X01_payloadsAreChecked(Dialect dialect) throws Exception {
    open(dialect);
    send(ALICE, titled("x".repeat(59 - 2)));
    send(ALICE, titled("x".repeat(60 - 2)));
    assertThrows(PortalException.class, () -> send(ALICE, titled("x".repeat(61 - 2))));
    assertThrows(PortalException.class, () -> send(ALICE, titled(" ")));
    assertThrows(PortalException.class, () -> send(ALICE, titled("\0")));
    for (String link : List.of("/a?b=c#d", "https://x.test/", "mailto:a@b.test")) {
      send(ALICE, titled("t").link(link));
    }
    for (String link :
        List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "\u0001javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.test",
            "/\\evil.test",
            "a/b",
            "")) {
      assertThrows(PortalException.class, () -> send(ALICE, titled("t").link(link)), link);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsOldIsDeleted(Dialect dialect) throws Exception {
    open(dialect);
    settings = MapConfig.of("notifications.retention", "PT60S");
    send(ALICE, titled("old"));
    send(ALICE, titled("old, replaced").scope("s"));
    now = now.plusSeconds(61);
    send(ALICE, titled("replaced").scope("s"));
    send(ALICE, titled("new"));
    NotificationRetention task =
        new NotificationRetention(() -> settings, store, Clock.fixed(now, ZoneOffset.UTC));
    task.run();
    assertEquals(List.of("new", "replaced"), titles(ALICE).stream().sorted().toList());
    settings = MapConfig.of("notifications.retention", false);
    new NotificationRetention(
            () -> settings, store, Clock.fixed(now.plusSeconds(9_999), ZoneOffset.UTC))
        .run();
    assertEquals(2, titles(ALICE).size());
    database.setBroken(true);
    assertThrows(PortalException.class, () -> send(ALICE, titled("x")));
    database.setBroken(false);
  }

  private final class AtOnce implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      if (held != null) {
        held.add(work);
        return new CompletableFuture<>();
      }
      try {
        return CompletableFuture.completedFuture(work.call());
      } catch (Exception e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      pauses.add(delay);
      return submit(name, work);
    }
  }

  private static final class Mail implements NotificationProcessor {
    private final List<String> sent = new ArrayList<>();
    private boolean failing;

    @Override
    public String channel() {
      return "Mail";
    }

    @Override
    public NotificationSeverity minSeverity() {
      return NotificationSeverity.NORMAL;
    }

    @Override
    public Set<String> excludedTopics() {
      return Set.of("noise");
    }

    @Override
    public Notification preProcess(Notification notification) {
      if (failing) {
        throw new IllegalStateException("asked for");
      }
      return notification;
    }

    @Override
    public void postProcess(Notification notification) throws Exception {
      if (failing) {
        throw new Exception("asked for");
      }
      sent.add(notification.payload().title() + " (seen)");
    }
  }

  private static final class Catalog implements CatalogService {
    private final Map<String, List<Map<String, Object>>> relations = new HashMap<>();

    void relate(String from, String type, String to) {
      relations
          .computeIfAbsent(from, key -> new ArrayList<>())
          .add(Map.of("type", type, "targetRef", to));
    }

    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(relations.get(ref.toString()))
          .map(
              all ->
                  Entity.of(
                      Map.of(
                          "apiVersion",
                          "v1",
                          "kind",
                          ref.kind(),
                          "metadata",
                          Map.of("name", ref.name()),
                          "relations",
                          all)));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }
  }
}
