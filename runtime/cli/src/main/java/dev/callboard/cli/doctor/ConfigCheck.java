package dev.callboard.cli.doctor;

import dev.callboard.cli.ConfigFiles;
import dev.callboard.config.ConfigException;
import dev.callboard.config.ConfigLoader;
import dev.callboard.config.ConfigProblem;
import dev.callboard.config.ConfigSources;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the configuration as the server would, and looks at what it says. */
final class ConfigCheck {
  private static final String AREA = "config";

  private final Patient patient;
  private Optional<Config> config = Optional.empty();

  ConfigCheck(Patient patient) {
    this.patient = patient;
  }

  /** Returns the configuration, once it was read without errors. */
  Optional<Config> config() {
    return config;
  }

  /** Returns the port that the server listens on. */
  int port() {
    if (patient.port() != null) {
      return patient.port();
    }
    try {
      return config
          .flatMap(read -> read.number("backend.listen.port"))
          .map(Long::intValue)
          .orElse(Patient.DEFAULT_PORT);
    } catch (PortalException e) {
      return Patient.DEFAULT_PORT;
    }
  }

  List<Finding> run() {
    try {
      ConfigSources sources = ConfigFiles.sources(patient.terminal(), patient.configs());
      List<ConfigProblem> problems = new ConfigLoader(sources).check();
      if (!problems.isEmpty()) {
        return problems.stream()
            .map(problem -> Finding.error(AREA, problem.toString(), ""))
            .toList();
      }
      Config read = new ConfigLoader(sources).load().config();
      config = Optional.of(read);
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok(AREA, "read from " + files(sources)));
      findings.addAll(new SettingsCheck(read).run());
      findings.addAll(SignInCheck.of(read));
      findings.addAll(PolicyCheck.of(read, patient.terminal()));
      return findings;
    } catch (ConfigException e) {
      return List.of(Finding.error(AREA, e.getMessage(), ""));
    }
  }

  private static String files(ConfigSources sources) {
    return sources.files().stream()
        .map(ConfigSources.Layer::path)
        .filter(java.nio.file.Files::exists)
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }
}
