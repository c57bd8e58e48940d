package dev.callboard.scheduler;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The task executor of the bundle that uses the service. */
@Component(service = TaskExecutor.class, scope = ServiceScope.BUNDLE)
public final class BundleTaskExecutor implements TaskExecutor {
  private final PooledTaskExecutor executor;

  /** Starts no thread. */
  @Activate
  public BundleTaskExecutor(ComponentContext context, @Reference Threads threads) {
    executor =
        new PooledTaskExecutor(threads.poolFor(context.getUsingBundle()), threads.clockwork());
  }

  /** Called when the bundle stops, or when none of its components uses the service any more. */
  @Deactivate
  public void stop() {
    executor.close(Threads.stopDeadline());
  }

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    return executor.submit(name, work);
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    return executor.schedule(name, delay, work);
  }
}
