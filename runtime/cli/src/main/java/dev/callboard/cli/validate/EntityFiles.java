package dev.callboard.cli.validate;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Finds the files that the arguments of {@code validate} stand for. In a directory there are YAML
 * files of other tools too: what has no {@code apiVersion} or {@code kind} is not ours, unless its
 * name says that it is.
 */
final class EntityFiles {
  private static final Pattern NAMED = Pattern.compile("(?i)catalog-info\\.ya?ml");
  private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");
  private static final Pattern ENVELOPE = Pattern.compile("(?m)^[\"']?(apiVersion|kind)[\"']? *:");

  private EntityFiles() {}

  /** Returns files in the way they were named, directories replaced by what is in them, sorted. */
  static List<Path> of(Terminal terminal, List<Path> paths, CommandLine line) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      Path absolute = terminal.resolve(path);
      if (Files.isRegularFile(absolute)) {
        files.add(path);
      } else if (Files.isDirectory(absolute)) {
        List<Path> found = below(absolute);
        if (found.isEmpty()) {
          throw new CommandLine.ParameterException(
              line, path + " has no entity file: a .yaml or .yml file with an apiVersion");
        }
        found.forEach(file -> files.add(path.resolve(absolute.relativize(file))));
      } else {
        throw new CommandLine.ParameterException(line, path + " does not exist");
      }
    }
    return files;
  }

  private static List<Path> below(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean skipped = !path.equals(directory) && isAside(path.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (isEntityFile(path)) {
              files.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  private static boolean isEntityFile(Path path) throws IOException {
    String name = path.getFileName().toString();
    if (!YAML.matcher(name).matches() || !Files.isRegularFile(path)) {
      return false;
    }
    // Any bytes are characters of this set, so a damaged file is looked at as well.
    return NAMED.matcher(name).matches()
        || ENVELOPE.matcher(Files.readString(path, StandardCharsets.ISO_8859_1)).find();
  }

  /** What tools keep beside the sources is not ours to judge. */
  private static boolean isAside(String name) {
    return name.startsWith(".") || name.equals("node_modules");
  }
}
