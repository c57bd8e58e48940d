package dev.callboard.ui.contributions;

import java.util.List;
import java.util.Map;

/**
 * A {@code ui.json} that was read.
 *
 * @param modules names of modules to their files
 * @param lists sorts of contributions to their items, only those that are whole
 * @param translations texts by language, namespace and key
 * @param problems what was left out and why, for whoever wrote it
 */
record Manifest(
    Map<String, UiFile> modules,
    Map<String, List<Map<String, Object>>> lists,
    Map<String, Object> translations,
    List<String> problems) {
  static Manifest broken(String problem) {
    return new Manifest(Map.of(), Map.of(), Map.of(), List.of(problem));
  }
}
