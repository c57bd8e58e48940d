package dev.callboard.search.index;

import dev.callboard.search.text.TextAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the index of one type is: a folder per generation, named by its number. The one with the
 * highest number that is complete counts. Used by one thread at a time.
 */
public final class TypeFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TypeFolder.class);

  private final Path folder;
  private final TextAnalysis analysis;

  /** Describes a folder. */
  public TypeFolder(Path folder, TextAnalysis analysis) {
    this.folder = folder;
    this.analysis = analysis;
  }

  /**
   * Opens what was there when the server stopped.
   *
   * @return empty when there is nothing that can be used
   */
  public Optional<Generation> open() {
    for (Path generation : generations()) {
      try {
        Optional<Generation> opened = Generation.open(generation, analysis);
        if (opened.isPresent()) {
          keepOnly(generation);
          return opened;
        }
        LOG.info("The search index of {} was made by other rules", folder.getFileName());
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "The search index of {} is damaged and is made anew: {}",
            folder.getFileName(),
            e.toString());
      }
    }
    return Optional.empty();
  }

  /**
   * Creates a generation beside those that are there.
   *
   * @param madeOf what its documents are made of
   */
  public Generation create(String madeOf) throws IOException {
    long next = generations().stream().mapToLong(TypeFolder::number).max().orElse(0) + 1;
    Path generation = folder.resolve(Long.toString(next));
    Files.createDirectories(generation);
    return Generation.create(generation, analysis, madeOf);
  }

  /** Deletes all but the newest generation. */
  public void keepNewest() {
    generations().stream().findFirst().ifPresent(this::keepOnly);
  }

  private void keepOnly(Path kept) {
    for (Path generation : generations()) {
      if (!generation.equals(kept)) {
        Folders.delete(generation);
      }
    }
  }

  private List<Path> generations() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> number(path) > 0)
          .sorted(Comparator.comparingLong(TypeFolder::number).reversed())
          .toList();
    } catch (IOException e) {
      LOG.warn("The search index in {} cannot be listed: {}", folder, e.toString());
      return List.of();
    }
  }

  private static long number(Path generation) {
    String name = generation.getFileName().toString();
    return name.matches("[1-9][0-9]{0,17}") ? Long.parseLong(name) : 0;
  }
}
