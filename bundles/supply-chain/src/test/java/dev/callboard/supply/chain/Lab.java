package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.alert.AlertSender;
import dev.callboard.supply.chain.feed.FeedImport;
import dev.callboard.supply.chain.feed.FeedSchedule;
import dev.callboard.supply.chain.finding.Decision;
import dev.callboard.supply.chain.finding.Decisions;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.finding.FindingState;
import dev.callboard.supply.chain.hook.DependencyTrackEvents;
import dev.callboard.supply.chain.hook.GitHubAlerts;
import dev.callboard.supply.chain.hook.NamedEntities;
import dev.callboard.supply.chain.hook.ToldFindings;
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
  final GoneEntities gone;
  final FeedSchedule schedule;
  private final List<EventSubscriber> subscribers;
  final List<String> read = new ArrayList<>();
  MapConfig settings = MapConfig.of("supplyChain.decisions.fourEyes", "off");
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
            "004-summaries",
            "005-second-person",
            "006-hooks",
            "007-attestations");
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
    gone = new GoneEntities(config, store, new Catalog(), new Identity(), audit, summaries, this);
    schedule = new FeedSchedule(config, store, feeds, work, new Identity(), new Web(), this);
    NamedEntities named = new NamedEntities(new Catalog(), new Identity());
    ToldFindings told = new ToldFindings(documents, new Identity());
    subscribers =
        List.of(
            new GitHubAlerts(config, named, told), new DependencyTrackEvents(config, named, told));
    entity(PAY, "group:default/payments");
  }

  /** Tells whoever wants to know of an event. */
  public void event(String topic, Map<String, Object> payload) {
    for (EventSubscriber each : subscribers) {
      if (each.topics().contains(topic)) {
        each.onEvent(new Event(topic, payload));
      }
    }
  }

  private void note(String type, Map<EntityRef, Optional<EntityNote>> given) {
    assertEquals("callboard.dev/security", type);
    given.forEach(
        (ref, note) -> {
          notes.remove(ref.toString());
          note.ifPresent(said -> notes.put(ref.toString(), said));
        });
  }

  /** Returns the tables. */
  public Store store() {
    return store;
  }

  /** Imports exploited vulnerabilities that are due on a day, such as 2026-01-31. */
  public void exploited(String id, String due) {
    feeds.kev(
        stream(
            "{\"vulnerabilities\": [{\"cveID\": \""
                + id
                + "\", \"dateAdded\": \"2026-01-01\", \"dueDate\": \""
                + due
                + "\"}]}"),
        Caller.CI);
    work.run();
  }

  /** Returns what the catalog was told, by entity. */
  public Map<String, EntityNote> notes() {
    return notes;
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

  /** Gives an entity an annotation. */
  public void annotate(String ref, String key, String value) {
    entities.computeIfPresent(ref, (same, entity) -> entity.withAnnotation(key, value));
  }

  /** Stores a document. */
  public Documents.Stored put(String ref, String source, String body) {
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

  /** Sets the clock. */
  public void later(Duration time) {
    now = now.plus(time);
  }

  /** Returns the findings as {@code id state severity}. */
  public List<String> findings(String ref) {
    return all(ref).stream()
        .map(
            each -> each.vulnerability() + " " + each.state().text() + " " + each.severity().text())
        .sorted()
        .toList();
  }

  /** Returns the findings of an entity. */
  public List<Finding> all(String ref) {
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

  Decision decision(Finding finding) {
    return store.read(c -> Decisions.list(c, finding.id())).get(0);
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
    CI,
    OTHER;

    @Override
    public String getName() {
      return "external:" + name().toLowerCase(java.util.Locale.ROOT);
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

  /** One URL, whose content never changes, and others that are not there. */
  private final class Web implements UrlReader {
    @Override
    public UrlContent read(String url, ReadOptions options) {
      read.add(url + options.etag().map(tag -> " " + tag).orElse(""));
      if (!url.equals("https://feeds.example/osv.json")) {
        throw PortalException.notFound("There is nothing at feeds.example");
      }
      return options.etag().isPresent()
          ? UrlContent.notModified("one")
          : UrlContent.of(Samples.OSV.getBytes(StandardCharsets.UTF_8), "one");
    }

    @Override
    public SourceTree readTree(String url, ReadOptions options) {
      throw new AssertionError("no tree is read");
    }

    @Override
    public List<String> search(String url, ReadOptions options) {
      throw new AssertionError("nothing is searched");
    }

    @Override
    public String resolve(String reference, String base, int line) {
      throw new AssertionError("nothing is resolved");
    }

    @Override
    public Optional<String> editUrl(String url) {
      return Optional.empty();
    }

    @Override
    public String viewUrl(String url) {
      return url;
    }

    @Override
    public boolean isSourceHost(String url) {
      return false;
    }

    @Override
    public boolean sameRepository(String url, String otherUrl) {
      return false;
    }

    @Override
    public List<HostStatus> hosts() {
      return List.of();
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
