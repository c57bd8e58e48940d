package dev.callboard.config;

import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes configuration files into a folder and loads them. */
final class LoaderFixture {
  private final Path folder;
  private final List<Path> layers = new ArrayList<>();

  LoaderFixture(Path folder) {
    this.folder = folder;
  }

  LoaderFixture layer(String name, String text) {
    layers.add(file(name, text));
    return this;
  }

  Path file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(ConfigSources.files(layers, environment));
  }

  Config load(Map<String, String> environment) {
    return loader(environment).load().config();
  }

  Config load() {
    return load(Map.of());
  }

  ConfigProblem problem() {
    return problem(Map.of());
  }

  ConfigProblem problem(Map<String, String> environment) {
    List<ConfigProblem> problems = loader(environment).check();
    if (problems.size() != 1) {
      throw new AssertionError("expected one problem, found " + problems);
    }
    return problems.get(0);
  }
}
