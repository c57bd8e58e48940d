package dev.callboard.scorecards.engine;

import dev.callboard.scorecards.spi.FactProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers of facts that are there now. Thread-safe. */
@Component(service = Providers.class)
public final class Providers {
  private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
  private static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

  private final Map<FactProvider, AutoCloseable> known = new LinkedHashMap<>();
  private final List<BiConsumer<FactProvider, String>> listeners = new CopyOnWriteArrayList<>();

  /** Called by Declarative Services. */
  public Providers() {}

  /** Takes a provider. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  public synchronized void add(FactProvider provider) {
    if (!provider.id().matches(ID)) {
      LOG.error(
          "The facts of '{}' are left out: its name must be lower case letters, digits and dashes",
          provider.id());
      return;
    }
    known.put(
        provider, provider.onChange(ref -> listeners.forEach(each -> each.accept(provider, ref))));
  }

  /** Lets a provider go. */
  public synchronized void remove(FactProvider provider) throws Exception {
    AutoCloseable listening = known.remove(provider);
    if (listening != null) {
      listening.close();
    }
  }

  /** Returns the providers by their names; of two with one name, the first. */
  public synchronized Map<String, FactProvider> all() {
    Map<String, FactProvider> found = new LinkedHashMap<>();
    new ArrayList<>(known.keySet()).forEach(each -> found.putIfAbsent(each.id(), each));
    return found;
  }

  /** Has somebody told of changed facts; returns what ends it. */
  Runnable listen(BiConsumer<FactProvider, String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
