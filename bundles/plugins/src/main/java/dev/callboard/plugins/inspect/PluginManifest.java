package dev.callboard.plugins.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of a plugin bundle, as text that nobody has vouched for.
 *
 * @param pluginId the id in the plugin capability, well formed
 * @param name a name for people, or empty
 * @param description what it does, or empty
 * @param symbolicName the bundle's symbolic name, well formed
 * @param version the bundle's version, with three numbers at least
 * @param headers all headers of the main section
 */
public record PluginManifest(
    String pluginId,
    String name,
    String description,
    String symbolicName,
    String version,
    Map<String, String> headers) {
  /** Returns the value of a header, or empty. */
  public Optional<String> header(String header) {
    return Optional.ofNullable(headers.get(header));
  }

  /** Returns the clauses of a header; empty when it is not there. */
  public List<HeaderClause> clauses(String header) {
    return header(header).map(HeaderParser::parse).orElse(List.of());
  }

  /** Returns the paths of all clauses of a header, such as the packages that are exported. */
  public List<String> paths(String header) {
    return clauses(header).stream().flatMap(clause -> clause.paths().stream()).toList();
  }
}
