package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.alert.AlertSender;
import dev.callboard.supply.chain.feed.FeedImport;
import dev.callboard.supply.chain.finding.Decisions;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.store.Sql;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.summary.SummaryPublisher;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** All parts on a database, with fakes for the rest of the server and a clock that is set. */
public final class Lab extends Clock implements AutoCloseable {
  /** An entity. */
  public static final String PAY = "component:default/pay";

  final Map<String, Entity> entities = new HashMap<>();
  final List<AuditEvent> events = new ArrayList<>();
  final List<NotificationPayload> sent = new ArrayList<>();
  final List<NotificationRecipients> told = new ArrayList<>();
  final Map<String, EntityNote> notes = new HashMap<>();
  final TestDatabase database;
  final Store store;
  final Documents documents;
  final FeedImport feeds;
  final Decisions decisions;
  final PendingWork work;
  MapConfig settings = MapConfig.empty();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  /** Opens a database. */
  public Lab(Dialect dialect) throws Exception {
    database =
        new TestDatabase(
            dialect,
            Documents.class,
            "001-supply-chain",
            "002-where-index",
            "003-finding-indexes",
            "004-summaries");
    store = new Store(database);
    ConfigService config = () -> settings;
    AuditService audit = new Recorded();
    AtOnce tasks = new AtOnce();
    AlertSender alerts =
        new AlertSender(config, store, new Catalog(), new Identity(), tasks, new Inbox());
    SummaryPublisher summaries = new SummaryPublisher(store, tasks, this::note);
    documents = new Documents(config, store, audit, alerts, summaries, this);
    feeds = new FeedImport(config, store, audit, this);
    decisions = new Decisions(config, store, audit, summaries, this);
    work = new PendingWork(config, store, alerts, summaries, tasks, this);
    entity(PAY, "group:default/payments");
  }

  private void note(String type, Map<EntityRef, Optional<EntityNote>> given) {
    assertEquals("callboard.dev/security", type);
    given.forEach(
        (ref, note) -> {
          notes.remove(ref.toString());
          note.ifPresent(said -> notes.put(ref.toString(), said));
        });
  }

  void entity(String ref, String owner, String... consumers) {
    EntityRef parsed = EntityRef.parse(ref);
    List<Object> relations = new ArrayList<>();
    relations.add(Map.of("type", "ownedBy", "targetRef", owner));
    for (String consumer : consumers) {
      relations.add(Map.of("type", "dependencyOf", "targetRef", consumer));
    }
    Object links = List.of(Map.of("url", "https://runs.example/pay", "title", "Runbook"));
    entities.put(
        parsed.toString(),
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                parsed.kind(),
                "metadata",
                Map.of("name", parsed.name(), "links", links),
                "relations",
                relations)));
  }

  Documents.Stored put(String ref, String source, String body) {
    return documents.put(
        ref,
        body.getBytes(StandardCharsets.UTF_8),
        new Documents.Origin(source, "main", "c0ffee", ""),
        Caller.CI);
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  FeedImport.Result osv(String json) {
    FeedImport.Result result = feeds.osv(stream(json), Caller.CI);
    work.run();
    return result;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  /** Returns the findings as {@code id state severity}. */
  List<String> findings(String ref) {
    return all(ref).stream()
        .map(
            each -> each.vulnerability() + " " + each.state().text() + " " + each.severity().text())
        .sorted()
        .toList();
  }

  List<Finding> all(String ref) {
    return store.read(
        c ->
            Sql.list(
                c,
                Finding::read,
                "SELECT " + Finding.COLUMNS + " FROM finding WHERE entity_ref = ? ORDER BY id",
                ref));
  }

  void decide(Finding finding, FindingState state, Duration time) {
    OptionalLong expires =
        time == null ? OptionalLong.empty() : OptionalLong.of(now.plus(time).toEpochMilli());
    decisions.decide(
        finding.id(), new Decisions.Request(state, "for a reason", "", expires), Caller.CI);
  }

  List<String> history(long finding) {
    return store.read(
        c ->
            Sql.list(
                c,
                row -> row.getString(1) + ">" + row.getString(2) + " " + row.getString(3),
                "SELECT from_state, to_state, reason FROM finding_history WHERE finding_id = ?"
                    + " ORDER BY id",
                finding));
  }

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

  @Override
  public void close() throws Exception {
    database.close();
  }

  /** A pipeline. */
  enum Caller implements PortalPrincipal {
    CI;

    @Override
    public String getName() {
      return "external:ci";
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.SERVICE;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }

  private final class Recorded implements AuditService {
    @Override
    public void record(Connection transaction, AuditEvent event) {
      events.add(event);
    }

    @Override
    public void record(AuditEvent event) {
      events.add(event);
    }
  }

  private final class Catalog implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      return List.copyOf(entities.values());
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new AssertionError("nobody asks for it");
    }
  }

  private final class Inbox implements NotificationService {
    @Override
    public List<Notification> send(
        String origin, NotificationRecipients recipients, NotificationPayload payload) {
      sent.add(payload);
      told.add(recipients);
      return List.of();
    }
  }

  private static final class Identity implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      throw new AssertionError("nobody signs in");
    }

    @Override
    public PortalPrincipal anonymous() {
      throw new AssertionError("nobody is anonymous");
    }

    @Override
    public PortalPrincipal system(String name) {
      return Caller.CI;
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new AssertionError("no plugin is called");
    }
  }

  private static final class AtOnce implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      try {
        return CompletableFuture.completedFuture(work.call());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      return submit(name, work);
    }
  }
}
