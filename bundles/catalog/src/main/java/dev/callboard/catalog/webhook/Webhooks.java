package dev.callboard.catalog.webhook;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.changes.ChangeLog;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.integrations.outbound.OutboundHttp;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of {@code catalog.webhooks}, which are followers of the change log. Thread-safe. */
@Component(
    immediate = true,
    service = {Webhooks.class, ConfigListener.class})
public final class Webhooks implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  private final PluginDatabase database;
  private final TaskExecutor tasks;
  private final AutoCloseable registration;
  private List<WebhookWorker> workers = List.of();
  private volatile List<Webhook> webhooks = List.of();
  private volatile boolean stopped;

  /** Comes later, and may go: until then nothing is sent, and nothing is lost. */
  private volatile OutboundHttp outbound;

  /**
   * How one of them stands.
   *
   * @param host where it sends to
   * @param state what is stored
   * @param last the number of the last change there is
   */
  public record Status(String host, WebhookState state, long last) {}

  /** Called by the framework. */
  @Activate
  public Webhooks(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference ChangeLog log,
      @Reference TaskExecutor tasks) {
    this.database = requireNonNull(database, "database is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    registration = log.onChange(this::wake);
    try {
      use(config.current());
    } catch (PortalException e) {
      LOG.error("No webhook is sent: {}", e.getMessage());
    }
    poll();
  }

  private synchronized void use(Config config) {
    List<Webhook> next = Webhook.of(config);
    WebhookLimits limits = WebhookLimits.of(config);
    workers.forEach(WebhookWorker::stop);
    // What was stopped in the middle of a delivery can no longer note anything.
    String owner = UUID.randomUUID().toString();
    List<WebhookWorker> started = new ArrayList<>();
    for (Webhook webhook : next) {
      Sender sender = new Sender(webhook, limits, database, this::send, owner, Clock.systemUTC());
      started.add(new WebhookWorker(webhook.name(), sender, tasks));
    }
    webhooks = next;
    workers = List.copyOf(started);
    wake();
  }

  private int send(String url, Map<String, String> headers, byte[] body) {
    OutboundHttp current = outbound;
    if (current == null) {
      throw PortalException.unavailable("nothing can be sent as long as integrations are stopped");
    }
    return current.post(url, headers, body);
  }

  private synchronized void wake() {
    workers.forEach(WebhookWorker::wake);
  }

  /** Other nodes write changes, too, and take over what a node that is gone has left. */
  private void poll() {
    if (stopped || database.dialect() == Dialect.SQLITE) {
      return;
    }
    tasks.schedule(
        "look for changes to send",
        POLL,
        () -> {
          wake();
          poll();
          return null;
        });
  }

  /** Returns how each stands, in the order of the configuration; blocks. */
  public List<Status> status() {
    return new CatalogDatabase(database)
        .read(
            connection -> {
              long last = ChangeTable.last(connection);
              List<Status> found = new ArrayList<>();
              for (Webhook webhook : webhooks) {
                WebhookState unknown =
                    new WebhookState(webhook.name(), last, 0, null, 0, 0, 0, 0, 0, null, 0);
                found.add(
                    new Status(
                        webhook.host(),
                        WebhookTable.find(connection, webhook.name()).orElse(unknown),
                        last));
              }
              return found;
            });
  }

  @Override
  public void configChanged(Config previous, Config current) {
    if (!previous.value("catalog.webhooks").equals(current.value("catalog.webhooks"))
        || !previous
            .value("catalog.webhookDelivery")
            .equals(current.value("catalog.webhookDelivery"))) {
      use(current);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindOutbound")
  void bindOutbound(OutboundHttp service) {
    outbound = service;
    wake();
  }

  void unbindOutbound(OutboundHttp service) {
    if (outbound == service) {
      outbound = null;
    }
  }

  @Deactivate
  synchronized void stop() throws Exception {
    stopped = true;
    registration.close();
    workers.forEach(WebhookWorker::stop);
  }
}
