package dev.callboard.http.health;

import dev.callboard.http.settings.SettingsHolder;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Runs the health checks side by side, each with a time limit. */
@Component(service = HealthChecks.class)
public final class HealthChecks {
  /** A service property of a check: what an operator can do when it is not well. */
  static final String HINT = "callboard.health.hint";

  private static final Map<Result.Status, String> WORDS =
      Map.of(
          Result.Status.OK, "It is well.",
          Result.Status.WARN, "It works, and something should be looked at.",
          Result.Status.TEMPORARILY_UNAVAILABLE, "It does not work now, and may soon.",
          Result.Status.CRITICAL, "It does not work.",
          Result.Status.HEALTH_CHECK_ERROR, "The check itself failed.");

  private final HealthMemory memory = new HealthMemory(Clock.systemUTC());
  private final TaskExecutor executor;
  private final SettingsHolder settings;
  private final Map<ServiceReference<HealthCheck>, HealthCheck> checks = new ConcurrentHashMap<>();

  /** Creates it without checks. */
  @Activate
  public HealthChecks(@Reference TaskExecutor executor, @Reference SettingsHolder settings) {
    this.executor = executor;
    this.settings = settings;
  }

  /** Called by DS. */
  @Reference(
      service = HealthCheck.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addCheck(ServiceReference<HealthCheck> reference, HealthCheck check) {
    checks.put(reference, check);
  }

  /** Called by DS. */
  public void removeCheck(ServiceReference<HealthCheck> reference) {
    checks.remove(reference);
  }

  /** Runs all and returns what they said; blocks for the time limit of one at the most. */
  Map<String, Object> report() {
    long until = System.nanoTime() + settings.current().healthTimeout().toNanos();
    Map<ServiceReference<HealthCheck>, CompletableFuture<Result>> running = new LinkedHashMap<>();
    checks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                running.put(
                    entry.getKey(),
                    executor.submit("health " + name(entry.getKey()), entry.getValue()::execute)));
    List<Map<String, Object>> results = new ArrayList<>();
    Result.Status worst = Result.Status.OK;
    for (var entry : running.entrySet()) {
      Result result = await(entry.getValue(), until);
      if (result.getStatus().ordinal() > worst.ordinal()) {
        worst = result.getStatus();
      }
      results.add(describe(entry.getKey(), result));
    }
    memory.keep(running.keySet());
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("status", worst.name());
    report.put("checks", results);
    return report;
  }

  private static Result await(CompletableFuture<Result> running, long until) {
    try {
      long left = Math.max(1, until - System.nanoTime());
      Result result = running.get(left, TimeUnit.NANOSECONDS);
      return result == null ? failed("the check returned nothing") : result;
    } catch (TimeoutException e) {
      running.cancel(true);
      return failed("the check did not answer in time");
    } catch (ExecutionException e) {
      return failed("the check failed: " + e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the check was interrupted");
    }
  }

  private static Result failed(String message) {
    return new Result(Result.Status.HEALTH_CHECK_ERROR, message);
  }

  private Map<String, Object> describe(ServiceReference<HealthCheck> reference, Result result) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (ResultLog.Entry entry : result) {
      if (!entry.isDebug()) {
        messages.add(Map.of("status", entry.getStatus().name(), "message", entry.getMessage()));
      }
    }
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", name(reference));
    described.put("status", result.getStatus().name());
    described.put("message", message(result));
    described.put("messages", messages);
    described.put("tags", tags(reference));
    described.put("since", memory.since(reference, result.getStatus()).toString());
    described.put(
        "hint", HealthHints.of(result.getStatus(), tags(reference), own(reference)).orElse(null));
    return described;
  }

  /** Returns what was said that is as bad as the whole; what is worst comes first. */
  private static String message(Result result) {
    List<String> worst = new ArrayList<>();
    for (ResultLog.Entry entry : result) {
      if (!entry.isDebug() && entry.getStatus() == result.getStatus()) {
        worst.add(entry.getMessage());
      }
    }
    return worst.isEmpty() ? WORDS.get(result.getStatus()) : String.join("; ", worst);
  }

  private static String own(ServiceReference<HealthCheck> reference) {
    Object hint = reference.getProperty(HINT);
    return hint == null ? "" : hint.toString();
  }

  private static String name(ServiceReference<HealthCheck> reference) {
    Object name = reference.getProperty(HealthCheck.NAME);
    return name == null ? reference.getBundle().getSymbolicName() : name.toString();
  }

  private static List<String> tags(ServiceReference<HealthCheck> reference) {
    Object tags = reference.getProperty(HealthCheck.TAGS);
    if (tags instanceof String[] several) {
      return Arrays.asList(several);
    }
    return tags == null ? List.of() : List.of(tags.toString());
  }
}
