package dev.callboard.plugins.inspect;

import java.util.List;
import java.util.Map;

/**
 * What was found in a jar that broke no rule.
 *
 * @param manifest its manifest
 * @param calls risky calls and the first class of the jar that makes each
 * @param entries the number of entries
 * @param unpackedBytes the size of all entries when unpacked
 * @param classes the names of its classes, with dots
 */
public record InspectedJar(
    PluginManifest manifest,
    Map<RiskyCall, String> calls,
    int entries,
    long unpackedBytes,
    List<String> classes) {
  /** Copies the collections. */
  public InspectedJar {
    calls = Map.copyOf(calls);
    classes = List.copyOf(classes);
  }
}
