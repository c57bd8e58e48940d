package dev.callboard.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Where a configuration comes from: the files from the lowest to the highest layer, the environment
 * above them, and the options of the command line on top. Immutable.
 *
 * @param files the files in layering order, not null
 * @param environment the environment variables, not null
 * @param port the port of the command line, or empty
 */
public record ConfigSources(List<Layer> files, Map<String, String> environment, OptionalInt port) {
  /**
   * A file of the configuration.
   *
   * @param path absolute or relative to the working directory
   * @param required whether it is an error when it is not there
   */
  public record Layer(Path path, boolean required) {}

  /** Checks and copies the arguments. */
  public ConfigSources {
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
  }

  /** Returns sources made of these files, all of which must be there. */
  public static ConfigSources files(List<Path> files, Map<String, String> environment) {
    return new ConfigSources(
        files.stream().map(path -> new Layer(path, true)).toList(),
        environment,
        OptionalInt.empty());
  }

  /**
   * Returns the sources that the properties of a started server name: {@code callboard.config}
   * (files separated by line feeds) or, when that is empty, {@code app-config.yaml} and its
   * variants in the folder {@code config} of {@code callboard.home}; and {@code callboard.port}.
   *
   * @param property gives the value of a property, or null
   * @param environment the environment variables; {@code BACKSTAGE_ENV} (names separated by commas)
   *     chooses the variants
   * @throws ConfigException when a property is not valid
   */
  public static ConfigSources of(UnaryOperator<String> property, Map<String, String> environment) {
    String named = orEmpty(property.apply("callboard.config"));
    List<Layer> layers = new ArrayList<>();
    for (String file : named.split("\n")) {
      if (!file.isBlank()) {
        layers.add(new Layer(path(file.trim()), true));
      }
    }
    if (layers.isEmpty()) {
      String home = orEmpty(property.apply("callboard.home"));
      layers.addAll(defaults(Path.of(home.isEmpty() ? "." : home, "config"), environment));
    }
    return new ConfigSources(layers, environment, port(orEmpty(property.apply("callboard.port"))));
  }

  private static List<Layer> defaults(Path folder, Map<String, String> environment) {
    List<Layer> layers = new ArrayList<>();
    List<String> variants = new ArrayList<>();
    for (String name : orEmpty(environment.get("BACKSTAGE_ENV")).split(",")) {
      if (!name.isBlank()) {
        variants.add(name.trim());
      }
    }
    layers.add(new Layer(folder.resolve("app-config.yaml"), true));
    variants.forEach(name -> layers.add(optional(folder, "app-config." + name + ".yaml")));
    layers.add(optional(folder, "app-config.local.yaml"));
    variants.forEach(name -> layers.add(optional(folder, "app-config." + name + ".local.yaml")));
    return layers;
  }

  private static Layer optional(Path folder, String name) {
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw ConfigException.at(
          Origin.of("environment variable BACKSTAGE_ENV"), "names must not have slashes");
    }
    return new Layer(folder.resolve(name), false);
  }

  private static Path path(String file) {
    if (file.matches("(?i)https?://.*")) {
      throw ConfigException.at(
          Origin.of(file), "configuration is read from files only; download it first");
    }
    return Path.of(file);
  }

  private static OptionalInt port(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw ConfigException.at(Origin.of("option --port"), "must be a number from 0 to 65535");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
