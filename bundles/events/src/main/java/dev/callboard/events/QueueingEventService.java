package dev.callboard.events;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events into the queue of each subscriber. Configuration: {@code events.maxWaiting}, the
 * events that may wait for one subscriber.
 */
@Component(service = EventService.class)
public final class QueueingEventService implements EventService {
  private static final Logger LOG = LoggerFactory.getLogger(QueueingEventService.class);
  private static final long DEFAULT_MAX_WAITING = 10_000;

  private final ConfigService config;
  private final TaskExecutor executor;
  private final Map<ServiceReference<EventSubscriber>, Mailbox> mailboxes =
      new ConcurrentHashMap<>();

  /** Uses threads of the executor while there are events. */
  @Activate
  public QueueingEventService(@Reference ConfigService config, @Reference TaskExecutor executor) {
    this.config = config;
    this.executor = executor;
  }

  /** Begins to hand events to a subscriber. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addSubscriber(
      EventSubscriber subscriber, ServiceReference<EventSubscriber> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null) {
      return;
    }
    String owner = bundle.getSymbolicName() + "/" + subscriber.getClass().getSimpleName();
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    try {
      mailboxes.put(
          reference, new Mailbox(owner, subscriber, loader, this::maxWaiting, this::request));
    } catch (RuntimeException e) {
      LOG.error("Subscriber {} gets no events, as it does not tell its topics", owner, e);
    }
  }

  /** Hands no more events to a subscriber. */
  public void removeSubscriber(ServiceReference<EventSubscriber> reference) {
    Mailbox mailbox = mailboxes.remove(reference);
    if (mailbox != null) {
      mailbox.close();
    }
  }

  /** Drops what waits. */
  @Deactivate
  public void stop() {
    mailboxes.values().forEach(Mailbox::close);
  }

  @Override
  public void publish(Event event) {
    requireNonNull(event, "event is null");
    mailboxes.values().forEach(mailbox -> mailbox.offer(event));
  }

  private int maxWaiting() {
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            config.current().number("events.maxWaiting").orElse(DEFAULT_MAX_WAITING));
  }

  private CompletableFuture<?> request(Mailbox mailbox) {
    return executor.submit(
        "events of " + mailbox.owner(),
        () -> {
          mailbox.takeTurn();
          return null;
        });
  }
}
