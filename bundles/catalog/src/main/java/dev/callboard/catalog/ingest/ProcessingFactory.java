package dev.callboard.catalog.ingest;

import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.KindRegistry;
import dev.callboard.catalog.process.EntityLimits;
import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.process.FileResolvers;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together how documents are processed, from the configuration and what plugins bring. */
final class ProcessingFactory {
  /** Raised when the same document gives another entity than before. */
  private static final String PIPELINE_VERSION = "1";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessingFactory.class);

  private ProcessingFactory() {}

  static Processing create(
      Config config,
      List<KindDefinition> kinds,
      List<EntityProcessor> processors,
      List<PlaceholderResolver> resolvers) {
    YamlLimits yaml = YamlLimits.of(config);
    EntityLimits limits = EntityLimits.of(config);
    KindRegistry registry = new KindRegistry(BuiltInKinds.standard());
    config
        .strings("catalog.optionalKinds")
        .forEach(name -> BuiltInKinds.optional(name).forEach(registry::add));
    kinds.forEach(kind -> add(registry, kind));
    List<EntityProcessor> enabled =
        processors.stream().filter(each -> enabled(config, each)).toList();
    List<PlaceholderResolver> all = new ArrayList<>(FileResolvers.create(yaml));
    all.addAll(resolvers);
    String generation =
        String.join(
            " ",
            PIPELINE_VERSION,
            yaml.toString(),
            limits.toString(),
            registry.fingerprint(),
            enabled.stream().map(EntityProcessor::name).sorted().toList().toString(),
            all.stream().map(PlaceholderResolver::name).sorted().toList().toString());
    return new Processing(
        new YamlReader(yaml),
        new EntityPipeline(new EntityChecks(registry), limits, all, enabled),
        Stamps.sha256(generation.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** A kind of a plugin that cannot be used must not keep the others from being used. */
  private static void add(KindRegistry registry, KindDefinition kind) {
    try {
      registry.add(kind);
    } catch (PortalException e) {
      LOG.warn("The kind {} of a plugin cannot be used: {}", kind.kind(), e.getMessage());
    }
  }

  private static boolean enabled(Config config, EntityProcessor processor) {
    return !config
        .section("catalog.processorOptions")
        .flatMap(options -> options.section(processor.name()))
        .flatMap(options -> options.bool("disabled"))
        .orElse(false);
  }
}
