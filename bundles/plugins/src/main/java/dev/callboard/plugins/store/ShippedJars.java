package dev.callboard.plugins.store;

import dev.callboard.plugins.inspect.JarInspector;
import dev.callboard.plugins.inspect.JarRefusedException;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.signature.Digests;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The plugins of the installation. Their files are trusted as those of the server itself are: who
 * can change them can change the server. Each is read once, at the start. Immutable.
 */
public final class ShippedJars {
  private final Map<String, ShippedJar> byId = new TreeMap<>();
  private final Map<String, ShippedJar> byDigest = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ShippedJars() {}

  /** Returns those of an installation that ships none. */
  public static ShippedJars none() {
    return new ShippedJars();
  }

  /** Reads those in a folder. What cannot be read is a problem, and the others are there. */
  public static ShippedJars read(Path folder) {
    ShippedJars jars = new ShippedJars();
    try {
      list(folder).forEach(jars::add);
    } catch (IOException | DirectoryIteratorException e) {
      jars.problems.add("The plugins of the installation in " + folder + " cannot be read: " + e);
    }
    return jars;
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
        stream.forEach(files::add);
      }
    }
    Collections.sort(files);
    return files;
  }

  private void add(Path file) {
    try {
      PluginManifest manifest = JarInspector.manifestOf(file);
      StoredJar jar = new StoredJar(file, Digests.sha256(file), Optional.empty());
      ShippedJar shipped = new ShippedJar(manifest, jar);
      if (byId.putIfAbsent(shipped.id(), shipped) == null) {
        byDigest.put(shipped.sha256(), shipped);
        return;
      }
      problems.add(file + " is left out: the plugin " + shipped.id() + " is there twice");
    } catch (IOException | JarRefusedException e) {
      problems.add(file + ", a plugin of the installation, cannot be read: " + e.getMessage());
    }
  }

  /** Returns all, by id. */
  public Collection<ShippedJar> all() {
    return byId.values();
  }

  /** Returns the one with a plugin id, or empty. */
  public Optional<ShippedJar> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns the one with these bytes, or empty. */
  public Optional<ShippedJar> withDigest(String sha256) {
    return Optional.ofNullable(byDigest.get(sha256));
  }

  /** Returns the one whose bundle has a symbolic name, or empty. */
  public Optional<ShippedJar> named(String symbolicName) {
    return byId.values().stream()
        .filter(jar -> jar.manifest().symbolicName().equals(symbolicName))
        .findFirst();
  }

  /** Returns a sentence for each file that is left out. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
