package dev.callboard.cli;

import dev.callboard.config.ConfigLoader;
import dev.callboard.config.ConfigSources;
import dev.callboard.platform.config.Config;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads configuration files as the server does. */
public final class ConfigFiles {
  private ConfigFiles() {}

  /**
   * Returns where the configuration comes from.
   *
   * @param configs the files that were named, or none for those of the installation
   */
  public static ConfigSources sources(Terminal terminal, List<Path> configs) {
    Map<String, String> properties = new HashMap<>();
    properties.put("callboard.home", terminal.home().toString());
    properties.put(
        "callboard.config",
        configs.stream()
            .map(path -> terminal.resolve(path).toString())
            .collect(Collectors.joining("\n")));
    return ConfigSources.of(properties::get, terminal.environment());
  }

  /** Returns the configuration; throws a {@code ConfigException} that tells all that is wrong. */
  public static Config load(Terminal terminal, List<Path> configs) {
    return new ConfigLoader(sources(terminal, configs)).load().config();
  }
}
