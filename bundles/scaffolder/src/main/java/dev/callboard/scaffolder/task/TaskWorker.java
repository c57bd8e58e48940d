package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of a node: claims them, holds on to them, and takes over those left behind. */
final class TaskWorker {
  private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);
  private static final long PURGE_NANOS = 600_000_000_000L;

  private final TaskDatabase database;
  private final SecretBox box;
  private final TaskQueue queue;
  private final AuditService audit;
  private final ConfigService config;
  private final RunServices services;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final StaleWatch watch = new StaleWatch();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private AutoCloseable signals;
  private boolean first = true;

  /** Until then the directories of tasks are deleted, those of new ones included. */
  private volatile boolean cleaned;

  private long purgedAt;
  private volatile boolean draining;
  private volatile boolean stopped;

  TaskWorker(
      TaskDatabase database,
      SecretBox box,
      AuditService audit,
      ConfigService config,
      RunServices services,
      String node) {
    this.database = requireNonNull(database, "database is null");
    this.box = requireNonNull(box, "box is null");
    this.queue = new TaskQueue(database, box, node);
    this.audit = requireNonNull(audit, "audit is null");
    this.config = requireNonNull(config, "config is null");
    this.services = requireNonNull(services, "services is null");
    this.node = node;
  }

  private final String node;

  /** Begins to work; does not block. */
  void start() {
    signals = database.signals().onWork(this::ordered);
    services.executor().submit("take over tasks", this::tick);
  }

  private WorkerSettings settings() {
    return WorkerSettings.from(config.current());
  }

  /** Is called when something is to be done; only takes a note. */
  private void ordered(String taskId) {
    Running run = running.get(taskId);
    if (run != null) {
      services
          .executor()
          .submit(
              "cancel a task",
              () -> {
                cancelIfAsked(run);
                return null;
              });
    }
    look();
  }

  private void cancelIfAsked(Running run) {
    if (queue.isCancelled(run.claim().id())) {
      run.control().stop(RunControl.Reason.CANCELLED);
    }
  }

  /** Looks for open tasks soon; does not block. */
  private void look() {
    again.set(true);
    if (!stopped && looking.compareAndSet(false, true)) {
      services
          .executor()
          .submit(
              "look for tasks",
              () -> {
                claimAll();
                return null;
              });
    }
  }

  private void claimAll() {
    try {
      while (again.getAndSet(false)) {
        for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
          start(claim.get());
        }
      }
    } catch (PortalException e) {
      LOG.warn("Tasks cannot be looked for now: {}", e.getMessage());
    } finally {
      looking.set(false);
      if (again.get()) {
        look();
      }
    }
  }

  private Optional<Claim> claim() {
    return hasRoom() ? queue.next(settings().perUser()) : Optional.empty();
  }

  private boolean hasRoom() {
    return cleaned && !draining && !stopped && running.size() < settings().concurrent();
  }

  private void start(Claim claim) {
    Running run = new Running(claim, services, database, box, audit);
    running.put(claim.id(), run);
    services
        .executor()
        .submit(
            "run task " + claim.id(),
            () -> {
              boolean ended = run.run();
              running.remove(claim.id(), run);
              if (!ended) {
                giveBack(claim);
              }
              look();
              return null;
            })
        .exceptionally(
            problem -> {
              running.remove(claim.id(), run);
              return null;
            });
  }

  private void giveBack(Claim claim) {
    try {
      queue.release(claim);
    } catch (PortalException e) {
      LOG.warn("Task {} is taken up again when its time has run out", claim.id());
    }
  }

  private Void tick() {
    try {
      if (first) {
        Directories.delete(services.directory().resolve("workspaces"));
        Directories.delete(services.directory().resolve("staging"));
        Directories.delete(services.directory().resolve("tmp"));
        cleaned = true;
      }
      hold();
      takeOver();
      first = false;
      queue.wake(System.currentTimeMillis());
      purge();
      look();
    } catch (RuntimeException e) {
      LOG.warn("Tasks cannot be looked after now: {}", e.getMessage());
    }
    if (!stopped) {
      services.executor().schedule("look after tasks", settings().pause(), this::tick);
    }
    return null;
  }

  private void hold() {
    List<Running> runs = new ArrayList<>(running.values());
    TaskQueue.Held held = queue.hold(runs.stream().map(Running::claim).toList());
    WorkerSettings settings = settings();
    for (Running run : runs) {
      if (held.lost().contains(run.claim().id())) {
        run.control().stop(RunControl.Reason.LOST);
      } else if (held.cancelled().contains(run.claim().id())) {
        run.control().stop(RunControl.Reason.CANCELLED);
      } else if (run.nanos() > settings.taskTimeout().toNanos()) {
        run.control().stop(RunControl.Reason.TIMED_OUT);
      }
      if (run.control().nanosSinceStop() > settings.cancelGrace().toNanos()) {
        leave(run);
      }
    }
  }

  private void leave(Running run) {
    if (running.remove(run.claim().id(), run)) {
      try {
        run.abandon();
      } catch (LostClaimException e) {
        LOG.debug("Task {} had ended in the meantime", run.claim().id());
      }
    }
  }

  /** What this node had before it was started, and what nobody shares with it, nobody else runs. */
  private void takeOver() {
    List<TaskQueue.Pulse> pulses =
        queue.pulses().stream().filter(pulse -> !running.containsKey(pulse.id())).toList();
    List<TaskQueue.Pulse> stale =
        watch.stale(pulses, System.nanoTime(), settings().staleTimeout().toNanos());
    for (TaskQueue.Pulse pulse : pulses) {
      boolean ours = first && (!database.isShared() || node.equals(pulse.node()));
      if ((ours || stale.contains(pulse)) && hasRoom()) {
        queue.takeOver(pulse).ifPresent(this::start);
      }
    }
  }

  private void purge() {
    long now = System.nanoTime();
    if (purgedAt != 0 && now - purgedAt < PURGE_NANOS) {
      return;
    }
    purgedAt = now;
    WorkerSettings settings = settings();
    long time = System.currentTimeMillis();
    queue.purge(time - settings.keepTasks().toMillis(), time - settings.keepFiles().toMillis());
  }

  /** Begins nothing new, and lets the steps under way come to their end. */
  void drain(long deadlineNanos) throws InterruptedException {
    draining = true;
    running.values().forEach(run -> run.control().stopSoon());
    long end = System.nanoTime() + deadlineNanos;
    synchronized (this) {
      while (!running.isEmpty() && System.nanoTime() < end) {
        wait(20);
      }
    }
  }

  /** Stops; what runs is interrupted and given back. */
  void stop() throws Exception {
    stopped = true;
    if (signals != null) {
      signals.close();
    }
    running.values().forEach(run -> run.control().stop(RunControl.Reason.STOPPING));
    drain(2_000_000_000L);
  }

  /** Returns how many tasks run here now. */
  int running() {
    return running.size();
  }

  /** Returns the id of this node, which stays the same when it is started again. */
  static String nodeId(Path directory) throws IOException {
    Path file = directory.resolve("node");
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return Files.readString(file).strip();
  }
}
