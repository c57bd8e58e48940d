package dev.callboard.scaffolder.template;

import java.util.Optional;

/** Tells which product a source host runs. */
@FunctionalInterface
public interface RepoHosts {

  /** The type of the integration for a host, such as {@code github}; empty for an unknown host. */
  Optional<String> type(String host);
}
