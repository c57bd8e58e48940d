package dev.callboard.catalog.location;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roots of {@code catalog.locations} and of the command line option {@code --catalog}. */
public final class ConfiguredRoots {
  private final Path workingDirectory;
  private final Path installation;

  /**
   * Creates a reader that resolves relative paths.
   *
   * @param workingDirectory where a path is looked for first, as in Backstage
   * @param installation where it is looked for when it is not there, so that what is shipped is
   *     found wherever the server is started
   */
  public ConfiguredRoots(Path workingDirectory, Path installation) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    this.installation = installation.toAbsolutePath().normalize();
  }

  /**
   * Reads the roots.
   *
   * @param options the values of the option, separated by line feeds; may be null
   * @throws PortalException with code {@code INPUT} that names the key that is wrong
   */
  public List<Root> read(Config config, String options) {
    Map<String, Root> roots = new LinkedHashMap<>();
    CatalogRules rules = CatalogRules.of(config);
    List<Path> fileRoots =
        config.strings("catalog.fileRoots").stream().map(this::absolute).toList();
    for (Config location : config.sections("catalog.locations")) {
      Root root = configured(config, location, rules, fileRoots);
      roots.putIfAbsent(root.key(), root);
    }
    if (options != null) {
      for (String option : options.split("\n")) {
        if (!option.isBlank()) {
          Root root = option(option.strip());
          roots.putIfAbsent(root.key(), root);
        }
      }
    }
    return new ArrayList<>(roots.values());
  }

  private Root configured(
      Config config, Config location, CatalogRules rules, List<Path> fileRoots) {
    String type = required(location, "type");
    String target = required(location, "target");
    boolean optional = location.string("presence").filter("optional"::equals).isPresent();
    if (type.equals("url")) {
      return new Root(
          "config:url:" + target,
          type,
          target,
          optional,
          Optional.of(rules.with(location, type, target)),
          Optional.empty());
    }
    if (!type.equals("file")) {
      return foreign(config, type, target, optional, rules.with(location, type, target));
    }
    Path path = absolute(target);
    Optional<Path> tree = fileRoots.stream().filter(path::startsWith).findFirst();
    if (!fileRoots.isEmpty() && tree.isEmpty()) {
      throw PortalException.input(
          "catalog.locations: file target '" + target + "' is not below one of catalog.fileRoots");
    }
    return new Root(
        "config:file:" + path,
        type,
        path.toString(),
        optional,
        Optional.of(rules.with(location, type, path.toString())),
        tree.or(() -> Optional.of(treeOf(path))));
  }

  /** What a processor of a plugin reads; it may be there or not. */
  private static Root foreign(
      Config config, String type, String target, boolean optional, CatalogRules rules) {
    if (!config.strings("catalog.allowedLocationTypes").contains(type)) {
      throw PortalException.input(
          "catalog.locations: type '"
              + type
              + "' is not known; use url or file, or name it in catalog.allowedLocationTypes when"
              + " a plugin reads it");
    }
    return new Root(
        "config:" + LocationRefs.ref(type, target),
        type,
        target,
        optional,
        Optional.of(rules),
        Optional.empty());
  }

  private Root option(String value) {
    if (value.startsWith("http://") || value.startsWith("https://")) {
      return new Root(
          "option:url:" + value, "url", value, false, Optional.empty(), Optional.empty());
    }
    Path path = absolute(value);
    return new Root(
        "option:file:" + path,
        "file",
        path.toString(),
        false,
        Optional.empty(),
        Optional.of(treeOf(path)));
  }

  private static Path treeOf(Path path) {
    return Files.isDirectory(path) ? path : FileFinder.base(path);
  }

  private Path absolute(String target) {
    Path here = workingDirectory.resolve(target).normalize();
    Path shipped = installation.resolve(target).normalize();
    return !exists(here) && exists(shipped) ? shipped : here;
  }

  private static boolean exists(Path path) {
    return Files.exists(FileFinder.isGlob(path.toString()) ? FileFinder.base(path) : path);
  }

  private static String required(Config location, String key) {
    return location
        .string(key)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () -> PortalException.input("catalog.locations: an entry has no '" + key + "'"));
  }
}
