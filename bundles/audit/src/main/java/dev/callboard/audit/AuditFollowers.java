package dev.callboard.audit;

import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

/** Gives followers the log: soon after each commit, and now and then for what other nodes wrote. */
@Component(immediate = true, service = AuditFollowers.class)
public final class AuditFollowers {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFollowers.class);
  private static final Duration SWEEP = Duration.ofSeconds(3);
  private static final String OWN = "audit";

  private final Map<AuditFollower, FollowerRun> runs = new ConcurrentHashMap<>();
  private final Consumer<String> listener = this::committed;
  private final CommitSignal commits;
  private final TaskExecutor tasks;
  private final FollowedLog log;
  private final FollowerTable table;
  private Future<?> sweep;
  private boolean stopped;

  /** Called by Declarative Services. */
  @Activate
  public AuditFollowers(
      @Reference PluginDatabase database,
      @Reference TaskExecutor tasks,
      @Reference CommitSignal commits) {
    this.tasks = tasks;
    this.commits = commits;
    this.log = new FollowedLog(database);
    this.table = new FollowerTable(database, Clock.systemUTC());
    commits.connect(listener);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addFollower(AuditFollower follower) {
    try {
      FollowerRun run = new FollowerRun(follower, log, table, tasks);
      if (runs.values().stream().anyMatch(other -> other.id().equals(run.id()))) {
        LOG.error("There are two followers of the audit log with the id {}", run.id());
        return;
      }
      runs.put(follower, run);
      run.wake();
      sweep();
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  void removeFollower(AuditFollower follower) {
    FollowerRun run = runs.remove(follower);
    if (run != null) {
      run.stop();
    }
  }

  private void committed(String database) {
    if (database.equals(OWN)) {
      runs.values().forEach(FollowerRun::wake);
    }
  }

  /** Goes on for as long as there are followers. */
  private synchronized void sweep() {
    if (!stopped && sweep == null) {
      sweep =
          tasks.schedule(
              "look after followers of the audit log",
              SWEEP,
              () -> {
                committed(OWN);
                again();
                return null;
              });
    }
  }

  private synchronized void again() {
    sweep = null;
    if (!runs.isEmpty()) {
      sweep();
    }
  }

  @Deactivate
  void stop() {
    commits.disconnect(listener);
    synchronized (this) {
      stopped = true;
      if (sweep != null) {
        sweep.cancel(true);
      }
    }
    runs.values().forEach(FollowerRun::stop);
  }

  /** Tells how far each follower is that was ever seen. */
  List<Map<String, Object>> list() throws SQLException {
    long end = log.end();
    List<Map<String, Object>> list = new ArrayList<>();
    for (FollowerTable.Place place : table.places()) {
      Optional<FollowerRun> run =
          runs.values().stream().filter(each -> each.id().equals(place.id())).findFirst();
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("id", place.id());
      item.put("seq", place.seq());
      item.put("behind", Math.max(0, end - place.seq()));
      item.put("present", run.isPresent());
      item.put("problem", run.flatMap(FollowerRun::problem).orElse(null));
      list.add(item);
    }
    return list;
  }
}
