package dev.callboard.catalog.analyze;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.spi.EntityDraft;
import dev.callboard.catalog.spi.LocationAnalysis;
import dev.callboard.catalog.spi.LocationAnalyzer;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches a repository for entity files, and drafts a Component where there are none. Thread-safe;
 * blocks for as long as the search takes.
 */
public final class DefaultLocationAnalyzer implements LocationAnalyzer {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultLocationAnalyzer.class);
  private static final int LONGEST_NAME = 63;

  private final Supplier<Optional<UrlReader>> readers;
  private final ConfigService config;

  /**
   * Creates the analyzer.
   *
   * @param readers gives what reads URLs now, or nothing
   */
  public DefaultLocationAnalyzer(Supplier<Optional<UrlReader>> readers, ConfigService config) {
    this.readers = requireNonNull(readers, "readers is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Supports every URL. */
  @Override
  public boolean supports(String url) {
    return true;
  }

  @Override
  public LocationAnalysis analyze(String url, String entityFilename) {
    RepositoryUrl repository = RepositoryUrl.of(url);
    Config current = config.current();
    Optional<SourceHost> host = SourceHost.of(repository.host(), current);
    List<String> files =
        host.flatMap(found -> found.search(repository, entityFilename))
            .map(this::search)
            .orElse(List.of());
    return new LocationAnalysis(files, List.of(draft(repository, host)));
  }

  /** A host that cannot be searched is no reason not to offer a draft. */
  private List<String> search(String pattern) {
    try {
      return readers.get().map(reader -> reader.search(pattern)).orElse(List.of());
    } catch (PortalException e) {
      LOG.debug("{} could not be searched: {}", pattern, e.getMessage());
      return List.of();
    }
  }

  private static EntityDraft draft(RepositoryUrl repository, Optional<SourceHost> host) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(repository.name()));
    host.filter(known -> !repository.owner().isEmpty())
        .ifPresent(known -> metadata.put("annotations", known.annotation(repository)));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "other");
    spec.put("lifecycle", "unknown");
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("apiVersion", "backstage.io/v1alpha1");
    entity.put("kind", "Component");
    entity.put("metadata", metadata);
    entity.put("spec", spec);
    return new EntityDraft(entity, List.of());
  }

  /** Not every name of a repository is one of an entity. */
  private static String name(String repository) {
    String allowed = repository.replaceAll("[^A-Za-z0-9_.-]+", "-");
    String cut = allowed.substring(0, Math.min(LONGEST_NAME, allowed.length()));
    String name = cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    return name.isEmpty() ? "component" : name;
  }
}
