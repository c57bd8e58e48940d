package dev.callboard.scaffolder.drift;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.provenance.ProvenanceStore;
import dev.callboard.scaffolder.provenance.TemplateVersions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows the versions that templates have today. Finding one out reads the files of the template, so
 * each is believed for a while. Thread-safe.
 */
@Component(service = CurrentVersions.class)
public final class CurrentVersions {
  private static final int MOST = 1_000;
  private static final Duration REFRESH = Duration.ofMinutes(5);

  private record Known(String version, long at) {}

  private final TemplateVersions versions;
  private final ProvenanceStore store;
  private final ConfigService config;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** Called by the framework. */
  @Activate
  public CurrentVersions(
      @Reference TemplateVersions versions,
      @Reference ProvenanceStore store,
      @Reference ConfigService config) {
    this.versions = requireNonNull(versions, "versions is null");
    this.store = requireNonNull(store, "store is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns the version of a template. Blocks for as long as the host of its files takes. */
  String of(Template template) {
    String ref = template.entity().ref().toString();
    long refresh = config.current().duration("scaffolder.drift.refresh").orElse(REFRESH).toNanos();
    synchronized (known) {
      Known last = known.get(ref);
      if (last != null && System.nanoTime() - last.at() < refresh) {
        return last.version();
      }
    }
    String version = versions.of(template.entity(), baseUrl(template));
    store.see(ref, version);
    synchronized (known) {
      known.put(ref, new Known(version, System.nanoTime()));
    }
    return version;
  }

  private static Optional<String> baseUrl(Template template) {
    Object info = template.spec(Map.of(), null, Optional.empty()).get("templateInfo");
    return info instanceof Map<?, ?> map
        ? Optional.ofNullable((String) map.get("baseUrl"))
        : Optional.empty();
  }
}
