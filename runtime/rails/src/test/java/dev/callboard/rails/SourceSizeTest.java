package dev.callboard.rails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class holds one idea; a file that grows past the limit is split or explained. */
class SourceSizeTest {

  private static final int LIMIT = 250;

  private record Source(String name, int lines) {}

  @Test
  void a_source_file_over_the_limit_is_explained() throws IOException {
    Exceptions allowed = new Exceptions("long-files.tsv");
    Findings findings = new Findings();
    for (Source source : sources()) {
      findings.addIf(
          source.lines > LIMIT && !allowed.allow(source.name, "long"),
          source.name + " has " + source.lines + " lines of code");
    }
    allowed.reportUnused(findings);
    findings.assertNone(
        "Split a file over " + LIMIT + " lines of code, or explain it in long-files.tsv:");
  }

  /** Leaves {@code target/source-sizes.tsv} behind, longest first, for whoever wants to tidy up. */
  @Test
  void the_report_of_sizes_is_written() throws IOException {
    List<Source> sources = new ArrayList<>(sources());
    sources.sort(Comparator.comparingInt(Source::lines).reversed().thenComparing(Source::name));
    String report =
        sources.stream().map(s -> s.lines + "\t" + s.name + "\n").collect(Collectors.joining());
    int median = sources.get(sources.size() / 2).lines;
    Path file = Repository.rails("target/source-sizes.tsv");
    Files.writeString(file, "# files " + sources.size() + ", median " + median + "\n" + report);
  }

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String parent : List.of("bundles", "runtime")) {
      for (Path module : Repository.modules(parent)) {
        Path folder = module.resolve("src/main/java");
        if (Files.isDirectory(folder)) {
          sources.addAll(below(folder));
        }
      }
    }
    return sources;
  }

  private static List<Source> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .map(f -> new Source(Repository.name(f), linesOfCode(Repository.read(f))))
          .toList();
    }
  }

  /**
   * Blank lines, comments and imports do not count: a contract in Javadoc makes no class harder.
   */
  private static int linesOfCode(String source) {
    String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
    return (int)
        code.lines().filter(line -> !line.isBlank() && !line.startsWith("import ")).count();
  }
}
