package dev.callboard.catalog.ingest;

import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.model.ConfiguredKinds;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.FieldFormats;
import dev.callboard.catalog.model.KindRegistry;
import dev.callboard.catalog.process.EntityLimits;
import dev.callboard.catalog.process.EntityPipeline;
import dev.callboard.catalog.process.FileResolvers;
import dev.callboard.catalog.process.ProcessorCache;
import dev.callboard.catalog.process.ProcessorChain;
import dev.callboard.catalog.process.ProcessorLimits;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.FieldFormat;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together how documents are processed, from the configuration and what plugins bring. */
final class ProcessingFactory {
  /** Raised when the same document gives another entity than before. */
  private static final String PIPELINE_VERSION = "2";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessingFactory.class);

  /** What plugins bring. */
  record Parts(
      List<KindDefinition> kinds,
      List<EntityProcessor> processors,
      List<PlaceholderResolver> resolvers,
      List<FieldFormat> formats) {}

  private final Config config;
  private final Set<String> extensions = new TreeSet<>();

  private ProcessingFactory(Config config) {
    this.config = config;
  }

  /**
   * Puts it together.
   *
   * @throws PortalException with code {@code INPUT} when the configuration cannot be used
   */
  static Processing create(Config config, Parts parts, TaskExecutor tasks, ProcessorCache cache) {
    return new ProcessingFactory(config).create(parts, tasks, cache);
  }

  private Processing create(Parts parts, TaskExecutor tasks, ProcessorCache cache) {
    YamlLimits yaml = YamlLimits.of(config);
    EntityLimits limits = EntityLimits.of(config);
    KindRegistry registry = new KindRegistry(BuiltInKinds.standard());
    config
        .strings("catalog.optionalKinds")
        .forEach(name -> BuiltInKinds.optional(name).forEach(registry::add));
    ConfiguredKinds.of(config).forEach(registry::add);
    String base =
        String.join(" ", PIPELINE_VERSION, yaml + "", limits + "", registry.fingerprint());
    parts.kinds().forEach(kind -> add(registry, kind));
    List<PlaceholderResolver> resolvers = new ArrayList<>(FileResolvers.create(yaml));
    for (PlaceholderResolver resolver : parts.resolvers()) {
      resolvers.add(resolver);
      extensions.add("placeholder:" + version(resolver.name(), resolver));
    }
    for (FieldFormat format : parts.formats()) {
      extensions.add("format:" + version(format.field().name(), format));
    }
    List<EntityProcessor> processors = enabled(parts.processors());
    ProcessorChain chain =
        ProcessorChain.timed(processors, tasks, cache, ProcessorLimits.of(config));
    EntityChecks checks = new EntityChecks(registry, new FieldFormats(parts.formats()));
    return new Processing(
        new YamlReader(yaml),
        new EntityPipeline(checks, limits, resolvers, chain),
        new Generation(digest(base), extensions).text());
  }

  /** A kind of a plugin that cannot be used must not keep the others from being used. */
  private void add(KindRegistry registry, KindDefinition kind) {
    try {
      extensions.add(Generation.KIND + kind.kind() + "@" + digest(registry.add(kind)));
    } catch (PortalException e) {
      LOG.warn("The kind {} of a plugin cannot be used: {}", kind.kind(), e.getMessage());
    }
  }

  private List<EntityProcessor> enabled(List<EntityProcessor> processors) {
    List<EntityProcessor> enabled =
        processors.stream()
            .filter(each -> !option(each).flatMap(o -> o.bool("disabled")).orElse(false))
            .sorted(Comparator.comparingLong(this::priority).thenComparing(EntityProcessor::name))
            .toList();
    enabled.forEach(
        each -> extensions.add("processor:" + priority(each) + ":" + version(each.name(), each)));
    return enabled;
  }

  private long priority(EntityProcessor processor) {
    return option(processor)
        .flatMap(options -> options.number("priority"))
        .orElse((long) processor.priority());
  }

  private Optional<Config> option(EntityProcessor processor) {
    return config
        .section("catalog.processorOptions")
        .flatMap(options -> options.section(processor.name()));
  }

  /** Another version of a plugin may give another result under the same name. */
  private static String version(String name, Object service) {
    Bundle bundle = FrameworkUtil.getBundle(service.getClass());
    String plain = name.replaceAll("\\s", "_");
    return bundle == null ? plain : plain + "@" + bundle.getVersion();
  }

  private static String digest(String text) {
    return Stamps.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
