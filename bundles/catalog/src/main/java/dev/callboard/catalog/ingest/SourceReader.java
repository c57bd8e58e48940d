package dev.callboard.catalog.ingest;

import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.catalog.store.SourceRow;
import java.util.List;
import java.util.Map;

/** Reads the files of one type of location, below one root. Thread-safe; every method blocks. */
interface SourceReader {
  /**
   * Finds the files that a target stands for.
   *
   * @throws dev.callboard.platform.error.PortalException when it cannot be told; the text follows
   *     the name of the target
   */
  List<Found> find(Target target);

  /**
   * Reads a file.
   *
   * @param previous what is known of it, or null to read it in any case
   * @param thorough whether to compare contents rather than trust size and time
   */
  Content read(Found file, SourceRow previous, boolean thorough);

  /** Resolves what a Location entity in a file names. */
  String resolve(String target, Found file);

  /** Returns what the placeholders of a file read from. */
  Related files(Found file);

  /** What the placeholders of one file have read. */
  interface Related extends PlaceholderResolver.Source {
    /** Returns a text that is another one when one of the files is, or null when none was read. */
    String dependencies();

    /**
     * Returns the annotations that lead to the file on its host, in the order in which they are
     * shown; none when it has no pages.
     */
    default Map<String, String> links() {
      return Map.of();
    }
  }
}
