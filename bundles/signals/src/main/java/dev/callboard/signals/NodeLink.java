package dev.callboard.signals;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SignalListener;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signals to the other nodes and brings theirs, through the common database; does nothing
 * where there is one node only. Uses a thread while there is something to send or to read.
 * Configuration: {@code signals.maxWaiting}, the signals that may wait to be sent.
 */
@Component(service = {NodeLink.class, SignalListener.class})
public final class NodeLink implements SignalListener {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLink.class);
  private static final long WAITING = 10_000;

  private final ConfigService config;
  private final PluginDatabase database;
  private final TaskExecutor tasks;
  private final SignalTable table;
  private final Deque<Signal> waiting = new ArrayDeque<>();
  private final AtomicInteger reads = new AtomicInteger();
  private boolean sending;
  private boolean losing;
  private volatile Consumer<Signal> receiver;

  /** Called by Declarative Services. */
  @Activate
  public NodeLink(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference TaskExecutor tasks) {
    this.config = config;
    this.database = database;
    this.tasks = tasks;
    this.table = new SignalTable(database);
  }

  void connect(Wire wire, Consumer<Signal> to) {
    table.use(wire);
    receiver = to;
  }

  void disconnect() {
    receiver = null;
  }

  private boolean isAlone() {
    return database.dialect() != Dialect.POSTGRESQL;
  }

  void send(Signal signal) {
    if (isAlone()) {
      return;
    }
    long most = config.current().number("signals.maxWaiting").orElse(WAITING);
    synchronized (waiting) {
      waiting.add(signal);
      while (waiting.size() > most) {
        waiting.remove();
        if (!losing) {
          LOG.warn("More than {} signals wait for other nodes; the oldest are lost", most);
        }
        losing = true;
      }
      if (sending) {
        return;
      }
      sending = true;
    }
    tasks.submit("send signals to other nodes", this::sendWaiting);
  }

  private Void sendWaiting() {
    for (List<Signal> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        table.insert(batch);
      } catch (SQLException | RuntimeException e) {
        // They are hints: what is older than the trouble is of no use after it.
        LOG.warn("{} signals did not reach the other nodes: {}", batch.size(), e.getMessage());
      }
    }
    return null;
  }

  private List<Signal> next() {
    synchronized (waiting) {
      List<Signal> batch = new ArrayList<>();
      while (batch.size() < SignalTable.KEPT / 2 && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      sending = !batch.isEmpty();
      losing &= sending;
      return batch;
    }
  }

  @Override
  public void signalled(String from, String topic) {
    if (from.equals("signals")) {
      wake();
    }
  }

  @Override
  public void missed() {
    wake();
  }

  private void wake() {
    if (receiver != null && !isAlone() && reads.getAndIncrement() == 0) {
      tasks.submit("hear signals of other nodes", this::read);
    }
  }

  private Void read() {
    int seen;
    do {
      seen = reads.get();
      Consumer<Signal> to = receiver;
      try {
        List<Signal> found = table.news();
        if (to != null) {
          found.forEach(to);
        }
      } catch (SQLException | RuntimeException e) {
        LOG.warn("Signals of other nodes could not be read: {}", e.getMessage());
      }
    } while (!reads.compareAndSet(seen, 0));
    return null;
  }
}
