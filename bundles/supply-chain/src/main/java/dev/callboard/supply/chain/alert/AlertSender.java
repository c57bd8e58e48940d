package dev.callboard.supply.chain.alert;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.Surroundings;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due to owners: one notification for each vulnerability and set of owners, whatever
 * the number of entities. An alert is deleted after it was sent, and one that is sent again after a
 * crash replaces itself, so none is lost and none is there twice. Thread-safe.
 */
@Component(service = AlertSender.class)
public final class AlertSender {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
  private static final String ORIGIN = "plugin:supply-chain";
  private static final int BATCH = 500;

  private final ConfigService config;
  private final Store store;
  private final CatalogService catalog;
  private final IdentityService identity;
  private final TaskExecutor tasks;
  private final AtomicBoolean submitted = new AtomicBoolean();
  private final Object turn = new Object();

  /** May come late or go; alerts wait for it. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile NotificationService notifications;

  private record Key(String vulnerability, Set<String> owners) {}

  /** Called by Declarative Services. */
  @Activate
  public AlertSender(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference CatalogService catalog,
      @Reference IdentityService identity,
      @Reference TaskExecutor tasks) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
  }

  /** Creates one that knows whom to send with. */
  public AlertSender(
      ConfigService config,
      Store store,
      CatalogService catalog,
      IdentityService identity,
      TaskExecutor tasks,
      NotificationService notifications) {
    this(config, store, catalog, identity, tasks);
    this.notifications = notifications;
  }

  /** Has what is due sent soon. Does not block. */
  public void wake() {
    if (submitted.compareAndSet(false, true)) {
      tasks.submit(
          "send security alerts",
          () -> {
            submitted.set(false);
            send();
            return null;
          });
    }
  }

  /**
   * Sends what is due at the beginning, each vulnerability once, so that each set of owners is told
   * once; what comes meanwhile is left to whoever wakes this then. What cannot be sent stays due.
   */
  public void send() {
    synchronized (turn) {
      NotificationService to = notifications;
      if (to == null) {
        return;
      }
      Map<String, Set<String>> owners = new HashMap<>();
      Set<Long> sent = new HashSet<>();
      try {
        for (String vulnerability : due()) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          sent.addAll(send(to, vulnerability, owners));
          if (sent.size() >= BATCH) {
            done(sent);
          }
        }
      } finally {
        done(sent);
      }
    }
  }

  private List<String> due() {
    return store.read(
        c ->
            Sql.list(
                c,
                row -> row.getString(1),
                "SELECT f.vulnerability FROM alert a JOIN finding f ON f.id = a.finding_id"
                    + " GROUP BY f.vulnerability ORDER BY max(f.kev) DESC, max(f.severity) DESC,"
                    + " f.vulnerability"));
  }

  private Set<Long> send(
      NotificationService to, String vulnerability, Map<String, Set<String>> known) {
    Surroundings surroundings = new Surroundings(catalog, identity.system("supply-chain"));
    Set<Long> due = new HashSet<>(due(vulnerability));
    Map<Set<String>, List<Finding>> byOwners = new LinkedHashMap<>();
    Set<Set<String>> toTell = new HashSet<>();
    for (Finding each : all(vulnerability)) {
      Set<String> owners =
          known.computeIfAbsent(each.entityRef(), ref -> new TreeSet<>(surroundings.owners(ref)));
      byOwners.computeIfAbsent(owners, key -> new ArrayList<>()).add(each);
      if (due.contains(each.id())) {
        toTell.add(owners);
      }
    }
    byOwners.forEach(
        (owners, findings) -> {
          if (toTell.contains(owners)) {
            send(to, new Key(vulnerability, owners), findings, surroundings);
          }
        });
    return due;
  }

  private List<Long> due(String vulnerability) {
    return store.read(
        c ->
            Sql.list(
                c,
                row -> row.getLong(1),
                "SELECT f.id FROM finding f JOIN alert a ON a.finding_id = f.id"
                    + " WHERE f.vulnerability = ?",
                vulnerability));
  }

  /** Returns all that is open of it, not only what is new. */
  private List<Finding> all(String vulnerability) {
    return store.read(
        c ->
            Sql.list(
                c,
                Finding::read,
                "SELECT "
                    + Finding.COLUMNS
                    + " FROM finding WHERE vulnerability = ? AND state = 'OPEN'"
                    + " ORDER BY severity DESC, id",
                vulnerability));
  }

  private void send(
      NotificationService to, Key key, List<Finding> findings, Surroundings surroundings) {
    Set<String> recipients = new TreeSet<>(key.owners());
    if (recipients.isEmpty()) {
      recipients.addAll(withoutOwner(config.current()));
    }
    try {
      if (!recipients.isEmpty()) {
        to.send(
            ORIGIN,
            NotificationRecipients.entities(recipients),
            new AlertText(surroundings, findings, key.owners()).payload());
      }
    } catch (PortalException e) {
      if (e.code() == dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      LOG.warn(
          "The owners {} were not told of {}: {}", recipients, key.vulnerability(), e.getMessage());
    }
  }

  /** Somebody has to hear of what nobody owns. */
  private static List<String> withoutOwner(Config config) {
    String own = "supplyChain.alerts.withoutOwner";
    if (config.has(own)) {
      return config.strings(own);
    }
    // Services are among the administrators, but have no notifications.
    return config.strings("permission.admins").stream()
        .filter(ref -> ref.startsWith("user:") || ref.startsWith("group:"))
        .toList();
  }

  /** Takes some off the list, and forgets them. */
  private void done(Set<Long> due) {
    if (due.isEmpty()) {
      return;
    }
    store.write(
        c -> {
          Sql.batch(
              c,
              "DELETE FROM alert WHERE finding_id = ?",
              due.stream().map(id -> new Object[] {id}).toList());
          return null;
        });
    due.clear();
  }
}
