package dev.callboard.config;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a configuration cannot be used, and everything that is wrong with it. */
public final class ConfigException extends PortalException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  ConfigException(ConfigProblem problem) {
    this(List.of(problem));
  }

  ConfigException(List<ConfigProblem> problems) {
    super(
        ErrorCode.INPUT,
        problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  static ConfigException at(Origin origin, String message) {
    return new ConfigException(ConfigProblem.at(origin, message));
  }

  /** Returns what is wrong, in the order of the files; not empty. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
