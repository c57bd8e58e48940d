package dev.callboard.catalog.process;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.process.ContextView.Call;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processors that take part now, in their order. Thread-safe; blocks as they do. */
public final class ProcessorChain {
  /** No processors at all. */
  public static final ProcessorChain NONE = direct(List.of());

  private final List<EntityProcessor> processors;
  private final ProcessorCalls calls;
  private final ProcessorCache cache;
  private final ProcessorLimits limits;

  private ProcessorChain(
      List<EntityProcessor> processors,
      ProcessorCalls calls,
      ProcessorCache cache,
      ProcessorLimits limits) {
    this.processors = List.copyOf(processors);
    this.calls = calls;
    this.cache = cache;
    this.limits = limits;
  }

  /**
   * Creates a chain that calls the processors for a limited time each.
   *
   * @param processors in their order
   * @param tasks gives the threads that they run on
   */
  public static ProcessorChain timed(
      List<EntityProcessor> processors,
      TaskExecutor tasks,
      ProcessorCache cache,
      ProcessorLimits limits) {
    return new ProcessorChain(
        processors,
        new TimedCalls(requireNonNull(tasks, "tasks is null"), limits.timeout()),
        cache,
        limits);
  }

  /** Creates a chain that calls the processors, in their order, on the thread that asks. */
  public static ProcessorChain direct(List<EntityProcessor> processors) {
    return new ProcessorChain(
        processors, ProcessorCalls.DIRECT, new ProcessorCache(), ProcessorLimits.DEFAULT);
  }

  private interface Step<T> {
    T run(EntityProcessor processor, ContextView context);
  }

  /** Calls one processor; what it emitted counts only when it came to its end. */
  private <T> T call(
      EntityProcessor processor, String ref, Origin origin, Emitted emitted, Step<T> step)
      throws Exception {
    ContextView view = new ContextView(new Call(processor.name(), ref, origin, cache, limits));
    try {
      T result = calls.call(processor.name(), () -> step.run(processor, view));
      emitted.add(view.close());
      return result;
    } finally {
      view.close();
    }
  }

  /** Returns the entity as the processors leave it before it is validated. */
  Map<String, Object> preProcess(
      Map<String, Object> entity, Origin origin, Emitted emitted, List<Problem> problems) {
    return transform(entity, origin, emitted, problems, EntityProcessor::preProcess);
  }

  /** Returns the entity as the processors leave it after it was validated. */
  Map<String, Object> postProcess(
      Map<String, Object> entity, Origin origin, Emitted emitted, List<Problem> problems) {
    return transform(entity, origin, emitted, problems, EntityProcessor::postProcess);
  }

  private interface Transform {
    Entity apply(EntityProcessor processor, Entity entity, ContextView context);
  }

  private Map<String, Object> transform(
      Map<String, Object> entity,
      Origin origin,
      Emitted emitted,
      List<Problem> problems,
      Transform how) {
    Optional<String> ref = EntityChecks.ref(entity);
    Map<String, Object> current = entity;
    for (EntityProcessor processor : processors) {
      Entity before = Entity.of(current);
      try {
        Entity after =
            call(
                processor,
                ref.orElseThrow(),
                origin,
                emitted,
                (each, context) -> how.apply(each, before, context));
        if (!EntityChecks.ref(after.json()).equals(ref)) {
          throw PortalException.conflict("it changed kind, namespace or name");
        }
        current = after.json();
      } catch (Exception e) {
        problems.add(failed(processor, e));
      }
    }
    return current;
  }

  /** Returns whether a processor knows the kind of an entity and finds it right. */
  boolean knowsKind(
      Map<String, Object> entity, Origin origin, Emitted emitted, List<Problem> problems) {
    String ref = EntityChecks.ref(entity).orElseThrow();
    for (EntityProcessor processor : processors) {
      try {
        if (call(
            processor,
            ref,
            origin,
            emitted,
            (each, context) -> each.validateKind(Entity.of(entity), context))) {
          return true;
        }
      } catch (Exception e) {
        if (e instanceof PortalException refused && refused.code() == ErrorCode.INPUT) {
          problems.add(new Problem(Stage.KIND, "", processor.name() + ": " + e.getMessage()));
          return true;
        }
        problems.add(failed(processor, e));
      }
    }
    return false;
  }

  /**
   * Has a location of a foreign type read.
   *
   * @return what was read, empty when no processor reads this type
   * @throws PortalException when it cannot be read
   */
  public Optional<Emitted> readLocation(String type, String target, String origin) {
    String location = type + ":" + target;
    for (EntityProcessor processor : processors) {
      Emitted emitted = new Emitted();
      try {
        if (call(
            processor,
            location,
            new Origin(location, origin),
            emitted,
            (each, context) -> each.readLocation(type, target, context))) {
          return Optional.of(emitted);
        }
      } catch (PortalException e) {
        throw e;
      } catch (Exception e) {
        throw PortalException.unavailable(failed(processor, e).message());
      }
    }
    return Optional.empty();
  }

  private static Problem failed(EntityProcessor processor, Exception e) {
    String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Problem(
        Stage.PROCESSOR,
        "",
        "Processor " + processor.name() + " threw an error; caused by " + cause);
  }
}
