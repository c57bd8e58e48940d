package dev.callboard.permission;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy that another bundle brought. It is asked on another thread, with a deadline; whatever
 * goes wrong is a denial, and raises the alarm when it begins to go wrong. A policy that hangs can
 * occupy a few threads only: then it is not asked at all.
 */
final class GuardedPolicy {
  static final Duration DEADLINE = Duration.ofSeconds(1);
  static final int SIDE_BY_SIDE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(GuardedPolicy.class);

  private final String name;
  private final PermissionPolicy policy;
  private final TaskExecutor executor;
  private final PolicyAlarm alarm;
  private final Duration deadline;
  private final Semaphore slots = new Semaphore(SIDE_BY_SIDE);
  private final AtomicBoolean failing = new AtomicBoolean();

  GuardedPolicy(
      String name,
      PermissionPolicy policy,
      TaskExecutor executor,
      PolicyAlarm alarm,
      Duration deadline) {
    this.name = name;
    this.policy = policy;
    this.executor = executor;
    this.alarm = alarm;
    this.deadline = deadline;
  }

  /** Returns the policy for one call, whose questions all together have one deadline. */
  PermissionPolicy forOneCall() {
    long end = System.nanoTime() + deadline.toNanos();
    return (principal, request) -> decide(principal, request, end - System.nanoTime());
  }

  private Decision decide(PortalPrincipal principal, PermissionRequest request, long nanosLeft) {
    if (nanosLeft <= 0) {
      return failed("no answer within " + deadline, null);
    }
    if (!slots.tryAcquire()) {
      return failed(SIDE_BY_SIDE + " questions to it are unanswered", null);
    }
    AtomicBoolean taken = new AtomicBoolean();
    CompletableFuture<Decision> answer =
        executor.submit("policy", () -> ask(principal, request, taken));
    try {
      return checked(answer.get(nanosLeft, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return failed("no answer within " + deadline, null);
    } catch (ExecutionException e) {
      return failed("it failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Decision.deny("interrupted");
    } catch (RuntimeException e) {
      return failed("it could not be asked", e);
    } finally {
      answer.cancel(true);
      releaseUnless(taken);
    }
  }

  private Decision ask(PortalPrincipal principal, PermissionRequest request, AtomicBoolean taken) {
    if (!taken.compareAndSet(false, true)) {
      return null;
    }
    try {
      return policy.decide(principal, request);
    } finally {
      slots.release();
    }
  }

  /** Gives back the slot of a question that was never asked; else that happens when it ends. */
  private void releaseUnless(AtomicBoolean taken) {
    if (taken.compareAndSet(false, true)) {
      slots.release();
    }
  }

  private Decision checked(Decision decision) {
    if (decision == null) {
      return failed("it answered null", null);
    }
    if (failing.compareAndSet(true, false)) {
      LOG.info("The permission policy of {} answers again", name);
    }
    return decision;
  }

  private Decision failed(String why, Throwable cause) {
    if (failing.compareAndSet(false, true)) {
      alarm.raise(name, why, cause);
    }
    return Decision.deny("the policy of " + name + " cannot decide: " + why);
  }
}
