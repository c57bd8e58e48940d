package dev.callboard.docs.diagrams;

import dev.callboard.docs.diagrams.DiagramProcess.Answer;
import dev.callboard.docs.diagrams.DiagramProcess.OverLimitException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The processes that draw: some at a time, started when there is something to draw, ended when
 * there was nothing for a while. Thread-safe; blocks.
 */
final class DiagramProcesses implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String classpath;
  private final Path folder;
  private final DiagramSettings settings;
  private final TaskExecutor tasks;
  private final Semaphore places;
  private final Deque<DiagramProcess> waiting = new ArrayDeque<>();
  private final Set<DiagramProcess> all = new HashSet<>();
  private long used;
  private boolean closed;

  DiagramProcesses(String classpath, Path folder, DiagramSettings settings, TaskExecutor tasks) {
    this.classpath = classpath;
    this.folder = folder;
    this.settings = settings;
    this.tasks = tasks;
    this.places = new Semaphore(settings.concurrency(), true);
  }

  Answer draw(char language, byte[] source)
      throws IOException, OverLimitException, InterruptedException {
    places.acquire();
    try {
      DiagramProcess process = take();
      // it ends by itself; this is for one that cannot even do that
      CompletableFuture<?> guard =
          tasks.schedule(
              "end a diagram",
              settings.timeout().plus(GRACE),
              () -> {
                process.close();
                return null;
              });
      try {
        Answer answer = process.draw(language, source);
        giveBack(process);
        return answer;
      } catch (IOException | OverLimitException e) {
        end(process);
        throw e;
      } finally {
        guard.cancel(false);
      }
    } finally {
      places.release();
    }
  }

  private synchronized DiagramProcess take() throws IOException {
    if (closed) {
      throw new IOException("The server is stopping");
    }
    used++;
    for (DiagramProcess next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.isAlive()) {
        return next;
      }
      all.remove(next);
    }
    DiagramProcess started = DiagramProcess.start(classpath, folder, settings);
    all.add(started);
    return started;
  }

  private synchronized void giveBack(DiagramProcess process) {
    waiting.push(process);
    long now = used;
    tasks.schedule("end idle diagrams", settings.idle(), () -> endIdle(now));
  }

  private synchronized Void endIdle(long then) {
    if (used == then) {
      waiting.forEach(this::end);
      waiting.clear();
    }
    return null;
  }

  private synchronized void end(DiagramProcess process) {
    process.close();
    all.remove(process);
  }

  /** Returns how many processes there are. */
  synchronized int count() {
    return all.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(DiagramProcess::close);
    all.clear();
    waiting.clear();
  }
}
