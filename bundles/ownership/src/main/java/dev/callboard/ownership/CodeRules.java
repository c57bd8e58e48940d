package dev.callboard.ownership;

import dev.callboard.ownership.codeowners.CodeOwners.Owned;
import dev.callboard.ownership.store.CodeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up what CODEOWNERS says about the files of folders. Immutable. */
final class CodeRules {
  private final Optional<CodeOwnersFinder.Found> found;
  private final Map<String, Owned> owned = new LinkedHashMap<>();

  CodeRules(Optional<CodeOwnersFinder.Found> found, List<String> paths) {
    this.found = found;
    found.ifPresent(file -> paths.forEach(path -> owned.put(path, file.owners().of(path))));
  }

  /** Returns the rules for the files of a folder; without known files, for the folder itself. */
  List<CodeRule> of(String folder) {
    if (found.isEmpty()) {
      return List.of();
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, CodeRule> rules = new LinkedHashMap<>();
    if (owned.isEmpty()) {
      add(rules, found.get().owners().of(prefix + "catalog-info.yaml"));
    }
    owned.forEach(
        (path, each) -> {
          if (path.startsWith(prefix)) {
            add(rules, each);
          }
        });
    return List.copyOf(rules.values());
  }

  private void add(Map<String, CodeRule> rules, Owned each) {
    if (each.lines().isEmpty()) {
      return;
    }
    String lines = each.lines().stream().map(String::valueOf).collect(Collectors.joining(","));
    List<String> owners = each.owners().stream().sorted().toList();
    rules.merge(
        lines,
        new CodeRule(lines, found.get().file(), each.text(), owners, 1),
        (one, other) -> new CodeRule(lines, one.file(), one.rule(), owners, one.files() + 1));
  }
}
