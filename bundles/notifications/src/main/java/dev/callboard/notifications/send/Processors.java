package dev.callboard.notifications.send;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.spi.NotificationProcessor;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands notifications to the processors: before they are stored on the sender's thread, afterwards
 * on a thread that is taken while some wait. Configuration: {@code notifications.concurrencyLimit},
 * {@code throttleInterval} and {@code maxWaiting}.
 */
@Component(service = Processors.class)
public final class Processors {
  private static final Logger LOG = LoggerFactory.getLogger(Processors.class);

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<NotificationProcessor> processors = new CopyOnWriteArrayList<>();

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private boolean running;

  private record Delivery(NotificationProcessor to, Notification notification) {}

  /** Called by Declarative Services. */
  @Activate
  public Processors(@Reference ConfigService config, @Reference TaskExecutor tasks) {
    this.config = config;
    this.tasks = tasks;
  }

  Processors(ConfigService config, TaskExecutor tasks, List<NotificationProcessor> processors) {
    this(config, tasks);
    this.processors.addAll(processors);
  }

  /** Returns the channels of the processors. */
  public Set<String> channels() {
    Set<String> names = new TreeSet<>();
    for (NotificationProcessor processor : processors) {
      names.add(processor.channel());
    }
    return names;
  }

  Notification before(Notification notification) {
    Notification current = notification;
    for (NotificationProcessor processor : processors) {
      try {
        if (wants(processor, current)) {
          current = current.with(processor.preProcess(current).payload());
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("{} failed before a notification was stored", processor.getClass().getName(), e);
      }
    }
    return current;
  }

  /** Has a notification processed by those that its user did not turn off. */
  void after(Notification notification, ChannelSettings settings) {
    for (NotificationProcessor processor : processors) {
      if (wants(processor, notification) && settings.wants(processor.channel(), notification)) {
        add(new Delivery(processor, notification));
      }
    }
  }

  private static boolean wants(NotificationProcessor processor, Notification notification) {
    return notification.payload().severity().compareTo(processor.minSeverity()) >= 0
        && notification.payload().topic().stream().noneMatch(processor.excludedTopics()::contains);
  }

  private void add(Delivery delivery) {
    long most = config.current().number("notifications.maxWaiting").orElse(10_000L);
    synchronized (waiting) {
      if (waiting.size() >= most) {
        LOG.warn(
            "More than {} notifications wait for {} and others; one is lost",
            most,
            delivery.to().channel());
        return;
      }
      waiting.add(delivery);
      if (running) {
        return;
      }
      running = true;
    }
    tasks.submit("process notifications", this::turn);
  }

  private Void turn() {
    long count = config.current().number("notifications.concurrencyLimit").orElse(10L);
    for (long i = 0; i < Math.max(1, count); i++) {
      Delivery next = next();
      if (next == null) {
        return null;
      }
      deliver(next);
    }
    Duration pause =
        config.current().duration("notifications.throttleInterval").orElse(Duration.ofMillis(50));
    tasks.schedule("process notifications", pause, this::turn);
    return null;
  }

  private Delivery next() {
    synchronized (waiting) {
      Delivery next = waiting.poll();
      running = next != null;
      return next;
    }
  }

  private void deliver(Delivery delivery) {
    if (!processors.contains(delivery.to())) {
      return;
    }
    try {
      delivery.to().postProcess(delivery.notification());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      LOG.warn("{} failed on a notification", delivery.to().getClass().getName(), e);
    }
  }
}
