package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The database of the scaffolder, with failures that callers can act on, and with signals. */
@Component(service = TaskDatabase.class)
public final class TaskDatabase {
  private final PluginDatabase database;
  private final TaskSignals signals;

  /** Called by the framework. */
  @Activate
  public TaskDatabase(@Reference PluginDatabase database, @Reference TaskSignals signals) {
    this.database = requireNonNull(database, "database is null");
    this.signals = requireNonNull(signals, "signals is null");
  }

  /** Returns whether other nodes may use it too. */
  boolean isShared() {
    return database.dialect() == Dialect.POSTGRESQL;
  }

  TaskSignals signals() {
    return signals;
  }

  /** Reads; a failure is one that callers can act on. */
  public <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Writes in a transaction, as {@link #read}. */
  public <T> T write(SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Writes events of a task, and tells all who read them. */
  <T> T change(String taskId, SqlWork<T> work) {
    return change(TaskSignals.Kind.EVENTS, taskId, work);
  }

  /** Changes what workers have to do with a task, and tells them. */
  <T> T order(String taskId, SqlWork<T> work) {
    return change(TaskSignals.Kind.WORK, taskId, work);
  }

  private <T> T change(TaskSignals.Kind kind, String taskId, SqlWork<T> work) {
    T result =
        write(
            connection -> {
              T done = work.apply(connection);
              signals.send(database, connection, kind, taskId);
              return done;
            });
    signals.changed(kind, taskId);
    return result;
  }

  /** Holds off others who want to change the same task until the commit. */
  void lock(Connection connection, String taskId) throws SQLException {
    Sql.update(connection, "UPDATE tasks SET cancel = cancel WHERE id = ?", taskId);
  }

  private static PortalException failed(SQLException e) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "The database of the scaffolder failed, try again later", e);
  }
}
