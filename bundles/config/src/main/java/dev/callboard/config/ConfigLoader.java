package dev.callboard.config;

import static java.util.Objects.requireNonNull;

import dev.callboard.config.Node.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a configuration by Backstage's rules: layers, {@code ${VAR}}, {@code $env}, {@code $file},
 * {@code $include}, {@code APP_CONFIG_} variables. Needs no framework, so that tools can use it. It
 * keeps no state: each call reads everything anew, on the thread of the caller.
 */
public final class ConfigLoader {
  private final ConfigSources sources;
  private final Supplier<FileAccess> access;

  /**
   * Creates a loader.
   *
   * @param sources where to read from, not null
   */
  public ConfigLoader(ConfigSources sources) {
    this(sources, FileAccess::new);
  }

  ConfigLoader(ConfigSources sources, Supplier<FileAccess> access) {
    this.sources = requireNonNull(sources, "sources is null");
    this.access = requireNonNull(access, "access is null");
  }

  /**
   * Reads the configuration.
   *
   * @throws ConfigException when anything is wrong with it; then none of it can be used
   */
  public LoadedConfig load() {
    Attempt attempt = attempt();
    if (!attempt.problems.isEmpty()) {
      throw new ConfigException(attempt.problems);
    }
    return new LoadedConfig(attempt.config, attempt.files);
  }

  /** Returns everything that is wrong with the configuration; empty when it can be used. */
  public List<ConfigProblem> check() {
    return attempt().problems;
  }

  Attempt attempt() {
    FileAccess files = access.get();
    List<ConfigProblem> problems = new ArrayList<>();
    MapNode merged = MapNode.empty(Origin.of("configuration"));
    for (ConfigSources.Layer layer : sources.files()) {
      Optional<MapNode> tree = collect(problems, () -> read(layer, files));
      merged = tree.isPresent() ? Layers.merge(merged, tree.get()) : merged;
    }
    MapNode below = merged;
    MapNode above =
        collect(problems, () -> EnvironmentLayer.of(sources.environment()))
            .map(environment -> Layers.merge(below, environment))
            .orElse(below);
    MapNode root =
        sources.port().isEmpty()
            ? above
            : collect(problems, () -> PortOverride.apply(above, sources.port().getAsInt()))
                .orElse(above);
    CredentialCheck.check("", root, problems);
    return new Attempt(
        new TreeConfig(root), new LinkedHashSet<>(files.seen()), List.copyOf(problems));
  }

  private MapNode read(ConfigSources.Layer layer, FileAccess files) {
    Origin origin = Origin.of(layer.path().toString());
    if (!layer.required() && !files.exists(layer.path())) {
      return MapNode.empty(origin);
    }
    Node tree = TreeReader.read(layer.path().toString(), files.read(layer.path(), origin));
    if (tree.isNull()) {
      return MapNode.empty(origin);
    }
    Transformer transformer = new Transformer(files, new Substitution(sources.environment()));
    if (transformer.apply(tree, layer.path()).orElse(tree) instanceof MapNode map) {
      return map;
    }
    throw ConfigException.at(tree.origin(), "the file must have an object with keys at the top");
  }

  /** One bad layer does not keep the problems of the others from being told. */
  private static <T> Optional<T> collect(List<ConfigProblem> problems, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** What came of reading: with problems, the values are not complete. */
  record Attempt(TreeConfig config, Set<java.nio.file.Path> files, List<ConfigProblem> problems) {}
}
