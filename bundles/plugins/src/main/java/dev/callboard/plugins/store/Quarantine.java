package dev.callboard.plugins.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jars that were refused, for those who want to look into them: {@code <sha256>.jar} with its
 * signature file and {@code <sha256>.json}, which says why. Nothing reads the jars again. The
 * oldest go when there are too many. Thread-safe; every method blocks.
 */
public final class Quarantine {
  private final Path directory;
  private final int limit;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Creates a quarantine.
   *
   * @param directory where to, made on first use
   * @param limit how many jars are kept
   */
  public Quarantine(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /**
   * Takes a jar away.
   *
   * @param jar a private copy, moved from where it is
   * @param name the name it came under
   * @param reason why it was refused
   */
  public synchronized void take(StoredJar jar, String name, String reason) throws IOException {
    SafeFiles.createPrivateDirectory(directory);
    Path target = directory.resolve(jar.sha256() + ".jar");
    SafeFiles.move(jar.file(), target);
    if (jar.signature().isPresent()) {
      SafeFiles.replace(directory.resolve(jar.sha256() + ".jar.sig"), jar.signature().get());
    }
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("name", name);
    note.put("sha256", jar.sha256());
    note.put("reason", reason);
    note.put("time", Instant.now().toString());
    SafeFiles.replace(directory.resolve(jar.sha256() + ".json"), json.writeValueAsBytes(note));
    prune();
  }

  private void prune() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      files.forEach(jars::add);
    }
    jars.sort(Comparator.comparing(Quarantine::time));
    for (Path jar : jars.subList(0, Math.max(0, jars.size() - limit))) {
      String name = jar.getFileName().toString();
      Files.deleteIfExists(jar);
      Files.deleteIfExists(jar.resolveSibling(name + ".sig"));
      Files.deleteIfExists(jar.resolveSibling(name.replace(".jar", ".json")));
    }
  }

  private static Instant time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      // It is gone already: the first to be forgotten.
      return Instant.EPOCH;
    }
  }
}
