package dev.callboard.catalog.ingest;

import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.platform.config.Config;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The kinds, processors and resolvers of placeholders that plugins bring, as they come and go.
 * Thread-safe; no method blocks.
 */
@Component(service = Extensions.class)
public final class Extensions {
  private static final Runnable NOBODY = () -> {};

  private final List<KindDefinition> kinds = new CopyOnWriteArrayList<>();
  private final List<EntityProcessor> processors = new CopyOnWriteArrayList<>();
  private final List<PlaceholderResolver> resolvers = new CopyOnWriteArrayList<>();
  private volatile Runnable came = NOBODY;
  private volatile Runnable went = NOBODY;

  /**
   * Tells somebody about changes from now on, in place of who was told before.
   *
   * @param onCome called when there is something more
   * @param onGo called when something must no longer be used
   */
  void tell(Runnable onCome, Runnable onGo) {
    came = onCome;
    went = onGo;
  }

  /** Tells nobody from now on. */
  void tellNobody() {
    tell(NOBODY, NOBODY);
  }

  /** Returns how documents are processed with what there is now. */
  Processing processing(Config config) {
    return ProcessingFactory.create(
        config, List.copyOf(kinds), List.copyOf(processors), List.copyOf(resolvers));
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindKind")
  void bindKind(KindDefinition kind) {
    kinds.add(kind);
    came.run();
  }

  void unbindKind(KindDefinition kind) {
    kinds.remove(kind);
    went.run();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindProcessor")
  void bindProcessor(EntityProcessor processor) {
    processors.add(processor);
    came.run();
  }

  void unbindProcessor(EntityProcessor processor) {
    processors.remove(processor);
    went.run();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindResolver")
  void bindResolver(PlaceholderResolver resolver) {
    resolvers.add(resolver);
    came.run();
  }

  void unbindResolver(PlaceholderResolver resolver) {
    resolvers.remove(resolver);
    went.run();
  }
}
