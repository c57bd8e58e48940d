package dev.callboard.catalog.ingest;

import dev.callboard.catalog.process.ProcessorCache;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.FieldFormat;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The kinds, processors, resolvers of placeholders and formats of fields that plugins bring, as
 * they come and go. Thread-safe; no method blocks.
 */
@Component(service = Extensions.class)
public final class Extensions {
  /** Is told of changes. */
  interface Listener {
    /** There is something more. */
    void came();

    /** Something must no longer be called; what it did stays. */
    void went();

    /** A kind or a format is gone, and its entities are to show that. */
    void rulesWent();
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void came() {}

        @Override
        public void went() {}

        @Override
        public void rulesWent() {}
      };

  private final List<KindDefinition> kinds = new CopyOnWriteArrayList<>();
  private final List<EntityProcessor> processors = new CopyOnWriteArrayList<>();
  private final List<PlaceholderResolver> resolvers = new CopyOnWriteArrayList<>();
  private final List<FieldFormat> formats = new CopyOnWriteArrayList<>();
  private final ProcessorCache cache = new ProcessorCache();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Listener listener = NOBODY;

  /** Tells somebody about changes from now on, in place of who was told before. */
  void tell(Listener next) {
    listener = next;
  }

  /** Returns a number that is another one when something has come or gone. */
  int changes() {
    return changes.get();
  }

  /** Tells nobody from now on. */
  void tellNobody() {
    listener = NOBODY;
  }

  /** Returns how documents are processed with what there is now. */
  Processing processing(Config config, TaskExecutor tasks) {
    return ProcessingFactory.create(
        config,
        new ProcessingFactory.Parts(
            List.copyOf(kinds),
            List.copyOf(processors),
            List.copyOf(resolvers),
            List.copyOf(formats)),
        tasks,
        cache);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindKind")
  void bindKind(KindDefinition kind) {
    kinds.add(kind);
    changes.incrementAndGet();
    listener.came();
  }

  void unbindKind(KindDefinition kind) {
    kinds.remove(kind);
    changes.incrementAndGet();
    listener.rulesWent();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindProcessor")
  void bindProcessor(EntityProcessor processor) {
    processors.add(processor);
    changes.incrementAndGet();
    listener.came();
  }

  void unbindProcessor(EntityProcessor processor) {
    processors.remove(processor);
    changes.incrementAndGet();
    cache.forget(processor.name());
    listener.went();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindResolver")
  void bindResolver(PlaceholderResolver resolver) {
    resolvers.add(resolver);
    changes.incrementAndGet();
    listener.came();
  }

  void unbindResolver(PlaceholderResolver resolver) {
    resolvers.remove(resolver);
    changes.incrementAndGet();
    listener.went();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindFormat")
  void bindFormat(FieldFormat format) {
    formats.add(format);
    changes.incrementAndGet();
    listener.came();
  }

  void unbindFormat(FieldFormat format) {
    formats.remove(format);
    changes.incrementAndGet();
    listener.rulesWent();
  }
}
