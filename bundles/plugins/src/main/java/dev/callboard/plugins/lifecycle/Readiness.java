package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.http.RouteRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Finds out whether a started bundle does its work: no component failed, its REST application takes
 * the requests, its own health checks are content. Blocks.
 */
final class Readiness {
  private static final Duration SLICE = Duration.ofMillis(100);

  private final BundleContext context;
  private final PluginThreads threads;
  private final ComponentDiagnosis components;
  private final Supplier<Optional<RouteRegistry>> routes;
  private final ProtectedServices guarded;

  Readiness(
      BundleContext context,
      PluginThreads threads,
      ComponentDiagnosis components,
      Supplier<Optional<RouteRegistry>> routes,
      ProtectedServices guarded) {
    this.context = context;
    this.threads = threads;
    this.components = components;
    this.routes = routes;
    this.guarded = guarded;
  }

  /**
   * Waits until the bundle is well.
   *
   * @param grace how long it has; while the server starts, what it waits for may still come
   * @param lazily whether its REST application need not be built yet
   * @return what it waits for when only services of others are missing; empty when it is well
   * @throws StartFailedException when it is not well at the end of the time
   */
  List<String> await(String id, Bundle bundle, Duration grace, boolean lazily)
      throws StartFailedException, InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    boolean asked = false;
    while (true) {
      if (isServerStarting()) {
        end = System.nanoTime() + grace.toNanos();
        if (asked) {
          // To ask all components again and again costs more than the start itself.
          pause();
          continue;
        }
      }
      asked = true;
      failOn(components.failure(bundle));
      failOn(guarded.misplacedApplication(bundle, id));
      List<String> waiting = components.restWaiting(bundle);
      boolean serving = waiting.isEmpty() && (lazily || serves(bundle));
      Optional<String> problem = serving ? unhealthy(id, bundle, end) : Optional.empty();
      if (serving && problem.isEmpty()) {
        failOn(components.failure(bundle));
        return List.of();
      }
      if (System.nanoTime() - end > 0) {
        if (!waiting.isEmpty()) {
          return waiting;
        }
        throw StartFailedException.of(
            problem.orElse(
                "Its REST application was not served within " + grace.toMillis() + " ms."));
      }
      pause();
    }
  }

  private boolean isServerStarting() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STARTING;
  }

  /** Returns what the REST application of a bundle waits for; empty when it waits for nothing. */
  List<String> waiting(Bundle bundle) {
    return components.restWaiting(bundle);
  }

  private static void failOn(Optional<String> failure) throws StartFailedException {
    if (failure.isPresent()) {
      throw StartFailedException.of(failure.get());
    }
  }

  private boolean serves(Bundle bundle) throws InterruptedException {
    Optional<RouteRegistry> registry = routes.get();
    return registry.isEmpty() || registry.get().awaitActive(bundle, SLICE);
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
  }

  /** Runs the bundle's own health checks. */
  private Optional<String> unhealthy(String id, Bundle bundle, long end)
      throws InterruptedException {
    for (ServiceReference<HealthCheck> reference : checks(bundle)) {
      Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
      HealthCheck check = context.getService(reference);
      if (check == null) {
        continue;
      }
      try {
        ClassLoader loader = check.getClass().getClassLoader();
        Result result = threads.call(id, "health", loader, left, check::execute);
        if (!result.isOk() && result.getStatus() != Result.Status.WARN) {
          return Optional.of(problem(reference, String.valueOf(result.getStatus())));
        }
      } catch (ExecutionException e) {
        return Optional.of(problem(reference, Reasons.of(e.getCause())));
      } catch (TimeoutException e) {
        return Optional.of(problem(reference, e.getMessage()));
      } finally {
        context.ungetService(reference);
      }
    }
    return Optional.empty();
  }

  private static String problem(ServiceReference<HealthCheck> reference, String what) {
    Object name = reference.getProperty(HealthCheck.NAME);
    return "Its health check " + Reasons.line(String.valueOf(name)) + " says " + what + ".";
  }

  private List<ServiceReference<HealthCheck>> checks(Bundle bundle) {
    List<ServiceReference<HealthCheck>> found = new ArrayList<>();
    try {
      for (ServiceReference<HealthCheck> reference :
          context.getServiceReferences(HealthCheck.class, null)) {
        if (bundle.equals(reference.getBundle())) {
          found.add(reference);
        }
      }
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException("no filter, no syntax", e);
    }
    return found;
  }
}
