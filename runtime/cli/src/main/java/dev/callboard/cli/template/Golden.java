package dev.callboard.cli.template;

import dev.callboard.scaffolder.task.DryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory with all files that a run is expected to leave, and no others. */
final class Golden {
  private final Path folder;

  Golden(Path folder) {
    this.folder = folder;
  }

  /** Replaces what is in the directory. */
  void write(List<DryRun.File> files) throws IOException {
    for (Path old : files().values()) {
      Files.delete(old);
    }
    Files.createDirectories(folder);
    for (DryRun.File file : files) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.content());
      if (file.executable() && !path.toFile().setExecutable(true)) {
        throw new IOException(path + " cannot be made executable");
      }
    }
  }

  /** Returns what differs. */
  List<String> compare(Map<String, DryRun.File> actual) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of("there is no directory " + folder + "; --update writes it");
    }
    Map<String, Path> expected = files();
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, Path> entry : expected.entrySet()) {
      DryRun.File file = actual.get(entry.getKey());
      if (file == null) {
        differences.add("there is no file " + entry.getKey());
        continue;
      }
      TextDiff.of(entry.getKey(), Files.readAllBytes(entry.getValue()), file.content())
          .ifPresent(diff -> differences.add(entry.getKey() + " is not as expected\n" + diff));
      if (Files.isExecutable(entry.getValue()) != file.executable()) {
        differences.add(entry.getKey() + " is " + (file.executable() ? "" : "not ") + "executable");
      }
    }
    actual.keySet().stream()
        .filter(path -> !expected.containsKey(path))
        .forEach(path -> differences.add("there is a file more: " + path));
    return differences;
  }

  private Map<String, Path> files() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile)
            .forEach(
                file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
      }
    }
    return files;
  }
}
