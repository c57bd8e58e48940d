package dev.callboard.catalog.spi;

import java.util.List;

/**
 * What a {@link LocationAnalyzer} found. Immutable.
 *
 * @param files the absolute URLs of entity files that are there
 * @param drafts entities that could be added; not shown where there are files
 */
public record LocationAnalysis(List<String> files, List<EntityDraft> drafts) {
  /** Copies the lists. */
  public LocationAnalysis {
    files = List.copyOf(files);
    drafts = List.copyOf(drafts);
  }
}
