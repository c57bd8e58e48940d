package dev.callboard.database;

import dev.callboard.platform.database.SignalListener;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the signals of all nodes on a connection of its own, and connects again when it is lost.
 * Takes no thread where there is one node only, or nobody who listens.
 */
@Component(immediate = true, service = SignalReceiver.class)
public final class SignalReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(SignalReceiver.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<SignalListener> listeners = new CopyOnWriteArrayList<>();
  private final Databases databases;
  private final TaskExecutor tasks;
  private Connection connection;
  private Future<?> task;
  private boolean active;
  private boolean stopped;

  /** Called by Declarative Services. */
  @Activate
  public SignalReceiver(@Reference DatabaseManager manager, @Reference TaskExecutor tasks) {
    this(manager.databases(), tasks);
  }

  SignalReceiver(Databases databases, TaskExecutor tasks) {
    this.databases = databases;
    this.tasks = tasks;
  }

  /** Called by Declarative Services. */
  @Activate
  synchronized void start() {
    active = true;
    begin(Duration.ZERO);
  }

  @Deactivate
  synchronized void stop() {
    stopped = true;
    if (task != null) {
      task.cancel(true);
    }
    close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindListener")
  void bindListener(SignalListener listener) {
    listeners.add(listener);
    begin(Duration.ZERO);
  }

  void unbindListener(SignalListener listener) {
    listeners.remove(listener);
  }

  private synchronized void begin(Duration delay) {
    if (active && !stopped && task == null && !listeners.isEmpty()) {
      task = tasks.schedule("hear of other nodes", delay, this::run);
    }
  }

  private Void run() {
    boolean again = true;
    try {
      again = receive();
    } catch (SQLException e) {
      LOG.debug("The connection for signals was lost", e);
    } finally {
      end(again);
    }
    return null;
  }

  private synchronized void end(boolean again) {
    close();
    task = null;
    if (again) {
      begin(PAUSE);
    }
  }

  /** Returns whether it is worth another try. */
  private boolean receive() throws SQLException {
    Optional<Connection> opened = databases.connectForSignals();
    if (opened.isEmpty()) {
      return false;
    }
    Connection own = opened.get();
    if (!keep(own)) {
      own.close();
      return false;
    }
    PostgresSignals.listen(own);
    each(SignalListener::missed);
    while (!Thread.currentThread().isInterrupted() && !listeners.isEmpty()) {
      PostgresSignals.receive(
          own, (database, topic) -> each(listener -> listener.signalled(database, topic)));
    }
    return true;
  }

  private synchronized boolean keep(Connection own) {
    connection = stopped ? null : own;
    return !stopped;
  }

  private void each(Consumer<SignalListener> call) {
    for (SignalListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("{} failed at a signal", listener.getClass().getName(), e);
      }
    }
  }

  private void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The connection for signals did not close", e);
    }
    connection = null;
  }
}
