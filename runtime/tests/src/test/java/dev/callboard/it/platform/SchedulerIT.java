package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.EmptyBundle;
import dev.callboard.it.support.InContainer;
import dev.callboard.it.support.Poll;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

@InContainer
public class SchedulerIT {
  @Inject BundleContext context;

  @Test
  public void F33_noThreadStaysWhenTheBundleThatUsesTheExecutorStops() throws Exception {
    Bundle bundle = EmptyBundle.start(context, "it.executor", "it-executor");
    CompletableFuture<Thread> thread =
        executor(bundle).submit("look", () -> Thread.currentThread());
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Boolean> hanging =
        executor(bundle)
            .submit(
                "hang",
                () -> {
                  began.countDown();
                  return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                });
    assertTrue(began.await(10, TimeUnit.SECONDS));
    Thread first = thread.get(10, TimeUnit.SECONDS);
    assertTrue(first.getName().startsWith("cb-it.executor-"), first.getName());
    assertSame(bundle.adapt(BundleWiring.class).getClassLoader(), first.getContextClassLoader());

    bundle.stop();

    assertEquals(List.of(), threadsOf("it.executor"));
    assertTrue(hanging.isCompletedExceptionally());
    bundle.uninstall();
  }

  private static TaskExecutor executor(Bundle bundle) {
    BundleContext own = bundle.getBundleContext();
    TaskExecutor executor = own.getService(own.getServiceReference(TaskExecutor.class));
    assertNotNull(executor);
    return executor;
  }

  private static List<String> threadsOf(String owner) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("cb-" + owner + "-"))
        .toList();
  }

  @Test
  public void aTaskRunsFromWhenItIsRegisteredUntilItsBundleStops() throws Exception {
    Bundle bundle = EmptyBundle.start(context, "it.tasks", "it-tasks");
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch interrupted = new CountDownLatch(1);
    ScheduledTask task =
        new ScheduledTask() {
          @Override
          public String id() {
            return "count";
          }

          @Override
          public Schedule schedule() {
            return Schedule.every(Duration.ofMillis(20), Duration.ofMinutes(1));
          }

          @Override
          public void run() throws InterruptedException {
            if (runs.incrementAndGet() < 3) {
              return;
            }
            try {
              new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
              interrupted.countDown();
              throw e;
            }
          }
        };
    bundle.getBundleContext().registerService(ScheduledTask.class, task, null);
    Poll.until("three runs", Duration.ofSeconds(10), runs::get, count -> count == 3);

    bundle.stop();

    assertTrue(interrupted.await(10, TimeUnit.SECONDS), "the run is interrupted");
    assertEquals(List.of(), threadsOf("it.tasks"));
    assertEquals(3, runs.get());
    bundle.uninstall();
  }
}
