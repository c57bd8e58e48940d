package dev.callboard.scorecards.fact;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.api.DocsStorage;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells whether an entity's documentation is published, and since when it is as it is. */
@Component(service = {FactProvider.class, EventSubscriber.class})
public final class DocsFacts implements FactProvider, EventSubscriber {
  private static final String PUBLISHED = "techdocs.published";
  private static final String METADATA = "techdocs_metadata.json";

  private final ConfigService config;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Map.Entry<Map<String, Object>, DocsStorage>> storages = List.of();

  /** Called by Declarative Services. */
  @Activate
  public DocsFacts(@Reference ConfigService config) {
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public String id() {
    return "docs";
  }

  @Override
  public Duration keepFor() {
    return Duration.ofHours(1);
  }

  @Override
  public Facts facts(Entity entity) {
    if (entity.annotation("backstage.io/techdocs-ref").isEmpty()) {
      return Facts.of(values(false, Optional.empty()));
    }
    String type = config.current().string("techdocs.publisher.type").orElse("local");
    Optional<DocsStorage> storage =
        storages.stream()
            .filter(each -> type.equals(each.getKey().get(DocsStorage.TYPE)))
            .map(Map.Entry::getValue)
            .findFirst();
    if (storage.isEmpty()) {
      return Facts.unknown("the storage of documentation is not there");
    }
    try {
      return Facts.of(values(true, storage.get().read(site(entity.ref()), METADATA)))
          .withEvidence(address(entity.ref()));
    } catch (IOException | UncheckedIOException | PortalException e) {
      return Facts.unknown("the storage of documentation does not answer");
    }
  }

  private static Map<String, Object> values(boolean declared, Optional<DocsFile> file) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("declared", declared);
    values.put("published", file.isPresent());
    values.put("changed", file.map(each -> each.modified().toString()).orElse(null));
    return values;
  }

  private String site(EntityRef ref) {
    String name = ref.namespace() + "/" + ref.kind() + "/" + ref.name();
    return config.current().bool("techdocs.legacyUseCaseSensitiveTripletPaths").orElse(false)
        ? name
        : name.toLowerCase(Locale.ROOT);
  }

  private static String address(EntityRef ref) {
    return ("/docs/" + ref.namespace() + "/" + ref.kind() + "/" + ref.name())
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public AutoCloseable onChange(Consumer<String> changed) {
    listeners.add(changed);
    return () -> listeners.remove(changed);
  }

  @Override
  public Set<String> topics() {
    return Set.of(PUBLISHED);
  }

  @Override
  public void onEvent(Event event) {
    if (event.payload().get("entityRef") instanceof String ref) {
      String canonical = ref.toLowerCase(Locale.ROOT);
      listeners.forEach(each -> each.accept(canonical));
    }
  }
}
