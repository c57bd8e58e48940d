package dev.callboard.scaffolder.provenance;

import dev.callboard.scaffolder.task.DryRun;
import java.util.Map;
import java.util.Set;

/**
 * What a template renders to.
 *
 * @param files by path
 * @param unknown paths of files whose content or presence depends on a secret
 */
public record RenderedFiles(Map<String, DryRun.File> files, Set<String> unknown) {
  /** Returns only what is in a folder, with paths from there; an empty folder stands for all. */
  public RenderedFiles in(String folder) {
    if (folder.isEmpty()) {
      return this;
    }
    Map<String, DryRun.File> inside = new java.util.TreeMap<>();
    String prefix = folder + "/";
    files.forEach(
        (path, file) -> {
          if (path.startsWith(prefix)) {
            String shorter = path.substring(prefix.length());
            inside.put(shorter, new DryRun.File(shorter, file.content(), file.executable()));
          }
        });
    Set<String> insideUnknown = new java.util.TreeSet<>();
    unknown.stream()
        .filter(path -> path.startsWith(prefix))
        .forEach(path -> insideUnknown.add(path.substring(prefix.length())));
    return new RenderedFiles(inside, insideUnknown);
  }
}
