package dev.callboard.scaffolder.task;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SignalListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/**
 * Tells those on this node who watch tasks that something changed, whichever node did it. They are
 * called on the thread that changed it, or that heard of it: they only take a note. Thread-safe.
 */
@Component(service = {TaskSignals.class, SignalListener.class})
public final class TaskSignals implements SignalListener {
  /** Stands for each task. */
  public static final String ANY = "";

  private final Set<Consumer<String>> readers = new CopyOnWriteArraySet<>();
  private final Set<Consumer<String>> workers = new CopyOnWriteArraySet<>();

  /** What changed. */
  enum Kind {
    /** A task has new events. */
    EVENTS("task."),
    /** A task is to be run, or to be cancelled; it has new events too. */
    WORK("work.");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Calls a reader with the id of each task that has new events, or {@link #ANY}. */
  public AutoCloseable onEvents(Consumer<String> reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  /** Calls a worker with the id of each task that it should look at, or {@link #ANY}. */
  AutoCloseable onWork(Consumer<String> worker) {
    workers.add(worker);
    return () -> workers.remove(worker);
  }

  /** Tells the other nodes when the transaction is committed. */
  void send(PluginDatabase database, Connection transaction, Kind kind, String taskId)
      throws SQLException {
    database.signal(transaction, kind.prefix + taskId);
  }

  /** Tells this node, after the commit. */
  void changed(Kind kind, String taskId) {
    readers.forEach(reader -> reader.accept(taskId));
    if (kind == Kind.WORK) {
      workers.forEach(worker -> worker.accept(taskId));
    }
  }

  @Override
  public void signalled(String database, String topic) {
    for (Kind kind : Kind.values()) {
      if (database.equals("scaffolder") && topic.startsWith(kind.prefix)) {
        changed(kind, topic.substring(kind.prefix.length()));
      }
    }
  }

  @Override
  public void missed() {
    changed(Kind.WORK, ANY);
  }
}
