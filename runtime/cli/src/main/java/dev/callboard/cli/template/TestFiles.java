package dev.callboard.cli.template;

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
 * Finds files of tests. Other tools have files with such names too, skeletons among them, so in a
 * directory only those count that lie beside a template, or beside one of the same name.
 */
final class TestFiles {
  private static final Pattern NAMED = Pattern.compile(".*\\.test\\.ya?ml");
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");

  private static final long MOST_BYTES = 1 << 20;

  private TestFiles() {}

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
              line,
              (path.toString().isEmpty() ? "The working directory" : path)
                  + " has no tests: a file *.test.yaml, or a folder tests, beside a template.yaml");
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
            boolean skipped =
                !path.equals(directory) && path.getFileName().toString().startsWith(".");
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (isTest(path)) {
              files.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  private static boolean isTest(Path path) throws IOException {
    String name = path.getFileName().toString();
    Path folder = path.getParent();
    if (NAMED.matcher(name).matches() && (template(folder) != null || hasTemplate(path))) {
      return true;
    }
    return YAML.matcher(name).matches()
        && folder.endsWith("tests")
        && folder.getParent() != null
        && template(folder.getParent()) != null;
  }

  /** Returns whether beside a test is a template of the same name. */
  private static boolean hasTemplate(Path test) throws IOException {
    Path template = test.resolveSibling(test.getFileName().toString().replace(".test.", "."));
    return Files.isRegularFile(template)
        && Files.size(template) <= MOST_BYTES
        && new String(Files.readAllBytes(template), StandardCharsets.ISO_8859_1)
            .contains("scaffolder.backstage.io/");
  }

  /** Returns the template in a directory, or null. */
  static Path template(Path folder) {
    for (String name : List.of("template.yaml", "template.yml")) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return null;
  }
}
